import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from linktester.gui.casetally import CaseTally
from linktester.gui.openproject import OpenProject
from linktester.gui.panels.caseactions import CaseActions
from linktester.gui.tools import Tools
from linktester.model.run import Match
from linktester.run import Job
from tests.fakes.desks import OWN, ids
from tests.fakes.rows import row


@pytest.fixture
def project(two_suites: OpenProject) -> OpenProject:
    return two_suites


@pytest.fixture
def chosen() -> list[int]:
    return [1]


@pytest.fixture
def acts(tools: Tools, project: OpenProject, chosen: list[int]) -> CaseActions:
    made = CaseActions(tools, project, lambda: list(chosen))
    made.chosen_asked.connect(lambda places: chosen.__setitem__(slice(None), places))
    return made


def job(qtbot: QtBot, acts: CaseActions, act: object) -> Job:
    with qtbot.waitSignal(acts.run_requested) as requested:
        act()  # type: ignore[operator]
    return requested.args[0]


def tried(job: Job) -> list[list[str]]:
    return [[case.id for case in suite.cases] for suite in job.suites]


def test_cases_are_copied_moved_and_taken_away(
    acts: CaseActions, project: OpenProject, chosen: list[int]
) -> None:
    acts.duplicate()
    assert (ids(project), chosen) == (["one", "two", "two-2", "three"], [2])
    acts.move_up()
    acts.move_up()
    assert (ids(project), chosen) == (["two-2", "one", "two", "three"], [0])
    acts.move_up()
    acts.move_down()
    assert (ids(project), chosen) == (["one", "two-2", "two", "three"], [1])
    acts.delete()
    assert ids(project) == ["one", "two", "three"]
    for _ in range(5):
        project.undo()
    assert ids(project) == ["one", "two", "three"]
    assert not project.history.can_undo


def test_dropped_cases_stay_chosen(acts: CaseActions, project: OpenProject, chosen: list[int]) -> None:
    acts.move([0, 1], 3)
    assert (ids(project), chosen) == (["three", "one", "two"], [1, 2])


def test_a_new_case_stands_below_the_chosen_one(
    qtbot: QtBot, acts: CaseActions, project: OpenProject, chosen: list[int]
) -> None:
    with qtbot.waitSignal(acts.told) as told:
        acts.add(OWN)
    assert ids(project) == ["one", "two", "own", "three"]
    assert told.args[0].args == {"host": "own.example.com"}
    chosen.clear()
    acts.add(OWN)
    assert ids(project)[-1] == "own-2"


def test_links_are_copied_as_text(acts: CaseActions, chosen: list[int]) -> None:
    chosen[:] = [0, 2]
    acts.copy_links()
    assert QGuiApplication.clipboard().text() == (
        "https://item.taobao.com/item.htm?id=600000000601\nwxp://f2f0LT0602abcdefghijk"
    )


def test_the_chosen_cases_run_under_the_present_circumstances(
    qtbot: QtBot, tools: Tools, acts: CaseActions
) -> None:
    tools.settings.put("tester", "Wang")
    tools.circumstances.set_inferred(True)
    asked = job(qtbot, acts, acts.run_chosen)
    assert tried(asked) == [["two"]]
    assert (asked.tester, asked.options) == ("Wang", tools.circumstances.options())


def test_all_suites_run_but_empty_ones(qtbot: QtBot, acts: CaseActions, project: OpenProject) -> None:
    asked = job(qtbot, acts, lambda: acts.run_all(project.suites))
    assert tried(asked) == [["one", "two", "three"]]
    assert project.current is not None
    assert asked.suites[0] is project.current.suite


def test_what_differed_runs_again(qtbot: QtBot, acts: CaseActions) -> None:
    acts.tally = CaseTally(["hand"])
    acts.tally.add([row(case="three", link="wxp://f2f0LT0602abcdefghijk", match=Match.DIFFERS)])
    assert tried(job(qtbot, acts, acts.run_failed)) == [["three"]]


def test_nothing_to_run_is_told(qtbot: QtBot, acts: CaseActions, chosen: list[int]) -> None:
    chosen.clear()
    with qtbot.waitSignal(acts.told) as told, qtbot.assertNotEmitted(acts.run_requested):
        acts.run_chosen()
    assert told.args[0].code == "cases.nothing-to-run"
