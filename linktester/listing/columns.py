"""The columns of a table of results: what stands in their cells and how they sort.

Sort keys are values, not words, wherever there is an order: dates by date, outcomes by how much they ask for
a look, versions and numbers within ids by their size. None stands for an empty cell, which sorts last.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from linktester.listing.row import Row
from linktester.listing.words import RowWords, line
from linktester.model.annotation import Status
from linktester.model.run import Match, Reach
from linktester.model.verdict import Cause, Outcome

Order = str | float | None
"""A sort key. Within a column all keys that are not None are of one type."""

_OUTCOMES = (Outcome.BLOCKED, Outcome.REWRITTEN, Outcome.INCONCLUSIVE, Outcome.HONORED)
_CAUSES = (None, *Cause)
_MATCHES = (Match.DIFFERS, Match.MET)
_STATUSES = (Status.FAILED, Status.NOT_EXECUTABLE, Status.SKIPPED, Status.PASSED)
_REACHES = (Reach.UNKNOWN, Reach.INFERRED, Reach.CARRIED, Reach.EVIDENCED)
_DIGITS = re.compile("[0-9]+")
_MOST_MODIFIERS = 8


class ColumnId(StrEnum):
    """All columns, in the order a table shows them at first."""

    NUMBER = "number"
    CASE = "case"
    LINK = "link"
    TARGET = "target"
    STAND = "stand"
    PHONE = "phone"
    DATE = "date"
    VERDICT = "verdict"
    ANSWER = "answer"
    EXPECTED = "expected"
    MATCH = "match"
    ORDER = "order"
    LEG = "leg"
    STATUS = "status"
    NOTE = "note"
    REACH = "reach"
    LAST_EVIDENCE = "last-evidence"
    BY = "by"
    BASIS = "basis"
    TESTER = "tester"
    DEVICE = "device"
    BUILD = "build"


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    id: ColumnId
    cell: Callable[[RowWords, Row], str]
    """Returns the text shown: one line, plain, safe to look at."""
    order: Callable[[RowWords, Row], Order]
    """Returns the sort key."""

    @property
    def header(self) -> str:
        """Code of the words above it."""
        return f"listing.column-{self.id}"

    @property
    def about(self) -> str:
        """Code of the sentence that explains it."""
        return f"listing.about-{self.id}"


def natural(text: str) -> str | None:
    """Return a key by which `case-2` comes before `case-10`, in any case; None when empty."""
    return _DIGITS.sub(_padded, text.casefold()) if text else None


def _padded(found: re.Match[str]) -> str:
    return found[0].zfill(12)


def _number(words: RowWords, row: Row) -> str:
    del words
    return str(row.index + 1)


def _by_number(words: RowWords, row: Row) -> Order:
    del words
    return row.index


def _plain(field: str) -> tuple[Callable[[RowWords, Row], str], Callable[[RowWords, Row], Order]]:
    """Return cell and sort key of a column that shows a field's text as it is."""

    def cell(words: RowWords, row: Row) -> str:
        del words
        return line(getattr(row, field))

    def order(words: RowWords, row: Row) -> Order:
        del words
        return natural(getattr(row, field))

    return cell, order


def _worded(
    make: Callable[[RowWords, Row], str],
) -> tuple[Callable[[RowWords, Row], str], Callable[[RowWords, Row], Order]]:
    """Return cell and sort key of a column that sorts by the words it shows."""

    def order(words: RowWords, row: Row) -> Order:
        return natural(make(words, row))

    return make, order


def _ranked(
    field: str, ranks: tuple[StrEnum, ...], kind: str
) -> tuple[Callable[[RowWords, Row], str], Callable[[RowWords, Row], Order]]:
    """Return cell and sort key of a column whose values have an order of their own; others are empty."""
    table: Mapping[object, int] = {value: rank for rank, value in enumerate(ranks)}

    def cell(words: RowWords, row: Row) -> str:
        value = getattr(row, field)
        return words.of(kind, value) if value in table else ""

    def order(words: RowWords, row: Row) -> Order:
        del words
        return table.get(getattr(row, field))

    return cell, order


def _target(words: RowWords, row: Row) -> str:
    return line(words.platform(row.target))


def _by_date(words: RowWords, row: Row) -> Order:
    del words
    return row.as_of.timestamp()


def _by_verdict(words: RowWords, row: Row) -> Order:
    del words
    rank = _OUTCOMES.index(row.outcome) * len(_CAUSES) + _CAUSES.index(row.cause)
    return rank * _MOST_MODIFIERS + min(len(row.modifiers), _MOST_MODIFIERS - 1)


def _by(words: RowWords, row: Row) -> str:
    return words.of("by", row.by)


def _basis(words: RowWords, row: Row) -> str:
    return words.of("basis", row.basis)


def _order(words: RowWords, row: Row) -> str:
    return words.order(row)


def _leg(words: RowWords, row: Row) -> str:
    return words.of("leg", row.leg)


COLUMNS: tuple[Column, ...] = (
    Column(ColumnId.NUMBER, _number, _by_number),
    Column(ColumnId.CASE, *_plain("case")),
    Column(ColumnId.LINK, *_plain("link")),
    Column(ColumnId.TARGET, *_worded(_target)),
    Column(ColumnId.STAND, *_worded(RowWords.place)),
    Column(ColumnId.PHONE, *_worded(RowWords.phone)),
    Column(ColumnId.DATE, RowWords.day, _by_date),
    Column(ColumnId.VERDICT, RowWords.verdict, _by_verdict),
    Column(ColumnId.ANSWER, *_worded(RowWords.answer)),
    Column(ColumnId.EXPECTED, *_worded(RowWords.expected)),
    Column(ColumnId.MATCH, *_ranked("match", _MATCHES, "match")),
    Column(ColumnId.ORDER, *_worded(_order)),
    Column(ColumnId.LEG, *_worded(_leg)),
    Column(ColumnId.STATUS, *_ranked("status", _STATUSES, "status")),
    Column(ColumnId.NOTE, *_plain("note")),
    Column(ColumnId.REACH, *_ranked("reach", _REACHES, "reach")),
    Column(ColumnId.LAST_EVIDENCE, *_plain("last_evidence")),
    Column(ColumnId.BY, *_worded(_by)),
    Column(ColumnId.BASIS, *_worded(_basis)),
    Column(ColumnId.TESTER, *_plain("tester")),
    Column(ColumnId.DEVICE, *_plain("device")),
    Column(ColumnId.BUILD, *_plain("build")),
)
"""All columns, in the order of `ColumnId`."""


def column(wanted: ColumnId) -> Column:
    """Return the column of that id."""
    return _BY_ID[wanted]


_BY_ID = {each.id: each for each in COLUMNS}
