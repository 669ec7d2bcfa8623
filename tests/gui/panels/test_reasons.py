from linktester.gui.panels.reasons import MOST, reason_lines
from linktester.gui.tools import Tools
from linktester.report.detail import Argument


def test_reasons_link_the_stops_they_rest_on(tools: Tools) -> None:
    arguments = (
        Argument("First.", (2, 3), False),
        Argument("Then.", (1,), True),
        Argument("Last.", (), False),
    )
    lines = reason_lines(arguments, tools.speech.phrases)
    assert [line.plain for line in lines] == [
        "1. First.  step 2  step 3",
        "2. Then.  control step 1",
        "3. Last.",
    ]
    links = [piece.link for line in lines for piece in line.pieces if piece.link]
    assert links == ["step:2", "step:3", "control:1"]


def test_reasons_and_their_stops_are_bounded(tools: Tools) -> None:
    lines = reason_lines((Argument("x", tuple(range(1, 999)), False),) * 999, tools.speech.phrases)
    assert len(lines) == MOST
    assert sum(bool(piece.link) for piece in lines[0].pieces) == 12
