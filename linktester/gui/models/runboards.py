"""The matrix picture of results: rows of a run laid out by host, surface, target and case."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from linktester.gui.models.boards import Board, Head, Piece, Spot, View, gathered
from linktester.gui.models.faces import of_row
from linktester.listing.row import Row
from linktester.model.case import Stand
from linktester.model.phone import Entry
from linktester.policy.asking import CHECKOUTS
from linktester.policy.picture import Subject

MOST_COLUMNS = 40
"""Beyond this many, and more than rows, columns become rows: a list is read downwards."""
_SCANNED = frozenset({Entry.SCAN_LIVE, Entry.SCAN_ALBUM})


def dates(rows: Iterable[Row]) -> tuple[datetime, ...]:
    """Return the dates that were tried, in order."""
    return tuple(sorted({row.as_of for row in rows}))


def nearest(tried: Sequence[datetime], moment: datetime) -> datetime | None:
    """Return the date tried that lies nearest to `moment`; None where nothing was tried."""
    return min(tried, key=lambda each: (abs((each - moment).total_seconds()), each), default=None)


def board_of(
    view: View,
    rows: Iterable[Row],
    case: str = "",
    differing: Callable[[Row], bool] | None = None,
    known: Mapping[str, Subject] | None = None,
) -> Board:
    """Return the picture of rows, all of one date.

    `case` names the one link of `View.LINK`; `known` are links that have a name of their own, by their text.
    """
    wanted = [row for row in rows if _in_view(view, row, case)]
    down = {head: number for number, head in enumerate(dict.fromkeys(_row(view, row) for row in wanted))}
    columns = [_column(view, row, (known or {}).get(row.link)) for row in wanted]
    across = {head: number for number, head in enumerate(dict.fromkeys(columns))}
    pieces: dict[Spot, list[Piece]] = {}
    for row, column in zip(wanted, columns, strict=True):
        other = differing is not None and differing(row)
        stand = Stand(row.host, row.surface, row.entry)
        spot = down[_row(view, row)], across[column]
        pieces.setdefault(spot, []).append(Piece(stand, row.os, of_row(row), row=row, differs=other))
    slots = {spot: gathered(own) for spot, own in pieces.items()}
    board = Board(tuple(down), tuple(across), slots)
    return _turned(board) if len(across) > max(MOST_COLUMNS, len(down)) else board


def _in_view(view: View, row: Row, case: str) -> bool:
    if view is View.LINK:
        return row.case == case
    if view is View.PAYMENTS:
        return row.surface in CHECKOUTS or row.entry in _SCANNED
    return row.surface not in CHECKOUTS


def _row(view: View, row: Row) -> Head:
    if view in {View.HOSTS, View.LINK}:
        return Head(host=row.host)
    return Head(host=row.host, surface=row.surface, entry=row.entry)


def _column(view: View, row: Row, subject: Subject | None) -> Head:
    if view is View.LINK:
        return Head(surface=row.surface)
    return Head(target=row.target) if view is View.HOSTS else Head(case=row.case, subject=subject)


def _turned(board: Board) -> Board:
    slots = {(column, row): slot for (row, column), slot in board.slots.items()}
    return Board(board.columns, board.rows, slots)
