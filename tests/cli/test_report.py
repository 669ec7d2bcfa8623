import json
from pathlib import Path

import pytest

from linktester.model.annotation import Annotation, Status
from tests.fakes import results as fakes
from tests.fakes.terminals import say
from tests.fakes.workspace import FakeWorkspace


@pytest.fixture
def workspace() -> FakeWorkspace:
    found = FakeWorkspace()
    found.keep(fakes.walled_garden()[:3])
    found.keep(fakes.walled_garden())
    return found


def test_a_kept_run_becomes_a_report(workspace, tmp_path: Path):
    path = tmp_path / "r.json"
    said = say("report", "last", "--format", "json", "-o", str(path), workspace=workspace)
    assert (said.code, said.out) == (0, f"{path}\n")
    assert len(json.loads(path.read_text("utf-8"))["results"]) == 26


def test_a_beginning_of_the_id_will_do(workspace, tmp_path: Path):
    path = tmp_path / "r.json"
    assert (
        say("report", "20261122-104500", "--format", "json", "-o", str(path), workspace=workspace).code == 0
    )
    assert len(json.loads(path.read_text("utf-8"))["results"]) == 3


def test_a_format_that_is_not_there_is_told(workspace):
    said = say("report", "last", "--format", "junit", workspace=workspace)
    assert said.code == 2
    assert "json, html" in said.err


def test_no_history_is_told():
    said = say("report", "last", workspace=FakeWorkspace())
    assert said.code == 2
    assert "No run is kept yet" in said.err


def test_a_filter_chooses_what_is_written_and_says_so(workspace, tmp_path: Path):
    path = tmp_path / "r.json"
    said = say(
        "report", "last", "--filter", "结论:拦截", "--format", "json", "-o", str(path), workspace=workspace
    )
    written = json.loads(path.read_text("utf-8"))
    outcomes = [each["verdict"]["outcome"] for each in written["results"]]
    assert set(outcomes) == {"BLOCKED"}
    assert written["scope"] == {"filter": "结论:拦截", "shown": len(outcomes), "of": 26}
    assert written["tally"]["outcomes"] == {"BLOCKED": len(outcomes)}
    assert (said.code, said.out) == (0, f"{path}\n")
    assert said.err == f"{len(outcomes)} of 26 results are in the report, as chosen by the filter.\n"


def test_a_filter_may_begin_with_a_minus_and_choose_nothing(workspace, tmp_path: Path):
    path = tmp_path / "r.json"
    said = say(
        "report", "last", "--filter", "-text:taobao -taobao", "--format", "json", "-o", str(path),
        workspace=workspace,
    )  # fmt: skip
    assert said.code == 0
    assert all(
        "taobao" not in each["probe"]["link"]["text"] for each in json.loads(path.read_text())["results"]
    )
    say("report", "last", "--filter", "qwertz", "--format", "json", "-o", str(path), workspace=workspace)
    assert json.loads(path.read_text("utf-8"))["results"] == []


def test_mistakes_in_a_filter_are_told_all_at_once_and_nothing_is_written(workspace, tmp_path: Path):
    path = tmp_path / "r.xml"
    said = say(
        "report", "last", "--filter", "verdict:blokced hots:qq date:x", "--format", "junit", "-o", str(path),
        workspace=workspace,
    )  # fmt: skip
    assert said.code == 2
    told = ("junit", "“blocked”", "“host:”", "“x” is no date")
    assert [each for each in told if each not in said.err] == []
    assert not path.exists()


def test_what_people_said_is_in_every_report_and_can_be_chosen_by(workspace, tmp_path: Path):
    path = tmp_path / "r.json"
    run = workspace.archive.runs()[0].id
    key = fakes.walled_garden()[4].probe.key
    workspace.archive.said[run] = [
        Annotation(run=run, key=key, status=Status.FAILED, note="seen on Friday", at=fakes.STARTED)
    ]
    arguments = ("report", "last", "--format", "json", "-o", str(path))
    assert say(*arguments, workspace=workspace).code == 0
    noted = [each for each in json.loads(path.read_text("utf-8"))["results"] if "annotation" in each]
    assert [each["annotation"]["note"] for each in noted] == ["seen on Friday"]
    assert say(*arguments, "--filter", "status:failed friday", workspace=workspace).code == 0
    assert [each["annotation"]["status"] for each in json.loads(path.read_text("utf-8"))["results"]] == [
        "failed"
    ]
