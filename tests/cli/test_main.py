import os
import subprocess
import sys

import pytest

from linktester import __version__
from linktester.cli.main import VERBS
from tests.fakes.terminals import say


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, **environment}
    return subprocess.run(
        [sys.executable, "-m", "linktester", *arguments],
        capture_output=True,
        env=env,
        timeout=60,
        check=False,
    )


def test_the_version_loads_next_to_nothing():
    code = (
        "import sys; sys.argv = ['linktester', '--version'];"
        "from linktester.__main__ import main; main();"
        "heavy = ('click', 'rich', 'jinja2', 'httpx', 'PIL', 'sqlalchemy');"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines() == [f"linktester {__version__}", "[]"]


def test_without_a_verb_the_way_to_run_is_told():
    said = say()
    assert said.code == 0
    assert "linktester run" in said.out


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("verb", list(VERBS))
def test_every_verb_has_help_in_both_languages(verb, language):
    said = say(verb, "--help", language=language)
    assert said.code == 0
    begin = {"en": "Usage: ", "zh_CN": "用法："}[language]
    assert said.out.startswith(f"{begin}linktester {verb}")


@pytest.mark.parametrize("words", [("nonsense",), ("run", "--nonsense"), ("--lang", "fr")])
def test_wrong_words_are_bad_input(words):
    said = say(*words)
    assert said.code == 2
    assert said.err


def test_the_language_comes_from_the_option_wherever_it_stands():
    assert "图形界面" in run("--lang", "zh_CN").stdout.decode()
    assert (
        "链接类型"
        in run(
            "link", "explain", "https://example.com/", "--lang=zh_CN", LINKTESTER_LANG="en"
        ).stdout.decode()
    )


@pytest.mark.parametrize(("name", "value"), [("LINKTESTER_LANG", "zh_CN"), ("LC_ALL", "zh_CN.UTF-8")])
def test_the_language_comes_from_the_environment(name, value):
    environment = {"LINKTESTER_LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "", name: value}
    assert run("--help", **environment).stdout.decode().startswith("用法：")


def test_output_is_utf_8_on_odd_locales():
    done = run("--lang", "zh_CN", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "图形界面" in done.stdout.decode("utf-8")
    assert done.returncode == 0


def test_a_reader_that_goes_away_is_no_crash():
    command = [sys.executable, "-m", "linktester", "link", "build", "--list"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        complaint = process.stderr.read()
    assert b"Traceback" not in complaint
