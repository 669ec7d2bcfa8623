from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from linktester.gui.panels.logview import LogView
from linktester.gui.tools import Tools


def shown(view: LogView) -> str:
    return view.findChild(QPlainTextEdit).toPlainText()


def test_what_is_logged_is_followed(qtbot: QtBot, tools: Tools, tmp_path: Path) -> None:
    log = tmp_path / "e.log"
    log.write_text("WARNING one\n", encoding="utf-8")
    view = LogView(tools)
    qtbot.addWidget(view)
    view.show()
    view.show_file(log)
    qtbot.waitUntil(lambda: shown(view) == "WARNING one")
    with log.open("a", encoding="utf-8") as stream:
        stream.write("<b>two</b> \x1b[31m\u202e\n" + "line\n" * 200)
    view.look()
    qtbot.waitUntil(lambda: "two" in shown(view))
    assert "<b>two</b> \\x1b[31m\\u202e" in shown(view)
    bar = view.findChild(QPlainTextEdit).verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    view.findChild(QPushButton, "emulator-log-copy").click()
    assert QGuiApplication.clipboard().text().startswith("WARNING one\n")


def test_without_following_the_place_stays(qtbot: QtBot, tools: Tools, tmp_path: Path) -> None:
    log = tmp_path / "e.log"
    log.write_text("line\n" * 300, encoding="utf-8")
    view = LogView(tools)
    qtbot.addWidget(view)
    view.show()
    view.show_file(log)
    qtbot.waitUntil(lambda: bool(shown(view)))
    view.findChild(QCheckBox).setChecked(False)
    bar = view.findChild(QPlainTextEdit).verticalScrollBar()
    bar.setValue(5)
    log.write_text("line\n" * 301, encoding="utf-8")
    view.look()
    qtbot.waitUntil(lambda: shown(view).count("\n") == 300)
    assert bar.value() == 5
    view.findChild(QCheckBox).setChecked(True)
    assert bar.value() == bar.maximum()


def test_no_log_is_no_fault(qtbot: QtBot, tools: Tools, tmp_path: Path) -> None:
    view = LogView(tools)
    qtbot.addWidget(view)
    view.show()
    view.show_file(tmp_path / "absent.log")
    qtbot.waitUntil(lambda: tools.tasks.is_idle)
    said = [label.text() for label in view.findChildren(QLabel)]
    assert any("Nothing was logged" in text for text in said)
    view.hide()
