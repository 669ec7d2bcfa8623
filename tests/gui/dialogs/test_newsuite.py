from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from linktester.gui.dialogs.newsuite import NewSuite
from linktester.gui.tools import Tools
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import message


def test_a_name_is_tried_and_a_mistake_told(qtbot: QtBot, tools: Tools, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = NewSuite(tools.speech, tmp_path, parent)
    dialog.open()
    qtbot.keyClicks(dialog.name, "a/b")
    with qtbot.waitSignal(dialog.named) as named:
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert named.args == ["a/b"]
    assert dialog.isVisible()
    problem = Problem(Place(path="name"), message("project.bad-name", name="a/b", limit=80))
    dialog.show_error(InputErrors([problem]))
    assert dialog.field.wrong.startswith("“a/b” cannot be the name")
    dialog.accept()


def test_it_can_be_left(qtbot: QtBot, tools: Tools, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = NewSuite(tools.speech, tmp_path, parent)
    dialog.open()
    with qtbot.assertNotEmitted(dialog.named), qtbot.waitSignal(dialog.rejected):
        box = dialog.findChild(QDialogButtonBox)
        box.button(QDialogButtonBox.StandardButton.Cancel).click()
