import json
from pathlib import Path

import pytest

from linktester.cli.resolve import CHOICES, ORIGINS, SYSTEMS
from linktester.model.system import OS
from linktester.oslinks.answers.wishes import Chosen, Origin
from tests.fakes import appfiles
from tests.fakes.terminals import say

URL = "https://www.example.com/buy/1"


@pytest.fixture
def site(tmp_path: Path) -> str:
    (tmp_path / "apple-app-site-association").write_bytes(appfiles.aasa({"/": "/buy/*"}))
    return str(tmp_path / "apple-app-site-association")


def test_the_words_of_the_options_are_those_of_the_rules() -> None:
    assert tuple(SYSTEMS) == tuple(each.value for each in OS)
    assert tuple(ORIGINS) == tuple(each.value for each in Origin)
    assert tuple(CHOICES) == tuple(each.value for each in Chosen)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_answer_names_app_and_rule(site: str, language: str) -> None:
    said = say("resolve", URL, "-f", site, language=language)
    assert said.code == 0
    assert appfiles.APP in said.lines[2]
    assert "applinks.details[0].components[0]" in said.out


def test_circumstances_are_given_by_options(site: str) -> None:
    said = json.loads(say("resolve", URL, "-f", site, "--origin", "typed", "--json").out)
    assert [(each["system"], each["receiver"]) for each in said["systems"]] == [("ios", "browser")]
    none = json.loads(say("resolve", URL, "-f", site, "--nothing-installed", "--json").out)
    assert none["systems"][0]["receiver"] == "browser"


def test_a_host_before_the_file_says_whose_it_is(site: str) -> None:
    said = json.loads(say("resolve", URL, "-f", f"other.example={site}", "--json").out)
    assert said["files"][0]["host"] == "other.example"
    assert said["systems"][0]["receiver"] == "browser"


def test_placeholders_get_their_values(tmp_path: Path) -> None:
    data = appfiles.filtered('<data scheme="${scheme}"/>')
    (tmp_path / "AndroidManifest.xml").write_bytes(appfiles.manifest(data))
    words = ["resolve", "shop://a", "-f", str(tmp_path / "AndroidManifest.xml"), "--json"]
    assert json.loads(say(*words).out)["systems"][0]["receiver"] == "nobody"
    assert json.loads(say(*words, "--set", "scheme=shop").out)["systems"][0]["receiver"] == "app"


@pytest.mark.parametrize(
    "words",
    [
        ["resolve"],
        ["resolve", "--jsonl", URL],
        ["resolve", URL, "-f", "/nowhere"],
        ["resolve", URL, "--set", "x"],
    ],
)
def test_bad_input_runs_nothing(words: list[str]) -> None:
    said = say(*words)
    assert (said.code, said.out) == (2, "")
    assert said.err


def test_expectations_decide_the_exit_code() -> None:
    line = {"kind": "url", "config": {"base": None}, "url": "x", "expect": {"failure": True}}
    assert say("resolve", "--jsonl", "--check", typed=json.dumps(line)).code == 0
    assert say("resolve", "--check", typed=json.dumps({**line, "url": "a:b"})).code == 1
