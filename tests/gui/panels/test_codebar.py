from PySide6.QtWidgets import QPushButton

from linktester.gui.panels.codebar import CodeBar


def test_its_buttons_are_actions_with_short_words(qtbot, tools):
    bar = CodeBar(tools)
    qtbot.addWidget(bar)
    buttons = {button.text(): button for button in bar.findChildren(QPushButton)}
    assert list(buttons) == ["Paste", "Picture…", "Screen", "Add to project", "Run"]
    tools.actions.allow(frozenset())
    assert not buttons["Screen"].isEnabled()
    tools.actions.allow(frozenset({"read-screen"}))
    assert buttons["Screen"].text() == "Screen"
    assert buttons["Screen"].toolTip().startswith("Read the codes on the screen")
    with qtbot.waitSignal(tools.actions.requested) as told:
        buttons["Screen"].click()
    assert told.args == ["read-screen"]
