"""Two pictures of two dates: what changed, and what happened between."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from linktester.gui.models.boards import Board, Spot
from linktester.model.citation import Source
from linktester.policy.timeline import Moment, between
from linktester.policy.worlds import Changes
from linktester.report.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Happened:
    """One line between two dates."""

    date: str
    title: str
    """May be untrusted: a team's own."""
    cells: int
    """Cells that changed because of it; 0 = none of this picture."""
    at: datetime | None
    """Where to jump; None for what is undated."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two pictures and what lies between."""

    first: Board
    second: Board
    changed: frozenset[Spot]
    turned: frozenset[Spot]
    """Of the changed cells, those whose verdict itself is another."""
    titles: tuple[str, str]
    happened: tuple[Happened, ...]


def happened(
    moments: Iterable[Moment], first: datetime, second: datetime, changes: Changes | None, phrases: Phrases
) -> tuple[Happened, ...]:
    """Return what lies between two instants, oldest first, and how many cells changed because of it.

    `changes` are those of the picture's own cells; None where they are not known by cause.
    """
    cells: dict[str, int] = {}
    for change in changes.changes if changes else ():
        for source in change.because:
            cells[source.id] = cells.get(source.id, 0) + 1
    listed = between(moments, first, second)
    lines = [_line(moment.source, cells, moment.at, phrases) for moment in listed]
    known = {moment.source.id for moment in listed}
    rest = [source for source in (changes.sources if changes else ()) if source.id not in known]
    return tuple(lines + [_line(source, cells, None, phrases) for source in rest])


def _line(source: Source, cells: dict[str, int], at: datetime | None, phrases: Phrases) -> Happened:
    return Happened(source.date, phrases.title(source), cells.get(source.id, 0), at)


def turned(first: Board, second: Board, changed: Iterable[Spot]) -> frozenset[Spot]:
    """Return those of the changed slots in which the kinds of answers are others."""
    return frozenset(spot for spot in changed if _kinds(first, spot) != _kinds(second, spot))


def _kinds(board: Board, spot: Spot) -> frozenset[object]:
    slot = board.slots.get(spot)
    return frozenset() if slot is None else frozenset(part.face.kind for part in slot.parts)
