import json
from pathlib import Path

import pytest

from linktester.cli.doctorlinks import general
from linktester.oslinks.doctor import entries
from linktester.wording import LANGUAGES, Words
from tests.fakes import appfiles
from tests.fakes.terminals import say

BAD = appfiles.aasa({"/": "/a/*"}, {"/": "/a/b"}, {"/": "https://h/x"})


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "apple-app-site-association").write_bytes(BAD)
    return str(tmp_path / "apple-app-site-association")


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings_are_told_with_place_and_code(file: str, language: str) -> None:
    said = say("doctor", "links", file, language=language)
    assert said.code == 1
    assert f"{file}:1:" in said.lines[1]
    assert "linkdoctor.path-has-host" in said.lines[1]


def test_a_clean_file_is_clean(tmp_path: Path) -> None:
    (tmp_path / "assetlinks.json").write_bytes(appfiles.assetlinks())
    assert say("doctor", "links", str(tmp_path / "assetlinks.json")).code == 0


def test_findings_are_told_as_json(file: str) -> None:
    found = json.loads(say("doctor", "links", file, "--json").out)
    assert found["files"][0]["kind"] == "aasa"
    assert found["findings"][0].keys() == {
        *("file", "code", "severity", "where", "line", "column", "message", "suppressed"),
    }
    assert found["errors"] == 1


def test_findings_are_written_as_sarif(file: str, tmp_path: Path) -> None:
    say("doctor", "links", file, "--sarif", str(tmp_path / "out.sarif"))
    (run,) = json.loads((tmp_path / "out.sarif").read_text())["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    assert "linkdoctor.shadowed" in rules


def test_suppressed_errors_do_not_count_and_idle_suppressions_are_told(file: str, tmp_path: Path) -> None:
    said = say("doctor", "links", file, "--suppress", "linkdoctor.path-has-host=known")
    assert said.code == 0
    assert "suppressed: known" in said.out
    listed = tmp_path / "own.toml"
    listed.write_text('[[suppress]]\ncode = "linkdoctor.pooled"\nreason = "x"\n')
    said = say("doctor", "links", file, "--suppressions", str(listed))
    assert "linkdoctor.suppress-idle" in said.out
    assert said.code == 1


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["/nowhere"],
        ["x", "--suppress", "linkdoctor.path-has-host"],
        ["--explain", "nonsense"],
        ["x", "--suppressions", "/nowhere"],
    ],
)
def test_bad_input_is_told(words: list[str]) -> None:
    said = say("doctor", "links", *words)
    assert (said.code, said.out) == (2, "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_explained(language: str) -> None:
    said = say("doctor", "links", "--explain", "all", language=language)
    assert len(said.lines) == len(entries()) + 1
    one = say("doctor", "links", "--explain", "linkdoctor.shadowed", language=language)
    assert (one.code, "Apple" in one.out) == (0, True)
    assert "‹by›" in general(Words(language), "linkdoctor.shadowed")


def test_cases_are_written_and_hold(file: str, tmp_path: Path) -> None:
    output = tmp_path / "cases.jsonl"
    say("doctor", "links", file, "--cases", str(output))
    said = say("resolve", "--jsonl", "--check", typed=output.read_text())
    assert said.code == 0
    assert all(json.loads(line)["met"] for line in said.lines)
