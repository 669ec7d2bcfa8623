from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItemIterator, QWidget
from pytestqt.qtbot import QtBot

from linktester.gui.actions import entries
from linktester.gui.dialogs.shortcuts import Shortcuts, keys_of
from linktester.gui.tools import Tools


def lines(dialog: Shortcuts) -> list[tuple[str, str]]:
    found, at = [], QTreeWidgetItemIterator(dialog.findChild(QTreeWidget))
    while at.value() is not None:
        found.append((at.value().text(0), at.value().text(1)))
        at += 1
    return found


def test_every_action_stands_there_with_its_keys(qtbot: QtBot, tools: Tools) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = Shortcuts(tools, parent)
    found = lines(dialog)
    assert ("File", "") in found
    assert ("Redo", "Ctrl+Shift+Z  ·  Ctrl+Y") in found
    assert ("About linktester", "–") in found
    assert len(found) == len(entries()) + len({entry.menu for entry in entries()})
    tools.speech.switch("zh_CN")
    assert "新建链接" in [words for words, _ in lines(dialog)]


def test_two_keys_of_one_name_are_told_once(tools: Tools) -> None:
    tools.actions["run"].setShortcuts(["Ctrl+R", "Ctrl+R"])
    assert keys_of(tools.actions["run"]) == "Ctrl+R"
