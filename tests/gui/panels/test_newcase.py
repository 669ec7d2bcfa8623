from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from linktester.gui.panels.newcase import NewCase
from linktester.gui.tools import Tools
from tests.fakes.desks import suite


@pytest.fixture
def line(qtbot: QtBot, tools: Tools, tmp_path: Path) -> NewCase:
    made = NewCase(tools)
    qtbot.addWidget(made)
    made.use(suite(tmp_path))
    made.begin()
    return made


def test_a_pasted_message_becomes_a_case(qtbot: QtBot, line: NewCase) -> None:
    line.line.setText("看 https://www.douyin.com/video/7300000000000000602 好")
    with qtbot.waitSignal(line.made) as made:
        qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert made.args[0].link.text == "https://www.douyin.com/video/7300000000000000602"
    assert (line.line.text(), line.isHidden()) == ("", False)


def test_what_is_no_link_is_told_and_kept(qtbot: QtBot, line: NewCase) -> None:
    qtbot.keyClicks(line.line, "hello")
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not line.wrong.isHidden())
    assert "hello" in line.wrong.text()
    assert line.line.text() == "hello"
    qtbot.keyClicks(line.line, "!")
    assert line.wrong.isHidden()


def test_escape_puts_it_away(qtbot: QtBot, line: NewCase) -> None:
    with qtbot.waitSignal(line.put_away):
        qtbot.keyClick(line.line, Qt.Key.Key_Escape)
    assert line.isHidden()


def test_without_a_suite_nothing_is_made(qtbot: QtBot, tools: Tools, line: NewCase) -> None:
    line.use(None)
    qtbot.keyClicks(line.line, "https://www.douyin.com/video/7300000000000000602")
    with qtbot.assertNotEmitted(line.made):
        qtbot.keyClick(line.line, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: tools.tasks.is_idle)
