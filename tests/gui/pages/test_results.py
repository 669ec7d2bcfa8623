import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from linktester.gui.dialogs.export import ExportDialog
from linktester.gui.dialogs.picture import PictureDialog
from linktester.gui.openproject import OpenProject
from linktester.gui.openrun import OpenRun
from linktester.gui.pages.results import ResultsPage
from linktester.gui.panels.filterbar import FilterBar
from linktester.gui.panels.resulttable import ResultTable
from linktester.gui.panels.resultview import ResultView
from linktester.gui.tools import Tools
from linktester.gui.widgets.plain import PlainLabel
from linktester.listing import COLUMNS, ColumnId
from linktester.model.annotation import Status
from linktester.model.run import Match
from linktester.model.verdict import Outcome
from linktester.run import Job
from linktester.suite import Options
from tests.fakes.tabled import WAIT, kept, many, nasty_results, picture, picture_in, play, settle, the
from tests.fakes.window import PlayingWorkspace

NUMBERS = {each.id: number for number, each in enumerate(COLUMNS)}


@pytest.fixture
def page(qtbot: QtBot, tools: Tools, run: OpenRun, project: OpenProject) -> Iterator[ResultsPage]:
    tools.settings.put("tester", "Wang")
    made = ResultsPage(tools, run, project)
    qtbot.addWidget(made)
    made.resize(1_100, 700)
    made.show()
    yield made
    made.leave()


@pytest.fixture
def full(qtbot: QtBot, tools: Tools, run: OpenRun, page: ResultsPage) -> ResultsPage:
    play(qtbot, tools, run)
    page.entered()
    return page


def table(page: ResultsPage) -> ResultTable:
    return page.findChild(ResultTable)


def lines(page: ResultsPage, *wanted: ColumnId) -> list[list[str]]:
    model = table(page).model()
    return [[model.index(row, NUMBERS[each]).data() for each in wanted] for row in range(model.rowCount())]


def words(page: ResultsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(PlainLabel) if label.isVisible())


def do(page: ResultsPage, name: str) -> None:
    page.commands()[name]()


def test_without_a_run_it_offers_doors(qtbot: QtBot, page: ResultsPage) -> None:
    assert "No run is open" in words(page)
    assert page.commands() == {}
    doors = {button.text(): button for button in page.findChildren(QPushButton) if button.isVisible()}
    with qtbot.waitSignal(page.page_requested) as asked:
        QTest.mouseClick(doors["Open a kept run"], Qt.MouseButton.LeftButton)
    assert asked.args == ["runs"]
    with qtbot.waitSignal(page.run_requested) as asked:
        QTest.mouseClick(doors["Run the sample"], Qt.MouseButton.LeftButton)
    assert asked.args[0].suites[0].name == "first-steps"


def test_results_come_in_and_the_first_is_explained(run: OpenRun, full: ResultsPage) -> None:
    assert [line[0] for line in lines(full, ColumnId.NUMBER)] == [str(n + 1) for n in range(26)]
    assert run.current is run.rows[0]
    assert "walled-garden" in words(full)


def test_a_page_made_after_the_run_was_opened_shows_it(
    qtbot: QtBot, tools: Tools, run: OpenRun, project: OpenProject
) -> None:
    play(qtbot, tools, run)
    page = ResultsPage(tools, run, project)
    qtbot.addWidget(page)
    assert len(lines(page, ColumnId.NUMBER)) == 26
    page.leave()


def test_a_kept_run_is_opened_and_its_first_result_explained(
    qtbot: QtBot, tools: Tools, workspace: PlayingWorkspace, run: OpenRun, full: ResultsPage
) -> None:
    workspace.results = many(700)
    play(qtbot, tools, run)
    kept_run = run.head.id
    run.clear()
    assert "No run is open" in words(full)
    run.open(kept_run)
    qtbot.waitUntil(lambda: table(full).model().rowCount() == 700)
    assert run.current is run.rows[0]
    assert table(full).current is run.current


def test_statuses_by_key_next_and_previous(
    qtbot: QtBot, tools: Tools, run: OpenRun, full: ResultsPage
) -> None:
    run.select(the(run, outcome=Outcome.INCONCLUSIVE).key)
    first = run.current
    do(full, "status-skipped")
    settle(qtbot, tools)
    assert run.row(first.key).status is Status.SKIPPED
    do(full, "next")
    assert run.current.index == first.index + 1
    do(full, "previous")
    assert run.current.index == first.index
    do(full, "status-none")
    settle(qtbot, tools)
    assert run.row(first.key).status is None


def test_one_key_for_all_that_are_selected(
    qtbot: QtBot, tools: Tools, run: OpenRun, full: ResultsPage
) -> None:
    table(full).selectAll()
    assert "Applies to 26 selected results" in words(full)
    do(full, "status-skipped")
    settle(qtbot, tools)
    assert {row.status for row in run.rows} == {Status.SKIPPED}
    with qtbot.waitSignal(full.told) as told:
        do(full, "next-unseen")
    assert told.args[0].code == "results.all-seen"


def test_a_status_against_the_verdict_asks_why(
    qtbot: QtBot, tools: Tools, run: OpenRun, full: ResultsPage
) -> None:
    run.select(the(run, match=Match.MET).key)
    do(full, "status-failed")
    settle(qtbot, tools)
    assert kept(tools, run) == {}
    assert "you say “failed”. Why?" in words(full)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_after_a_reason_the_keys_belong_to_the_table_again(
    qtbot: QtBot, run: OpenRun, full: ResultsPage, key: Qt.Key
) -> None:
    run.select(the(run, match=Match.MET).key)
    do(full, "status-failed")
    field = full.findChild(QLineEdit, "reason")
    QTest.keyClicks(field, "seen on a phone")
    QTest.keyClick(field, key)
    qtbot.waitUntil(table(full).hasFocus)
    assert "next-unseen" in full.commands()


def test_escape_leaves_the_note_for_the_table(
    qtbot: QtBot, tools: Tools, run: OpenRun, full: ResultsPage
) -> None:
    do(full, "note")
    settle(qtbot, tools)
    note = full.findChild(QPlainTextEdit, "note")
    QTest.keyClicks(note, "blank")
    QTest.keyClick(note, Qt.Key.Key_Escape)
    qtbot.waitUntil(table(full).hasFocus)
    settle(qtbot, tools)
    assert [each.note for each in kept(tools, run).values()] == ["blank"]


def test_the_first_results_get_the_keys(qtbot: QtBot, tools: Tools, run: OpenRun, page: ResultsPage) -> None:
    page.entered()
    play(qtbot, tools, run)
    qtbot.waitUntil(table(page).hasFocus)


def test_the_worklist_shrinks_while_it_is_worked_off(
    qtbot: QtBot, tools: Tools, run: OpenRun, full: ResultsPage
) -> None:
    QTest.mouseClick(full.findChild(QToolButton, "only-none"), Qt.MouseButton.LeftButton)
    run.select(run.rows[0].key)
    do(full, "status-skipped")
    settle(qtbot, tools)
    assert len(lines(full, ColumnId.NUMBER)) == 25
    assert run.current is run.rows[1]


def test_only_what_the_filter_lets_through_is_exported(
    qtbot: QtBot, tools: Tools, run: OpenRun, full: ResultsPage
) -> None:
    QTest.mouseClick(full.findChild(QToolButton, "only-blocked"), Qt.MouseButton.LeftButton)
    blocked = [row.key for row in run.rows if row.outcome is Outcome.BLOCKED]
    qtbot.waitUntil(lambda: f"showing {len(blocked)} of 26" in words(full))
    do(full, "export")
    dialog = full.window().findChild(ExportDialog)
    assert dialog.isVisible()
    settle(qtbot, tools)
    dialog.close()


def test_rows_are_copied_as_they_are_seen(full: ResultsPage) -> None:
    do(full, "copy")
    header, line = QGuiApplication.clipboard().text().splitlines()
    assert header.split("\t")[:3] == ["No.", "Case", "Verdict"]
    assert line.split("\t")[:3] == ["1", "taobao-item", "blocked"]


def test_a_picture_is_pasted_from_screen_or_file(
    qtbot: QtBot, tools: Tools, run: OpenRun, full: ResultsPage, tmp_path: Path
) -> None:
    QGuiApplication.clipboard().setText("none")
    with qtbot.waitSignal(full.told) as told:
        do(full, "paste-screenshot")
    assert told.args[0].code == "results.no-picture"
    QGuiApplication.clipboard().setImage(picture())
    do(full, "paste-screenshot")
    settle(qtbot, tools)
    assert run.rows[0].has_screenshot
    full.findChild(ResultView).detail.annotate.picture_requested.emit(run.rows[0].screenshot)
    assert full.findChild(PictureDialog).isVisible()
    full.findChild(PictureDialog).close()
    do(full, "next")
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(picture_in(tmp_path)))])
    QGuiApplication.clipboard().setMimeData(copied)
    do(full, "paste-screenshot")
    settle(qtbot, tools)
    assert run.rows[1].has_screenshot


def test_selected_results_are_run_again(qtbot: QtBot, run: OpenRun, full: ResultsPage) -> None:
    do(full, "next")
    with qtbot.waitSignal(full.run_requested) as asked:
        do(full, "run-selected")
    assert [each.probe.key for each in asked.args[0].again] == [run.rows[1].key]
    assert "run-failed" in full.commands()


def test_nothing_is_run_again_while_a_run_goes_on(
    qtbot: QtBot, tools: Tools, workspace: PlayingWorkspace, run: OpenRun, page: ResultsPage
) -> None:
    workspace.hold = threading.Event()
    run.start(Job(suites=(), options=Options()))
    qtbot.waitUntil(lambda: len(run.rows) == 25, timeout=WAIT)
    assert not {"run-all", "run-selected", "run-failed"} & set(page.commands())
    assert "export" in page.commands()
    workspace.hold.set()
    settle(qtbot, tools)
    assert "run-all" in page.commands()


def test_the_detail_flips_and_stays_so(
    qtbot: QtBot, tools: Tools, run: OpenRun, project: OpenProject, full: ResultsPage
) -> None:
    view = full.findChild(ResultView)
    assert not view.detail_is_below
    do(full, "flip-detail")
    assert view.detail_is_below
    full.leave()
    again = ResultsPage(tools, run, project)
    qtbot.addWidget(again)
    assert again.findChild(ResultView).detail_is_below
    again.leave()


def test_bare_letters_belong_to_who_has_a_use_for_them(qtbot: QtBot, full: ResultsPage) -> None:
    box = QComboBox(full)
    box.show()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    assert not {"status-passed", "note", "next", "next-unseen"} & set(full.commands())
    assert "export" in full.commands()
    button = full.findChild(QToolButton, "only-blocked")
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert "status-passed" in full.commands()
    assert "next-unseen" not in full.commands()


def test_leaving_stores_the_note_in_the_making(
    qtbot: QtBot, tools: Tools, run: OpenRun, full: ResultsPage
) -> None:
    do(full, "note")
    settle(qtbot, tools)
    QTest.keyClicks(full.findChild(QPlainTextEdit, "note"), "still typing")
    full.leave()
    assert [each.note for each in tools.workspace.archive.annotations(run.head.id)] == ["still typing"]


def test_everything_is_said_in_chinese_and_drawn_in_the_dark(tools: Tools, full: ResultsPage) -> None:
    tools.speech.switch("zh_CN")
    tools.theme.choose("dark")
    assert lines(full, ColumnId.VERDICT)[0] == ["拦截"]
    assert "依据：模拟" in words(full)
    assert not full.grab().isNull()


def test_hostile_results_are_shown_as_text(
    qtbot: QtBot, tools: Tools, workspace: PlayingWorkspace, run: OpenRun, page: ResultsPage
) -> None:
    workspace.results = nasty_results()
    play(qtbot, tools, run)
    for number in range(2):
        run.select(run.rows[number].key)
        settle(qtbot, tools)
    shown = "".join(text for line in lines(page, *NUMBERS) for text in line)
    assert "<script>" in shown
    assert "\u202e" not in shown
    assert not page.grab().isNull()


def test_thousands_of_results_stream_in_under_a_filter_and_sorted(
    qtbot: QtBot, tools: Tools, workspace: PlayingWorkspace, run: OpenRun, page: ResultsPage
) -> None:
    workspace.results = many(2_000)
    page.findChild(FilterBar).set_text("verdict:honored")
    table(page).sortByColumn(NUMBERS[ColumnId.CASE], Qt.SortOrder.DescendingOrder)
    play(qtbot, tools, run)
    wanted = sum(row.outcome is Outcome.HONORED for row in run.rows)
    qtbot.waitUntil(lambda: table(page).model().rowCount() == wanted)
    found = lines(page, ColumnId.VERDICT, ColumnId.CASE)
    assert found[0][1] == "case-76"
    assert all(verdict.startswith("honored") for verdict, _case in found)
