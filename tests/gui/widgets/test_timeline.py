from typing import Any

from PySide6.QtGui import QColor

from linktester.gui.tools import Tools
from linktester.gui.widgets.prose import Dot, Line, Piece
from linktester.gui.widgets.timeline import MIDDLE, Timeline


def stop(words: str, role: str, *, filled: bool = True) -> Line:
    return Line((Piece(words),), indent=1, above=10, dot=Dot(role=role, filled=filled))


def test_draws_a_stop_in_its_colour_beside_its_line(qtbot: Any, tools: Tools) -> None:
    made = Timeline(tools.theme, "line")
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show_lines([stop("one", "accent"), Line((Piece("muted"),), indent=1), stop("two", "warning")])
    picture = made.grab().toImage()
    seen = [QColor(picture.pixel(round(MIDDLE), y)).name() for y in range(picture.height())]
    first = seen.index(tools.theme.color("accent").name())
    second = seen.index(tools.theme.color("warning").name())
    assert made.top_of(0) <= first < made.top_of(1)
    assert second >= made.top_of(2)
    assert tools.theme.color("border").name() in seen[first:second]


def test_draws_nothing_without_stops(qtbot: Any, tools: Tools) -> None:
    made = Timeline(tools.theme, "line")
    qtbot.addWidget(made)
    made.resize(300, 60)
    made.show_lines([Line((Piece("words"),), indent=2)])
    picture = made.grab().toImage()
    assert len({picture.pixel(round(MIDDLE), y) for y in range(picture.height())}) == 1
