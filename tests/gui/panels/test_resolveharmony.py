from linktester.gui.panels.resolveharmony import HarmonySwitches
from linktester.model.phone import OS
from linktester.oslinks.answers.everywhere import resolved
from linktester.oslinks.answers.switches import WhatIf
from tests.fakes import linkfiles as fakes


def test_every_switch_is_told(qtbot, tools):
    panel = HarmonySwitches(tools)
    qtbot.addWidget(panel)
    panel.show()
    found = resolved(fakes.asked(fakes.applinking("1"), fakes.module()))
    panel.show_switches(WhatIf(), found.of(OS.HARMONY))
    for box, name, value in (
        (panel.verified, "verified", False),
        (panel.only, "only", True),
        (panel.apps.boxes[0], "gone", frozenset({"shop"})),
    ):
        with qtbot.waitSignal(panel.turned) as told:
            box.click()
        assert getattr(told.args[0].harmony, name) == value
