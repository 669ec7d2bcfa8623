"""All rows of a table of results, those that a filter lets through, and the order they are shown in.

It is what a table's model asks and tells: positions are of what is shown, 0-based. While results stream in,
each costs the same whatever is there already.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from linktester.listing.columns import ColumnId, Order, column
from linktester.listing.counts import Counted, Counts
from linktester.listing.filter import EVERYTHING, Filter
from linktester.listing.order import Ordered
from linktester.listing.row import Row, annotated
from linktester.listing.seen import Seen
from linktester.listing.words import RowWords
from linktester.model.annotation import Annotation
from linktester.report.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of one row on show; None = not on show."""

    before: int | None
    """Position before, while the row was still the old one."""
    after: int | None
    """Position after, counted without the old one."""


class Listing:
    """Rows, filtered and sorted. It belongs to one thread."""

    def __init__(self, phrases: Phrases) -> None:
        """Show everything, in the order of arrival, in the language of `phrases`."""
        self.words = RowWords(phrases)
        self.seen = Seen()
        """What the rows hold, for an input to offer."""
        self.filter = EVERYTHING
        """To be changed by `set_filter`."""
        self.sorted_by: ColumnId | None = None
        self.descending = False
        self._rows: list[Row] = []
        self._texts: list[str] = []
        self._places: dict[str, int] = {}
        self._twins: dict[str, list[int]] = {}
        self._keys: list[Order] | None = None
        self._shown = Ordered()
        self._counts = Counts()

    def __len__(self) -> int:
        """Return how many rows are on show."""
        return len(self._shown.numbers)

    @property
    def total(self) -> int:
        """How many rows there are, shown or not."""
        return len(self._rows)

    def row(self, position: int) -> Row:
        """Return the row that is shown at a position. IndexError when there is none."""
        return self._rows[self._shown.numbers[position]]

    def rows(self) -> Iterator[Row]:
        """Yield the rows on show, in their order."""
        return map(self._rows.__getitem__, self._shown.numbers)

    def cell(self, position: int, wanted: ColumnId) -> str:
        """Return the text of a cell: one line, plain, safe to look at."""
        return column(wanted).cell(self.words, self.row(position))

    def find(self, key: str) -> Row | None:
        """Return the row of a probe, shown or not; the first where there are several."""
        number = self._places.get(key)
        return None if number is None else self._rows[number]

    def position_of(self, key: str) -> int | None:
        """Return where the probe's row is shown; of several the one that arrived first; None when none is."""
        shown = (self._shown.position(number) for number in self._numbers_of(key))
        return next((place for place in shown if place is not None), None)

    def visible_keys(self) -> tuple[str, ...]:
        """Return the probe keys on show, in their order."""
        return tuple(row.key for row in self.rows())

    def tally(self) -> Counted:
        """Return the counts of what is on show."""
        return self._counts.counted()

    def clear(self) -> None:
        """Forget all rows; filter, order and language stay."""
        self._rows, self._texts, self._places, self._twins = [], [], {}, {}
        self.seen = Seen()
        self._key_anew()
        self._show_anew()

    def extend(self, rows: Iterable[Row]) -> range | None:
        """Take in rows that are not here yet.

        Returns the positions they are shown at, maybe none, or None when these do not follow each other and
        the whole order counts as changed. In the order of arrival they are always at the end.
        """
        first = len(self._rows)
        for row in rows:
            self._take_in(row)
        matching = [number for number in range(first, len(self._rows)) if self._passes(number)]
        for number in matching:
            self._counts.add(self._rows[number])
        return self._shown.add(matching)

    def replace(self, row: Row) -> Moved:
        """Put `row` in the place of the one with the same key, and the same index where there are several.

        One that is not here yet is taken in.
        """
        for number in self._numbers_of(row.key):
            if self._rows[number].index == row.index and self._rows[number].run == row.run:
                return self._exchange(number, row)
        self.extend([row])
        return Moved(None, self._shown.position(len(self._rows) - 1))

    def annotate(self, key: str, annotation: Annotation | None) -> tuple[Moved, ...]:
        """Put a person's word on all rows of a probe and return what became of each, one after the other."""
        return tuple(
            self._exchange(number, annotated(self._rows[number], annotation))
            for number in self._numbers_of(key)
        )

    def set_filter(self, wanted: Filter) -> None:
        """Show what `wanted` lets through."""
        self.filter = wanted
        self._show_anew()

    def sort(self, by: ColumnId | None, *, descending: bool = False) -> None:
        """Sort by a column; None is the order of arrival, which has no other direction."""
        self.sorted_by, self.descending = by, descending and by is not None
        self._key_anew()
        self._show_anew()

    def set_phrases(self, phrases: Phrases) -> None:
        """Speak another language: cells, what a search looks through, and columns sorted by words."""
        self.words = RowWords(phrases)
        self._texts = [self.words.searchable(row) for row in self._rows]
        self._key_anew()
        self._show_anew()

    def _take_in(self, row: Row) -> None:
        number = len(self._rows)
        self._rows.append(row)
        self._texts.append(self.words.searchable(row))
        if self._keys is not None:
            self._keys.append(self._order()(self.words, row))
        if self._places.setdefault(row.key, number) != number:
            self._twins.setdefault(row.key, [self._places[row.key]]).append(number)
        self.seen.add(row)

    def _exchange(self, number: int, row: Row) -> Moved:
        before = self._shown.take(number)
        if before is not None:
            self._counts.add(self._rows[number], -1)
        self._rows[number] = row
        self._texts[number] = self.words.searchable(row)
        if self._keys is not None:
            self._keys[number] = self._order()(self.words, row)
        self.seen.add(row)
        if not self._passes(number):
            return Moved(before, None)
        self._counts.add(row)
        return Moved(before, self._shown.put(number))

    def _passes(self, number: int) -> bool:
        return self.filter.matches(self._rows[number], self._texts[number])

    def _numbers_of(self, key: str) -> Sequence[int]:
        first = self._places.get(key)
        return self._twins.get(key) or (() if first is None else (first,))

    def _order(self) -> Callable[[RowWords, Row], Order]:
        return column(self.sorted_by or ColumnId.NUMBER).order

    def _key_anew(self) -> None:
        order = self._order()
        by_arrival = self.sorted_by is None
        self._keys = None if by_arrival else [order(self.words, row) for row in self._rows]

    def _show_anew(self) -> None:
        self._shown = Ordered(self._keys, descending=self.descending)
        self._shown.fill(self._matching())
        self._counts = Counts(self.rows())

    def _matching(self) -> Sequence[int]:
        if self.filter.is_empty:
            return range(len(self._rows))
        tests = self.filter.tests
        numbered = enumerate(zip(self._rows, self._texts, strict=True))
        if len(tests) == 1:
            only = tests[0]
            return [number for number, (row, text) in numbered if only(row, text)]
        matches = self.filter.matches
        return [number for number, (row, text) in numbered if matches(row, text)]
