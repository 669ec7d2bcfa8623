import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QStackedWidget
from pytestqt.qtbot import QtBot

from linktester.gui.models.runs import COLUMNS, Column
from linktester.gui.openproject import OpenProject
from linktester.gui.openrun import OpenRun
from linktester.gui.pages.runs import PART, RunsPage
from linktester.gui.panels.runstable import RunsTable
from linktester.gui.tools import Tools
from linktester.run import Job
from linktester.suite import Options
from tests.fakes import results as fakes
from tests.fakes.tabled import play, settle
from tests.fakes.window import PlayingWorkspace


@pytest.fixture
def page(qtbot: QtBot, tools: Tools, run: OpenRun, project: OpenProject) -> RunsPage:
    made = RunsPage(tools, run, project)
    qtbot.addWidget(made)
    made.resize(1100, 500)
    made.show()
    return made


def lines(page: RunsPage, *columns: Column) -> list[list[str]]:
    model = page.findChild(RunsTable).model()
    places = [COLUMNS.index(each) for each in columns]
    return [[str(model.index(row, place).data()) for place in places] for row in range(model.rowCount())]


def entered(qtbot: QtBot, page: RunsPage) -> None:
    page.entered()
    settle(qtbot, page.tools)


def test_an_empty_history_says_how_it_fills(qtbot: QtBot, page: RunsPage) -> None:
    entered(qtbot, page)
    assert page.findChild(QStackedWidget).currentIndex() == 0
    assert any(label.text() == "No runs yet" and label.isVisible() for label in page.findChildren(QLabel))


def test_runs_are_listed_newest_first_with_what_they_hold(
    qtbot: QtBot, page: RunsPage, run: OpenRun, tools: Tools, workspace: PlayingWorkspace
) -> None:
    play(qtbot, tools, run)
    broken = fakes.head(
        50, id="20261121-000000-0001", started_at=fakes.STARTED.replace(day=21), name="killed"
    )
    workspace.archive.begin(broken)
    workspace.archive.add_many(broken.id, enumerate(workspace.results[:2]))
    entered(qtbot, page)
    assert lines(page, Column.NAME, Column.RESULTS, Column.STATE) == [
        ["walled-garden", "26", "finished"],
        ["killed", "2", "ended before its time: 2 of 50 kept"],
    ]
    assert "honored" in lines(page, Column.VERDICTS)[0][0]


def test_hundreds_of_runs_are_read_in_parts(
    qtbot: QtBot, page: RunsPage, workspace: PlayingWorkspace
) -> None:
    for number in range(PART * 2 + 5):
        workspace.archive.begin(fakes.head(1, id=f"20261122-{number:06}-0001"))
    entered(qtbot, page)
    assert len(lines(page, Column.RESULTS)) == PART * 2 + 5
    assert {line[0] for line in lines(page, Column.RESULTS)} == {"0"}


def test_a_run_is_opened_again(qtbot: QtBot, page: RunsPage, run: OpenRun, tools: Tools) -> None:
    play(qtbot, tools, run)
    run.clear()
    entered(qtbot, page)
    with qtbot.waitSignal(page.page_requested) as requested:
        qtbot.keyClick(page.findChild(RunsTable), Qt.Key.Key_Return)
    assert requested.args == ["results"]
    qtbot.waitUntil(lambda: len(run.rows) == 26)


def test_a_run_is_renamed(
    qtbot: QtBot, page: RunsPage, run: OpenRun, tools: Tools, workspace: PlayingWorkspace
) -> None:
    play(qtbot, tools, run)
    entered(qtbot, page)
    page._model.rename_wished.emit(run.head.id, "夜间 <b>")
    settle(qtbot, tools)
    assert lines(page, Column.NAME) == [["夜间 <b>"]]
    assert run.head.name == "夜间 <b>"
    assert workspace.archive.head(run.head.id).name == "夜间 <b>"


def test_a_run_is_deleted_after_asking(
    qtbot: QtBot, page: RunsPage, run: OpenRun, tools: Tools, workspace: PlayingWorkspace
) -> None:
    play(qtbot, tools, run)
    entered(qtbot, page)
    page.commands()["delete"]()
    assert workspace.archive.runs()
    with qtbot.waitSignal(page.told) as told:
        page.findChild(QPushButton, "runs-delete").click()
    settle(qtbot, tools)
    assert told.args[0].args == {"count": 1}
    assert workspace.archive.runs() == ()
    assert run.head is None
    assert page.findChild(QStackedWidget).currentIndex() == 0


def test_a_run_that_goes_on_is_shown_so_and_not_deleted(
    qtbot: QtBot, page: RunsPage, run: OpenRun, tools: Tools, workspace: PlayingWorkspace
) -> None:
    workspace.hold = threading.Event()
    run.start(Job(suites=(), options=Options()))
    qtbot.waitUntil(lambda: len(run.rows) == 25)
    page.entered()
    qtbot.waitUntil(lambda: lines(page, Column.STATE) == [["going on: 25 of 26"]])
    with qtbot.waitSignal(page.told) as told:
        page.commands()["delete"]()
    assert told.args[0].code == "runs.is-going"
    workspace.hold.set()
    qtbot.waitUntil(lambda: lines(page, Column.STATE) == [["finished"]])
    settle(qtbot, tools)


def test_the_filter_counts(qtbot: QtBot, page: RunsPage, workspace: PlayingWorkspace) -> None:
    for number, name in enumerate(("day", "night")):
        workspace.archive.begin(fakes.head(1, id=f"2026112{number}-000000-0001", name=name))
    entered(qtbot, page)
    page.commands()["find"]()
    qtbot.keyClicks(page.findChild(QLineEdit, "runs-filter"), "nig")
    assert lines(page, Column.NAME) == [["night"]]
    assert "1 of 2 runs" in [label.text() for label in page.findChildren(QLabel)]


def test_what_can_be_done_follows_the_selection(
    qtbot: QtBot, page: RunsPage, workspace: PlayingWorkspace
) -> None:
    assert set(page.commands()) == {"find"}
    for number in range(2):
        workspace.archive.begin(fakes.head(1, id=f"2026112{number}-000000-0001"))
    entered(qtbot, page)
    assert set(page.commands()) == {"find", "delete", "copy", "rename"}
    page.findChild(RunsTable).selectAll()
    assert set(page.commands()) == {"find", "delete", "copy"}
    assert not page.findChild(QPushButton, "runs-open").isEnabled()
    page.commands()["copy"]()
    page.leave()
