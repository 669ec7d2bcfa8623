from linktester.gui.panels.resolveswitches import ResolveSwitches
from linktester.model.phone import OS
from linktester.oslinks.answers.switches import HarmonyIf, WhatIf


def test_only_the_switches_of_the_system_in_front_are_seen(qtbot, tools):
    panel = ResolveSwitches(tools)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.ios.isVisible()
    panel.show_system(OS.ANDROID)
    assert panel.android.isVisible()
    assert not panel.ios.isVisible()
    with qtbot.waitSignal(panel.turned):
        panel.harmony.verified.click()


def test_all_switches_are_put_back(qtbot, tools):
    panel = ResolveSwitches(tools)
    qtbot.addWidget(panel)
    assert not panel.reset.isEnabled()
    panel.show_switches(WhatIf(harmony=HarmonyIf(only=True)), None)
    with qtbot.waitSignal(panel.turned) as told:
        panel.reset.click()
    assert told.args == [WhatIf()]
