"""The argument of a verdict: each reason with links to the stops it rests on."""

from collections.abc import Iterator, Sequence

from linktester.gui.widgets.prose import Line, Piece
from linktester.report.detail import Argument
from linktester.report.phrases import Phrases

MOST = 50
MOST_STEPS = 12
"""Stops linked from one reason."""


def reason_lines(arguments: Sequence[Argument], phrases: Phrases) -> tuple[Line, ...]:
    """Return the reasons in order. Links are `step:N` and, into the control run, `control:N`."""
    lines = []
    for number, each in enumerate(arguments[:MOST], start=1):
        words = Piece(f"{number}. {each.words}")
        lines.append(Line((words, *_steps(each, phrases)), above=3))
    return tuple(lines)


def linked_steps(argument: Argument) -> tuple[int, ...]:
    """Return the stops of a reason that are linked."""
    return argument.steps[:MOST_STEPS]


def _steps(argument: Argument, phrases: Phrases) -> Iterator[Piece]:
    code = "report.control-step" if argument.control else "report.step"
    kind = "control" if argument.control else "step"
    for step in linked_steps(argument):
        yield Piece("  ")
        yield Piece(phrases.text(code, number=step), link=f"{kind}:{step}")
