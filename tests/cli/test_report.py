import json
from pathlib import Path

import pytest

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
