from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from linktester.gui.tools import Tools
from linktester.gui.widgets.empty import ActionButton, EmptyState
from linktester.gui.widgets.plain import PlainLabel


def test_it_says_what_to_do_and_offers_it(qtbot: QtBot, tools: Tools) -> None:
    actions = (tools.actions["sample"], tools.actions["open-project"])
    empty = EmptyState(tools.speech, "window.system", "window.as-of-tip", actions)
    qtbot.addWidget(empty)
    tools.speech.switch("zh_CN")
    assert [label.text()[:2] for label in empty.findChildren(PlainLabel)] == ["手机", "不勾"]
    buttons = empty.findChildren(QPushButton)
    assert [button.text() for button in buttons] == ["打开示例项目", "打开项目文件夹…"]
    with qtbot.waitSignal(tools.actions.requested) as requested:
        qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert requested.args == ["sample"]


def test_a_button_is_its_action(qtbot: QtBot, tools: Tools) -> None:
    button = ActionButton(tools.actions["run"], primary=True)
    qtbot.addWidget(button)
    assert button.toolTip() == "Run (Ctrl+Enter)"
    tools.actions.allow(frozenset())
    assert not button.isEnabled()
    tools.actions.allow(frozenset({"run"}))
    assert button.isEnabled()
