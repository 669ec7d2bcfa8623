from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from linktester.gui.annotator import Annotator, picture_file
from linktester.gui.openrun import OpenRun
from linktester.gui.panels.screenshot import THUMB, Screenshot
from linktester.gui.tools import Tools
from tests.fakes.tabled import made, picture_in, play, settle


@pytest.fixture
def annotator(qtbot: QtBot, tools: Tools, run: OpenRun) -> Annotator:
    return made(tools, play(qtbot, tools, run))


@pytest.fixture
def shot(qtbot: QtBot, tools: Tools, run: OpenRun, annotator: Annotator, tmp_path: Path) -> Screenshot:
    panel = Screenshot(tools, annotator)
    qtbot.addWidget(panel)
    panel.show()
    annotator.add_picture((run.rows[0],), picture_file(picture_in(tmp_path)))
    settle(qtbot, tools)
    return panel


def test_a_picture_is_shown_small(qtbot: QtBot, tools: Tools, run: OpenRun, shot: Screenshot) -> None:
    thumb = shot.findChild(QToolButton, "screenshot")
    shot.show_row(run.rows[1])
    assert not thumb.isVisible()
    shot.show_row(run.rows[0])
    settle(qtbot, tools)
    assert thumb.isVisible()
    image = thumb.icon().pixmap(THUMB).toImage()
    assert image.pixelColor(image.rect().center()).name() == "#ff0000"


def test_a_click_asks_for_it_large(qtbot: QtBot, run: OpenRun, shot: Screenshot) -> None:
    shot.show_row(run.rows[0])
    with qtbot.waitSignal(shot.enlarge_requested) as asked:
        QTest.mouseClick(shot.findChild(QToolButton, "screenshot"), Qt.MouseButton.LeftButton)
    assert asked.args == [run.rows[0].screenshot]


def test_it_can_be_taken_away(qtbot: QtBot, tools: Tools, run: OpenRun, shot: Screenshot) -> None:
    shot.show_row(run.rows[0])
    QTest.mouseClick(shot.findChild(QPushButton, "screenshot-remove"), Qt.MouseButton.LeftButton)
    settle(qtbot, tools)
    assert not run.rows[0].has_screenshot
