from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from linktester.gui.annotator import picture_file
from linktester.gui.dialogs.picture import PictureDialog
from linktester.gui.openrun import OpenRun
from linktester.gui.tools import Tools
from tests.fakes.tabled import made, picture_in, play, settle


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def opened(qtbot: QtBot, tools: Tools, parent: QWidget, sha: str) -> tuple[PictureDialog, QLabel]:
    dialog = PictureDialog(tools, sha, parent)
    dialog.open()
    settle(qtbot, tools)
    return dialog, dialog.findChild(QLabel)


def test_a_stored_picture_is_shown_as_large_as_it_is(
    qtbot: QtBot, tools: Tools, run: OpenRun, parent: QWidget, tmp_path: Path
) -> None:
    annotator = made(tools, play(qtbot, tools, run))
    annotator.add_picture((run.rows[0],), picture_file(picture_in(tmp_path)))
    settle(qtbot, tools)
    dialog, shown = opened(qtbot, tools, parent, run.rows[0].screenshot)
    assert (shown.pixmap().width(), shown.pixmap().height()) == (40, 40)
    dialog.close()


def test_one_that_is_gone_is_told(qtbot: QtBot, tools: Tools, parent: QWidget) -> None:
    dialog, shown = opened(qtbot, tools, parent, "0" * 64)
    assert shown.text().startswith("The picture cannot be shown.")
    dialog.close()


def test_closing_it_before_the_picture_came_is_harmless(qtbot: QtBot, tools: Tools, parent: QWidget) -> None:
    dialog = PictureDialog(tools, "0" * 64, parent)
    dialog.open()
    dialog.close()
    settle(qtbot, tools)
    qtbot.waitUntil(lambda: parent.findChildren(PictureDialog) == [])
