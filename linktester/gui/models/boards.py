"""The matrix picture as values: heads of rows and columns, and in each slot parts that are never averaged.

A slot gathers what stands behind it (a host's surfaces, the systems of a run) by its face: one part for each
kind of answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from linktester.gui.models.faces import Face, differs, of_forecast
from linktester.listing.row import Row
from linktester.model.case import Stand
from linktester.model.link import Link, PlatformId
from linktester.model.phone import OS, Entry
from linktester.policy.asking import CHECKOUTS
from linktester.policy.forecast import Forecast
from linktester.policy.picture import Kind, Subject
from linktester.policy.worlds import Cell, Worlds
from linktester.report.phrases import Phrases

Spot = tuple[int, int]
"""Row and column, from 0."""


class View(StrEnum):
    """What stands against what."""

    HOSTS = "hosts"
    """Hosts against whose links they are; surfaces are parts of a slot."""
    PLACES = "places"
    """Surfaces of hosts against links."""
    PAYMENTS = "payments"
    """Checkouts and scanners against methods and codes."""
    LINK = "link"
    """One link: hosts against surfaces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What one row or column is about; parts that do not matter are empty."""

    host: PlatformId | None = None
    surface: str = ""
    entry: Entry = Entry.TAP
    target: PlatformId | None = None
    subject: Subject | None = field(default=None, compare=False)
    """Not compared: `case` names it, too."""
    case: str = ""
    """Untrusted."""

    def words(self, phrases: Phrases) -> str:
        """Return its name."""
        if self.subject is not None:
            return phrases.say(self.subject.label)
        if self.case:
            return self.case
        if self.target is not None:
            return phrases.platform(self.target)
        if self.host is None:
            return phrases.of("surface", self.surface)
        if not self.surface:
            return phrases.platform(self.host)
        return phrases.place(self.host, self.surface, _said(self.surface, self.entry))

    def title(self, phrases: Phrases) -> str:
        """Return what it holds, in a line; its name where there is no more to say."""
        return phrases.say(self.subject.title) if self.subject else self.words(phrases)


@dataclass(frozen=True, slots=True)
class Item:
    """A link that forecasts are made of."""

    id: str
    """Case id when it is sent."""
    link: Link
    subject: Subject | None = None
    """None: a link of the user's own."""

    @property
    def kind(self) -> Kind:
        """How it is set off."""
        return Kind.LINK if self.subject is None else self.subject.kind


@dataclass(frozen=True, slots=True)
class Piece:
    """One answer: a forecast, or the row of a result."""

    stand: Stand
    os: OS
    face: Face
    item: Item | None = None
    """Set for forecasts."""
    forecast: Forecast | None = None
    row: Row | None = None
    """The result; for a forecast, one that was sent at a date of the same rules, if any."""
    differs: bool = False
    """Rules and result say different things."""


@dataclass(frozen=True, slots=True)
class Part:
    """Answers of a slot that look alike."""

    face: Face
    pieces: tuple[Piece, ...]

    @property
    def differs(self) -> bool:
        """Whether rules and result disagree anywhere in it."""
        return any(piece.differs for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Slot:
    """One crossing of row and column; at least one part."""

    parts: tuple[Part, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All answers in it, alike ones together."""
        return tuple(piece for part in self.parts for piece in part.pieces)

    @property
    def faces(self) -> frozenset[Face]:
        """What is seen of it."""
        return frozenset(part.face for part in self.parts)


@dataclass(frozen=True, slots=True)
class Board:
    """A whole picture. Slots that are no question are missing."""

    rows: tuple[Head, ...] = ()
    columns: tuple[Head, ...] = ()
    slots: Mapping[Spot, Slot] = field(default_factory=dict)

    def changed(self, other: "Board") -> frozenset[Spot]:
        """Return where `other`, laid out alike, looks different."""
        return frozenset(
            spot
            for spot in self.slots.keys() | other.slots.keys()
            if _faces(self.slots.get(spot)) != _faces(other.slots.get(spot))
        )


NOTHING = Board((), (), {})


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the cells of forecasts stand; the same for all dates."""

    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    cells: Mapping[Spot, tuple[Cell, ...]]


def lay_out(view: View, cells: Iterable[Cell], items: Sequence[Item]) -> Layout:
    """Return where the cells that belong to `view` stand, in their own order."""
    wanted = [cell for cell in cells if _in_view(view, items[cell[1]], cell[0])]
    rows = _ordered(_row(view, stand) for stand, _ in wanted)
    if view is not View.LINK:
        columns = _ordered(_column(view, stand, items[index]) for stand, index in sorted(wanted, key=_index))
    else:
        columns = _ordered(_column(view, stand, items[index]) for stand, index in wanted)
    spots: dict[Spot, list[Cell]] = {}
    for stand, index in wanted:
        spot = rows[_row(view, stand)], columns[_column(view, stand, items[index])]
        spots.setdefault(spot, []).append((stand, index))
    return Layout(tuple(rows), tuple(columns), {spot: tuple(own) for spot, own in spots.items()})


def fill(  # noqa: PLR0917
    layout: Layout,
    worlds: Worlds,
    answers: Mapping[Cell, Forecast],
    items: Sequence[Item],
    os: OS,
    sent: "Sent",
) -> Board:
    """Return the picture of what the rules say: `answers` are those of `worlds` at one date."""

    def piece(cell: Cell) -> Piece:
        stand, index = cell
        found = answers[cell]
        row = sent.beside(stand, items[index].link, os, cell, worlds, found) if sent.any else None
        other = row is not None and differs(found, row)
        return Piece(stand, os, of_forecast(found), items[index], found, row, other)

    slots = {spot: gathered(piece(cell) for cell in cells) for spot, cells in layout.cells.items()}
    return Board(layout.rows, layout.columns, slots)


class Sent:
    """Results of the open run, to be put beside forecasts."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._rows: dict[tuple[Stand, str, OS], list[Row]] = {}
        for row in rows:
            stand = Stand(row.host, row.surface, row.entry)
            self._rows.setdefault((stand, row.link, row.os), []).append(row)

    @property
    def any(self) -> bool:
        """Whether there is any."""
        return bool(self._rows)

    def beside(  # noqa: PLR0917
        self, stand: Stand, link: Link, os: OS, cell: Cell, worlds: Worlds, found: Forecast
    ) -> Row | None:
        """Return the last result of the same trial at a date for which the rules say the very same."""
        for row in reversed(self._rows.get((stand, link.text, os), ())):
            if worlds.courses[cell].at(row.as_of) is found:
                return row
        return None


def gathered(pieces: Iterable[Piece]) -> Slot:
    """Return a slot with one part for each face, in the order of the pieces."""
    faces: dict[Face, list[Piece]] = {}
    for piece in pieces:
        faces.setdefault(piece.face, []).append(piece)
    return Slot(tuple(Part(face, tuple(own)) for face, own in faces.items()))


def _in_view(view: View, item: Item, stand: Stand) -> bool:
    if view is View.LINK:
        return True
    paying = item.kind is not Kind.LINK or stand.surface in CHECKOUTS
    return paying is (view is View.PAYMENTS)


def _row(view: View, stand: Stand) -> Head:
    if view in {View.HOSTS, View.LINK}:
        return Head(host=stand.host)
    return Head(host=stand.host, surface=stand.surface, entry=stand.entry)


def _column(view: View, stand: Stand, item: Item) -> Head:
    return Head(surface=stand.surface) if view is View.LINK else Head(subject=item.subject, case=item.id)


def _said(surface: str, entry: Entry) -> Entry:
    """Return the entry as far as it says more than the surface: a scanner scans."""
    return Entry.TAP if surface == "scan" and entry is Entry.SCAN_LIVE else entry


def _faces(slot: Slot | None) -> frozenset[Face]:
    return frozenset() if slot is None else slot.faces


def _index(cell: Cell) -> int:
    return cell[1]


def _ordered(heads: Iterable[Head]) -> dict[Head, int]:
    return {head: number for number, head in enumerate(dict.fromkeys(heads))}
