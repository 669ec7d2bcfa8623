import json
import subprocess
import sys

from tests.fakes.terminals import say


def test_no_help_lists_it() -> None:
    said = say("doctor", "--help")
    assert "links" in said.out
    assert "apk-manifest" not in said.out


def test_it_answers_what_the_worker_answers() -> None:
    words = [sys.executable, "-m", "linktester", "doctor", "apk-manifest"]
    done = subprocess.run(words, input=b"x", stdout=subprocess.PIPE, check=True)
    assert json.loads(done.stdout)["code"] == "appfiles.apk-broken"
