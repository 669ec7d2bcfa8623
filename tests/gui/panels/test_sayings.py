from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from linktester.gui.annotator import Annotator
from linktester.gui.openrun import OpenRun
from linktester.gui.panels.sayings import HISTORY, Sayings
from linktester.gui.tools import Tools
from linktester.model.annotation import Status
from linktester.model.verdict import Outcome
from tests.fakes import rows
from tests.fakes.tabled import kept, made, picture_in, play, settle, the


@pytest.fixture
def annotator(qtbot: QtBot, tools: Tools, run: OpenRun) -> Annotator:
    return made(tools, play(qtbot, tools, run))


@pytest.fixture
def sayings(qtbot: QtBot, tools: Tools, run: OpenRun, annotator: Annotator) -> Sayings:
    panel = Sayings(tools, annotator)
    qtbot.addWidget(panel)
    panel.show()
    panel.show_row(run.rows[0])
    settle(qtbot, tools)
    return panel


def note(sayings: Sayings) -> QPlainTextEdit:
    return sayings.findChild(QPlainTextEdit, "note")


def state(sayings: Sayings) -> str:
    return sayings._state.text()


def test_a_note_is_saved_when_it_is_stored_and_not_before(
    qtbot: QtBot, tools: Tools, run: OpenRun, sayings: Sayings
) -> None:
    QTest.keyClicks(note(sayings), "empty page")
    assert state(sayings) == "not saved yet"
    QTest.mouseClick(sayings.findChild(QPushButton, "note-save"), Qt.MouseButton.LeftButton)
    settle(qtbot, tools)
    assert kept(tools, run)[run.rows[0].key].note == "empty page"
    assert state(sayings).startswith("saved 20")
    assert "Wang · no status · empty page · Pixel 8 · 12.3" in sayings._history.text()


def test_another_row_takes_its_note_along(qtbot: QtBot, tools: Tools, run: OpenRun, sayings: Sayings) -> None:
    QTest.keyClicks(note(sayings), "mine")
    sayings.show_row(run.rows[1])
    assert note(sayings).toPlainText() == ""
    settle(qtbot, tools)
    assert note(sayings).toPlainText() == ""
    assert kept(tools, run)[run.rows[0].key].note == "mine"
    sayings.show_row(run.row(run.rows[0].key))
    settle(qtbot, tools)
    assert note(sayings).toPlainText() == "mine"
    sayings.show_row(None)
    assert note(sayings).isReadOnly()


def test_a_status_given_meanwhile_does_not_overwrite_what_is_being_written(
    qtbot: QtBot, tools: Tools, run: OpenRun, annotator: Annotator, sayings: Sayings
) -> None:
    row = the(run, outcome=Outcome.INCONCLUSIVE)
    sayings.show_row(row)
    settle(qtbot, tools)
    QTest.keyClicks(note(sayings), "half a sen")
    annotator.set_status(Status.SKIPPED, (row,))
    settle(qtbot, tools)
    sayings.show_row(run.row(row.key))
    settle(qtbot, tools)
    assert note(sayings).toPlainText() == "half a sen"
    assert state(sayings) == "not saved yet"


def test_all_that_was_said_is_listed_newest_first(
    qtbot: QtBot, tools: Tools, run: OpenRun, annotator: Annotator, sayings: Sayings
) -> None:
    for number in range(HISTORY + 3):
        annotator.set_note(run.rows[0], f"note {number}")
    settle(qtbot, tools)
    lines = sayings._history.text().splitlines()
    assert f"note {HISTORY + 2}" in lines[0]
    assert lines[-1] == "and 3 older ones"


def test_tester_build_and_device_are_remembered(tools: Tools, sayings: Sayings) -> None:
    field = sayings.findChild(QLineEdit, "tester")
    assert field.text() == "Wang"
    field.setText("Li")
    field.editingFinished.emit()
    assert tools.settings.text("tester") == "Li"


def test_a_file_can_be_attached(
    qtbot: QtBot, tools: Tools, run: OpenRun, sayings: Sayings, tmp_path: Path
) -> None:
    QTest.mouseClick(sayings.findChild(QPushButton, "screenshot-attach"), Qt.MouseButton.LeftButton)
    dialog = sayings.findChild(QFileDialog)
    dialog.fileSelected.emit(str(picture_in(tmp_path)))
    dialog.close()
    settle(qtbot, tools)
    assert run.rows[0].has_screenshot


def test_hostile_notes_are_text(
    qtbot: QtBot, tools: Tools, run: OpenRun, annotator: Annotator, sayings: Sayings
) -> None:
    annotator.set_note(run.rows[0], rows.NASTY * 20)
    settle(qtbot, tools)
    assert "\u202e" not in sayings._history.text()
    assert "\n" not in sayings._history.text().strip()
    sayings.keep_note()
    assert not annotator.is_busy


def test_a_note_that_could_not_be_stored_is_still_there(
    qtbot: QtBot, tools: Tools, run: OpenRun, annotator: Annotator, sayings: Sayings
) -> None:
    QTest.keyClicks(note(sayings), "lost?")
    run.rows[0] = gone = replace(run.rows[0], key="0" * 32)
    sayings._row = gone
    with qtbot.waitSignal(annotator.failed):
        sayings.keep_note()
    assert note(sayings).toPlainText() == "lost?"
    assert state(sayings) == "not saved yet"


@pytest.mark.parametrize(("words", "taken"), [("", False), ("words", True)])
def test_a_picture_pasted_into_the_note_is_left_to_the_window(
    sayings: Sayings, words: str, *, taken: bool
) -> None:
    held = QMimeData()
    held.setImageData(QImage(8, 8, QImage.Format.Format_RGB32))
    if words:
        held.setText(words)
    QGuiApplication.clipboard().setMimeData(held)
    keys = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    keys.ignore()
    QGuiApplication.sendEvent(note(sayings), keys)
    assert keys.isAccepted() is taken
