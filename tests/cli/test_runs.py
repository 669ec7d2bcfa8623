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


def test_runs_are_listed_newest_first(workspace):
    said = say("runs", workspace=workspace)
    assert [line.split("\t")[0] for line in said.lines[1:]] == [
        "20261122-104501-3f9a",
        "20261122-104500-3f9a",
    ]
    assert "26/26" in said.lines[1]
