from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from linktester.gui.tools import Tools
from linktester.gui.widgets.commandrow import CommandRow


def test_a_line_is_copied_but_not_changed(qtbot: QtBot, tools: Tools) -> None:
    row = CommandRow(tools.speech, tools.theme, "line", "emulator.http")
    qtbot.addWidget(row)
    copy = row.findChild(QToolButton, "line-copy")
    row.show_line("")
    assert not copy.isEnabled()
    row.show_line("curl 'https://x'")
    field = row.findChild(QLineEdit)
    qtbot.keyClicks(field, "rm")
    assert row.line == "curl 'https://x'"
    copy.click()
    assert QGuiApplication.clipboard().text() == "curl 'https://x'"
    assert field.accessibleName() == "http"
