from dataclasses import replace

import pytest

from tests.fakes import orders
from tests.fakes import results as fakes
from tests.fakes.terminals import say
from tests.fakes.workspace import FakeWorkspace


@pytest.fixture
def workspace() -> FakeWorkspace:
    found = FakeWorkspace()
    found.keep(fakes.walled_garden()[:3])
    found.keep(fakes.walled_garden())
    return found


def test_judging_again_lists_what_changes(workspace):
    run = workspace.archive.runs()[0].id
    honest = dict(workspace.archive.numbered(run))
    first = honest[0]
    said = say("rejudge", run, workspace=workspace)
    assert said.code in {0, 1}
    assert "26 results judged again" in said.out
    assert dict(workspace.archive.numbered(run))[0] == first


def test_new_verdicts_are_kept_when_asked(workspace):
    run = workspace.archive.runs()[0].id
    wrong = replace(
        workspace.archive.kept[run][0], verdict=fakes.faulty(fakes.walled_garden()[0].probe).verdict
    )
    workspace.archive.kept[run][0] = wrong
    said = say("rejudge", "last", "--save", workspace=workspace)
    assert said.code == 1
    assert "new verdicts are kept" in said.out
    assert workspace.archive.kept[run][0].verdict != wrong.verdict


def test_another_end_of_an_order_is_a_change(workspace):
    run = workspace.archive.runs()[0].id
    honest = next(iter(dict(workspace.archive.numbered(run)).values()))
    odd = replace(honest, payment=orders.paid().payment)
    workspace.archive.kept[run][0] = odd
    said = say("rejudge", "last", workspace=workspace)
    assert said.code == 1
    assert "Order: paid (SUCCESS) · ¥12.34 · back in the same tab" in said.out
