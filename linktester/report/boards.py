"""Lays results out as pictures in text: where a link was put, on which date, and what became of it.

With several dates every link gets its own board, places down and dates across, so that a wall is seen to
open or to stand. With one date there is one board for all links, places against links. A slot whose results
differ (by system, client or seed) is split into one mark per kind of result; nothing is averaged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from linktester.model.run import CaseResult, Match, Reach
from linktester.model.verdict import Cause, Modifier, Outcome
from linktester.report.phrases import Phrases, day

T = TypeVar("T")
_ZONE = " +08:00"
"""The only zone there is; left out where every character of a column counts."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a board needs to know of one result; small, so that ten thousand fit in memory."""

    number: int
    """1-based position in the report; the anchor."""
    case_id: str
    link: str
    stand: str
    phone: str
    date: datetime
    outcome: Outcome
    cause: Cause | None
    modifiers: tuple[Modifier, ...]
    reach: Reach
    differs: bool

    @property
    def look(self) -> tuple[Outcome, Cause | None, tuple[Modifier, ...]]:
        """Results that look alike share a mark."""
        return self.outcome, self.cause, self.modifiers


@dataclass(frozen=True, slots=True)
class Mark:
    """Results of one slot that look alike."""

    outcome: Outcome
    cause: Cause | None
    modifiers: tuple[Modifier, ...]
    reaches: tuple[Reach, ...]
    numbers: tuple[int, ...]
    phones: tuple[str, ...]
    """Empty when the slot has a single mark."""
    differs: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a board; an empty slot was not tried."""

    label: str
    slots: tuple[tuple[Mark, ...], ...]


@dataclass(frozen=True, slots=True)
class Board:
    """One table of marks."""

    title: str
    subtitle: str
    """The link's text, untrusted."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def cell(number: int, result: CaseResult, phrases: Phrases) -> Cell:
    """Return the cell of one result."""
    probe = result.probe
    return Cell(
        number=number,
        case_id=probe.case_id,
        link=probe.link.text[:400],
        stand=phrases.stand(probe),
        phone=phrases.phone(probe),
        date=probe.as_of,
        outcome=result.verdict.outcome,
        cause=result.verdict.cause,
        modifiers=result.verdict.modifiers,
        reach=result.reach,
        differs=result.match is Match.DIFFERS,
    )


def boards(cells: Sequence[Cell]) -> tuple[Board, ...]:
    """Return the boards for all cells; none for none."""
    if not cells:
        return ()
    if len({each.date for each in cells}) > 1:
        by_case: dict[str, list[Cell]] = {}
        for each in cells:
            by_case.setdefault(each.case_id, []).append(each)
        return tuple(_over_time(case, own) for case, own in by_case.items())
    return (_of_one_date(cells),)


def _over_time(case: str, own: Sequence[Cell]) -> Board:
    dates = sorted({each.date for each in own})
    stands = _ordered(each.stand for each in own)
    rows = tuple(
        Row(stand, tuple(_marks([c for c in own if c.stand == stand and c.date == date]) for date in dates))
        for stand in stands
    )
    return Board(case, own[0].link, tuple(day(date).removesuffix(_ZONE) for date in dates), rows)


def _of_one_date(cells: Sequence[Cell]) -> Board:
    stands, cases = _ordered(c.stand for c in cells), _ordered(c.case_id for c in cells)
    slots: dict[tuple[str, str], list[Cell]] = {}
    for each in cells:
        slots.setdefault((each.stand, each.case_id), []).append(each)
    title = day(cells[0].date).removesuffix(_ZONE)
    if len(cases) <= len(stands):
        down = [Row(s, tuple(_marks(slots.get((s, c), [])) for c in cases)) for s in stands]
        return Board(title, "", tuple(cases), tuple(down))
    across = [Row(c, tuple(_marks(slots.get((s, c), [])) for s in stands)) for c in cases]
    return Board(title, "", tuple(stands), tuple(across))


def _marks(cells: Sequence[Cell]) -> tuple[Mark, ...]:
    looks: dict[object, list[Cell]] = {}
    for each in cells:
        looks.setdefault(each.look, []).append(each)
    return tuple(_mark(alike, split=len(looks) > 1) for alike in looks.values())


def _mark(alike: Sequence[Cell], *, split: bool) -> Mark:
    first = alike[0]
    return Mark(
        outcome=first.outcome,
        cause=first.cause,
        modifiers=first.modifiers,
        reaches=tuple(_ordered(each.reach for each in alike)),
        numbers=tuple(each.number for each in alike),
        phones=tuple(_ordered(each.phone for each in alike)) if split else (),
        differs=any(each.differs for each in alike),
    )


def _ordered(items: Iterable[T]) -> list[T]:
    """Return each item once, in the order of first appearance."""
    return list(dict.fromkeys(items))
