import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from linktester.gui.annotator import Annotator
from linktester.gui.openrun import OpenRun
from linktester.gui.panels.annotate import NARROW, AnnotatePanel
from linktester.gui.tools import Tools
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.annotation import Status
from linktester.model.run import Match
from tests.fakes.tabled import made, play, settle, the


@pytest.fixture
def annotator(qtbot: QtBot, tools: Tools, run: OpenRun) -> Annotator:
    return made(tools, play(qtbot, tools, run))


@pytest.fixture
def panel(qtbot: QtBot, tools: Tools, annotator: Annotator) -> AnnotatePanel:
    panel = AnnotatePanel(tools, annotator)
    qtbot.addWidget(panel)
    panel.resize(600, 500)
    panel.show()
    return panel


def statuses(panel: AnnotatePanel) -> dict[str, QToolButton]:
    return {status.value: panel.findChild(QToolButton, f"status-{status}") for status in Status}


def words(panel: AnnotatePanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(PlainLabel) if label.isVisible())


def test_it_shows_the_status_beside_the_verdict(run: OpenRun, panel: AnnotatePanel) -> None:
    panel.show_row(the(run, match=Match.DIFFERS), 1)
    assert "Computed verdict: honored · differs" in words(panel)
    assert [button.text() for button in statuses(panel).values()] == [
        "passed · P", "failed · F", "not executable · X", "skipped · S"
    ]  # fmt: skip
    assert not any(button.isChecked() for button in statuses(panel).values())
    panel.show_row(None, 0)
    assert not panel.isEnabled()


def test_a_button_is_down_only_when_its_status_is_stored(
    qtbot: QtBot, tools: Tools, run: OpenRun, annotator: Annotator, panel: AnnotatePanel
) -> None:
    row = the(run, match=Match.NONE)
    panel.show_row(row, 1)
    with qtbot.waitSignal(panel.status_requested) as asked:
        QTest.mouseClick(statuses(panel)["skipped"], Qt.MouseButton.LeftButton)
    assert asked.args == [Status.SKIPPED]
    assert not statuses(panel)["skipped"].isChecked()
    annotator.set_status(Status.SKIPPED, (row,))
    settle(qtbot, tools)
    panel.show_row(run.row(row.key), 1)
    assert statuses(panel)["skipped"].isChecked()
    with qtbot.waitSignal(panel.status_requested) as asked:
        QTest.mouseClick(statuses(panel)["skipped"], Qt.MouseButton.LeftButton)
    assert asked.args == [None]


def test_a_reason_is_asked_in_the_panel_and_stored_with_the_status(
    qtbot: QtBot, tools: Tools, run: OpenRun, annotator: Annotator, panel: AnnotatePanel
) -> None:
    row = the(run, match=Match.MET)
    panel.show_row(row, 1)
    annotator.set_status(Status.FAILED, (row,))
    assert "The verdict is “blocked” (as expected), you say “failed”. Why?" in words(panel)
    field = panel.findChild(QLineEdit, "reason")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not annotator.is_busy
    QTest.keyClicks(field, "known defect")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, tools)
    assert (run.row(row.key).status, run.row(row.key).reason) == (Status.FAILED, "known defect")
    assert "Why?" not in words(panel)


def test_moving_on_without_a_reason_stores_nothing_and_says_so(
    qtbot: QtBot, run: OpenRun, annotator: Annotator, panel: AnnotatePanel
) -> None:
    row = the(run, match=Match.MET)
    panel.show_row(row, 1)
    annotator.set_status(Status.FAILED, (row,))
    with qtbot.waitSignal(panel.told) as told:
        panel.show_row(run.rows[-1], 1)
    assert told.args[0].code == "annotate.not-stored"
    assert run.row(row.key).status is None


def test_several_are_counted(run: OpenRun, panel: AnnotatePanel) -> None:
    panel.show_row(run.rows[0], 7)
    assert "Applies to 7 selected results" in words(panel)


def test_a_note_unfolds_the_rest_and_the_fold_is_remembered(
    qtbot: QtBot, tools: Tools, run: OpenRun, annotator: Annotator, panel: AnnotatePanel
) -> None:
    panel.show_row(run.rows[0], 1)
    note = panel.findChild(QPlainTextEdit, "note")
    assert not note.isVisible()
    panel.edit_note()
    assert note.isVisible()
    panel.keep()
    again = AnnotatePanel(tools, annotator)
    qtbot.addWidget(again)
    again.show()
    assert again.findChild(QPlainTextEdit, "note").isVisible()


def test_statuses_stand_in_two_lines_where_there_is_little_room(panel: AnnotatePanel) -> None:
    lines = {each.y() for each in statuses(panel).values()}
    panel.resize(NARROW - 60, 500)
    panel.layout().activate()
    assert len(lines) == 1
    assert len({each.y() for each in statuses(panel).values()}) == 2


def test_it_speaks_the_other_language(tools: Tools, run: OpenRun, panel: AnnotatePanel) -> None:
    panel.show_row(the(run, match=Match.DIFFERS), 1)
    tools.speech.switch("zh_CN")
    assert "计算出的结论：放行" in words(panel)
    assert statuses(panel)["passed"].text() == "通过 · P"
