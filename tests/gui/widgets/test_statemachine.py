from typing import Any

from PySide6.QtGui import QColor

from linktester.gui.tools import Tools
from linktester.gui.widgets.statemachine import Arrow, Box, StateMachine

BOXES = (
    Box("a", "To be paid", "NOTPAY", 0, 0, is_passed=True),
    Box("b", "Paid", "SUCCESS", 1, 0, "honored", is_here=True),
    Box("c", "Closed", "CLOSED", 1, 1),
    Box("d", "Refunded", "REFUND", 2, 0),
)
ARROWS = (Arrow("a", "b", is_taken=True), Arrow("a", "c"), Arrow("b", "c"), Arrow("a", "d"), Arrow("d", "x"))


def shown(qtbot: Any, tools: Tools) -> StateMachine:
    made = StateMachine(tools.theme, "states")
    qtbot.addWidget(made)
    made.show_states(BOXES, ARROWS, "Way so far: To be paid → Paid")
    made.resize(520, made.sizeHint().height())
    made.show()
    return made


def ink(made: StateMachine, box: Box) -> QColor:
    """Return the colour at the inner edge of a box, where no text stands."""
    area = made.area(box)
    return made.grab().toImage().pixelColor(int(area.center().x()), int(area.bottom()) - 3)


def test_the_present_state_stands_on_its_colour_and_the_words_are_told(qtbot: Any, tools: Tools) -> None:
    made = shown(qtbot, tools)
    assert ink(made, BOXES[1]) == tools.theme.color("honored-soft")
    assert ink(made, BOXES[0]) == tools.theme.color("base")
    assert made.accessibleDescription() == "Way so far: To be paid → Paid"


def test_boxes_stand_apart_whatever_the_width(qtbot: Any, tools: Tools) -> None:
    made = shown(qtbot, tools)
    for width in (made.minimumSizeHint().width(), 520, 1600):
        made.resize(width, made.height())
        areas = [made.area(each) for each in BOXES]
        assert not any(one.intersects(other) for one in areas for other in areas if one is not other)
        assert max(each.right() for each in areas) <= width


def test_the_taken_way_is_drawn_in_another_colour(qtbot: Any, tools: Tools) -> None:
    made = shown(qtbot, tools)
    before, after = made.area(BOXES[0]), made.area(BOXES[1])
    middle = (
        made.grab().toImage().pixelColor(int((before.right() + after.left()) / 2), int(before.center().y()))
    )
    accent = tools.theme.color("accent")
    assert abs(middle.red() - accent.red()) + abs(middle.blue() - accent.blue()) < 40


def test_nothing_to_draw_hides_it(qtbot: Any, tools: Tools) -> None:
    made = shown(qtbot, tools)
    made.show_states((), (), "")
    assert made.isHidden()
    made.show_states(BOXES, ARROWS, "")
    assert not made.isHidden()
