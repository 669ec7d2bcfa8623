from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from linktester.gui.theme import Theme
from linktester.gui.widgets.horizon import LEAST, HorizonBar, Share


def bar(qtbot: QtBot) -> HorizonBar:
    made = HorizonBar(Theme("light"))
    qtbot.addWidget(made)
    made.resize(200, 12)
    return made


def test_shares_fill_the_bar_and_the_smallest_is_seen(qtbot: QtBot) -> None:
    made = bar(qtbot)
    made.show_shares((Share(9_999, "honored"), Share(0, "accent"), Share(1, "blocked")), "said")
    first, last = made.widths(200)
    assert round(first + last, 6) == 200
    assert last >= LEAST * 0.9
    assert made.accessibleName() == "said"


def test_shares_differ_in_the_picture_without_their_colour(qtbot: QtBot) -> None:
    made = bar(qtbot)
    hatched = Share(1, "honored", Qt.BrushStyle.Dense4Pattern)
    made.show_shares((Share(1, "honored"), hatched), "")
    image = made.grab().toImage()
    left = {image.pixelColor(x, 5).name() for x in range(10, 90)}
    right = {image.pixelColor(x, 5).name() for x in range(110, 190)}
    assert len(left) == 1
    assert len(right) > 1


def test_an_empty_bar_is_drawn_too(qtbot: QtBot) -> None:
    made = bar(qtbot)
    made.show_shares((), "")
    assert made.widths(200) == []
    assert not made.grab().isNull()
