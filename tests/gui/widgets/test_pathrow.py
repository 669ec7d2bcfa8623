from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from linktester.gui.tools import Tools
from linktester.gui.widgets.pathrow import PathRow


def test_a_path_is_shown_plain_and_copied_whole(qtbot: QtBot, tools: Tools, tmp_path: Path) -> None:
    row = PathRow(tools.speech, tools.theme, "here")
    qtbot.addWidget(row)
    path = tmp_path / "<b>bold</b>\u202e.txt"
    row.show_path(path)
    assert "<b>bold</b>\\u202e.txt" in row.findChild(QLabel).text()
    row.findChild(QToolButton, "here-copy").click()
    assert QGuiApplication.clipboard().text() == str(path)
    assert row.path == path


def test_its_buttons_have_names_in_both_languages(qtbot: QtBot, tools: Tools) -> None:
    row = PathRow(tools.speech, tools.theme, "here")
    qtbot.addWidget(row)
    buttons = row.findChildren(QToolButton)
    assert [each.accessibleName() for each in buttons] == ["Open", "Copy the path"]
    tools.speech.switch("zh_CN")
    tools.theme.choose("dark")
    assert [each.toolTip() for each in buttons] == ["打开", "复制路径"]
    tools.theme.choose("light")
