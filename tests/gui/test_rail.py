from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from linktester.gui.pages import PAGES
from linktester.gui.rail import Rail
from linktester.gui.tools import Tools


def test_one_button_a_page_and_one_of_them_down(qtbot: QtBot, tools: Tools) -> None:
    rail = Rail(tools.actions, PAGES)
    qtbot.addWidget(rail)
    buttons = rail.findChildren(QToolButton)
    assert [button.text() for button in buttons] == [
        "Links",
        "Codes",
        "Cases",
        "Results",
        "Matrix",
        "Runs",
        "Emulator",
        "Payments",
        "Resolve",
        "Settings",
    ]
    rail.show_page("matrix")
    assert [button.text() for button in buttons if button.isChecked()] == ["Matrix"]
    with qtbot.waitSignal(tools.actions.requested) as requested:
        qtbot.mouseClick(buttons[2], Qt.MouseButton.LeftButton)
    assert requested.args == ["page-cases"]
