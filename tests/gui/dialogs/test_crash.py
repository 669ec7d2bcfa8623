from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from linktester.gui.bundle import Told, crash_of
from linktester.gui.dialogs.crash import MOST, CrashDialog

CRASH = crash_of(ValueError("<b>odd</b>\u202e"), "window", datetime(2026, 11, 22, tzinfo=UTC))
PATH = Path("/data/crashes/crash-20261122-000000-0000.zip")


def made(qtbot: QtBot, told: Told, language: str = "en") -> tuple[CrashDialog, str]:
    dialog = CrashDialog(told, language)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog, "\n".join(label.text() for label in dialog.findChildren(QLabel))


@pytest.mark.parametrize(("language", "words"), [("en", "Nothing was sent"), ("zh_CN", "没有向任何地方发送")])
def test_it_says_what_is_kept_and_that_nothing_is_sent(qtbot: QtBot, language: str, words: str) -> None:
    _, said = made(qtbot, Told(CRASH, PATH), language)
    assert words in said
    assert str(PATH) in said


def test_details_are_plain_text_on_demand(qtbot: QtBot) -> None:
    dialog, _ = made(qtbot, Told(CRASH, PATH))
    trace = dialog.findChild(QPlainTextEdit)
    assert trace.isHidden()
    dialog.findChild(QPushButton, "crash-details").click()
    assert trace.isVisible()
    assert "<b>odd</b>\\u202e" in trace.toPlainText()
    dialog.findChild(QPushButton, "crash-copy").click()
    assert QGuiApplication.clipboard().text().startswith(str(PATH))


def test_without_a_file_the_clipboard_takes_it(qtbot: QtBot) -> None:
    dialog, said = made(qtbot, Told(CRASH, None, "No space left on device"))
    assert "No space left on device" in said
    assert dialog.findChild(QPushButton, "crash-folder") is None
    dialog.findChild(QPushButton, "crash-copy").click()
    assert QGuiApplication.clipboard().text() == CRASH.trace


def test_the_end_of_a_long_story_is_shown(qtbot: QtBot) -> None:
    long = crash_of(ValueError("the end"), "window", CRASH.at)
    told = Told(type(long)(at=long.at, where="w", kind="ValueError", trace="x" * 3 * MOST + "the end"), PATH)
    dialog, _ = made(qtbot, told)
    shown = dialog.findChild(QPlainTextEdit).toPlainText()
    assert shown.endswith("the end")
    assert len(shown) == MOST


def test_one_can_go_on(qtbot: QtBot) -> None:
    dialog, _ = made(qtbot, Told(CRASH, PATH))
    with qtbot.waitSignal(dialog.finished):
        dialog.findChild(QPushButton, "primary").click()
