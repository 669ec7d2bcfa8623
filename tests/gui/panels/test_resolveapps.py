from PySide6.QtWidgets import QCheckBox

from linktester.gui.panels.resolveapps import MOST, Ticks, offer, set_tick, tick
from linktester.gui.widgets.field import Choice


def test_boxes_are_ticked_by_the_user_and_told(qtbot, tools):
    ticks = Ticks(tools.speech, "t", "resolvepage.installed")
    qtbot.addWidget(ticks)
    with qtbot.assertNotEmitted(ticks.ticked):
        ticks.show_apps(("a&b", "c"), {"c"})
    assert [(each.text(), each.isChecked()) for each in ticks.boxes] == [("a&&b", False), ("c", True)]
    with qtbot.waitSignal(ticks.ticked) as told:
        ticks.boxes[0].click()
    assert told.args == ["a&b", True]
    assert ticks.boxes[1].accessibleName() == "Installed c"


def test_the_same_apps_keep_their_boxes(qtbot, tools):
    ticks = Ticks(tools.speech, "t", "resolvepage.installed")
    qtbot.addWidget(ticks)
    ticks.show_apps(("a",), ())
    (box,) = ticks.boxes
    ticks.show_apps(("a",), ("a",))
    assert ticks.boxes == [box]
    assert box.isChecked()
    ticks.show_apps([str(number) for number in range(MOST + 5)], ())
    assert len(ticks.boxes) == MOST
    ticks.show_apps((), ())
    assert ticks.isHidden()


def test_what_is_shown_is_not_told(qtbot, tools):
    box: QCheckBox = tick(tools.speech, "x", "resolvepage.developer")
    choice = Choice()
    for widget in (box, choice):
        qtbot.addWidget(widget)
    with qtbot.assertNotEmitted(box.toggled):
        set_tick(box, True)
    with qtbot.assertNotEmitted(choice.currentIndexChanged):
        offer(choice, [("a", "A"), ("b", "B")], "b")
    assert (box.isChecked(), choice.value) == (True, "b")
