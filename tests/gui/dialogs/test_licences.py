from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from linktester.gui.dialogs.licences import Licences
from linktester.gui.tools import Tools


def test_a_library_is_chosen_and_its_licence_is_read(qtbot: QtBot, tools: Tools) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = Licences(tools, parent)
    dialog.show()
    tree, text = dialog.findChild(QTreeWidget), dialog.findChild(QPlainTextEdit)
    qtbot.waitUntil(lambda: "Apache License" in text.toPlainText())
    assert tree.currentItem().text(0) == "linktester"
    names = [tree.topLevelItem(row).text(0) for row in range(tree.topLevelItemCount())]
    tree.setCurrentItem(tree.topLevelItem(names.index("LinktesterSansSC")))
    qtbot.waitUntil(lambda: "SIL OPEN FONT LICENSE" in text.toPlainText().upper())
    assert any("LGPL" in label.text() for label in dialog.findChildren(QLabel))
    tools.speech.switch("zh_CN")
    assert tree.headerItem().text(2) == "许可证"
    dialog.close()
    qtbot.waitUntil(lambda: tools.tasks.is_idle)
