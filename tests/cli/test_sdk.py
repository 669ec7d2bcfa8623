import json
from pathlib import Path

import pytest

from linktester.listing.sdks import sdks
from linktester.serve.lock import READY_FILE, StateLock
from tests.fakes.terminals import say

READY = {
    "base_url": "http://127.0.0.1:8081",
    "tls_base_url": "https://127.0.0.1:8443",
    "credentials_file": "/state/credentials.json",
}


def test_all_are_listed_with_how_far_they_were_tried() -> None:
    said = say("sdk")
    assert said.code == 0
    names = [line.split("\t")[0] for line in said.lines[1:]]
    assert names == [each.id for each in sdks()]
    assert "run with 2.0.4" in said.out
    assert "not run" in said.out


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_program_for_the_running_emulator_is_all_there_is_on_the_output(
    tmp_path: Path, language: str
) -> None:
    (tmp_path / READY_FILE).write_text(json.dumps(READY))
    with StateLock(tmp_path):
        said = say("sdk", "wechatpayv3", "--state-dir", str(tmp_path), language=language)
    assert said.code == 0
    compile(said.out, "pasted", "exec")
    assert READY["base_url"] in said.out
    assert READY["credentials_file"] in said.out
    assert "pip install wechatpayv3" in said.err


def test_a_ready_line_that_was_left_behind_is_no_emulator(tmp_path: Path) -> None:
    (tmp_path / READY_FILE).write_text(json.dumps(READY))
    said = say("sdk", "wechatpayv3", "--state-dir", str(tmp_path))
    assert (said.code, said.out) == (3, "")
    assert "linktester serve" in said.err


def test_where_nothing_runs_nothing_is_made(tmp_path: Path) -> None:
    assert say("sdk", "wechatpayv3", "--state-dir", str(tmp_path / "none")).code == 3
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_name_is_told_with_those_there_are() -> None:
    said = say("sdk", "nobody's")
    assert said.code == 2
    assert "wechatpy" in said.err
