"""Makes tests of rows: one function for each condition, quick enough for a hundred thousand rows."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from operator import attrgetter
from typing import Any

from linktester.listing import vocabulary
from linktester.listing.grammar import Value
from linktester.listing.keys import Key, Kind
from linktester.listing.row import Row
from linktester.listing.spans import Span, span
from linktester.model.zone import CHINA

Test = Callable[[Row, str], bool]
"""Takes a row and its searchable text (`RowWords.searchable`)."""
Accepts = Callable[[Any], Any]
"""Takes what a row holds under a key; what it returns is only asked whether it is true."""


def condition(key: Key, values: tuple[Value, ...], *, negated: bool) -> Test:
    """Return the test of a term whose values were found right: one has to hold, or none if negated."""
    if not key.fields:
        return _searching(values, negated=negated)
    get, accepts = _getter(key), _ACCEPTS[key.kind](key, values)
    if any(means_nothing(value) and not vocabulary.meant(key, value.text) for value in values):
        accepts = _or_nothing(accepts)

    def holds(row: Row, text: str) -> bool:
        del text
        return bool(accepts(get(row))) is not negated

    return holds


def means_nothing(value: Value) -> bool:
    """Tell whether a value asks for rows that hold nothing: `none`, or empty quotes."""
    return not value.text or (not value.quoted and value.text.casefold() in vocabulary.NONE_WORDS)


def _searching(values: tuple[Value, ...], *, negated: bool) -> Test:
    wanted = tuple(value.text.casefold() for value in values)
    only = wanted[0]

    def has_it(row: Row, text: str) -> bool:
        del row
        return (only in text) is not negated

    def has_any(row: Row, text: str) -> bool:
        del row
        return any(each in text for each in wanted) is not negated

    return has_it if len(wanted) == 1 else has_any


def _or_nothing(accepts: Accepts) -> Accepts:
    def accepts_too(found: Any) -> Any:
        return not found or accepts(found)

    return accepts_too


def _getter(key: Key) -> Callable[[Row], Any]:
    if key.kind is Kind.FLAG:
        return _marks
    if len(key.fields) == 1:
        return attrgetter(key.fields[0])
    get: Callable[[Row], tuple[str, ...]] = attrgetter(*key.fields)

    def joined(row: Row) -> str:
        return "\n".join(filter(None, get(row)))

    return joined


def _marks(row: Row) -> frozenset[str]:
    marks = {
        "anecdotal": row.anecdotal,
        "disagreement": row.disagreement,
        "screenshot": row.has_screenshot,
        "repeated": row.attempt > 1,
    }
    return frozenset(mark for mark, is_set in marks.items() if is_set)


def _choosing(key: Key, values: tuple[Value, ...]) -> Accepts:
    wanted = frozenset(each for value in values for each in vocabulary.meant(key, value.text))
    if key.id == "modifier" or key.kind is Kind.FLAG:
        return wanted.intersection
    return wanted.__contains__


def _spanning(key: Key, values: tuple[Value, ...]) -> Accepts:
    make = _moments if key.fields == ("as_of",) else _days
    spans = tuple(make(found) for value in values if (found := span(value.text)))

    def within(at: Any) -> bool:
        return bool(at) and any(_lies(at, since, until) for since, until in spans)

    return within


def _lies(at: Any, since: Any, until: Any) -> bool:
    return (since is None or since <= at) and (until is None or at < until)


def _moments(found: Span) -> tuple[datetime | None, datetime | None]:
    """Return the span as moments: days begin at midnight in the zone of policy dates."""
    return _midnight(found.since), _midnight(found.until)


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), CHINA)


def _days(found: Span) -> tuple[str | None, str | None]:
    return _iso(found.since), _iso(found.until)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _naming(key: Key, values: tuple[Value, ...]) -> Accepts:
    del key
    patterns = "|".join(_glob(value) for value in values if not means_nothing(value))
    return re.compile(patterns or r"(?!)", re.DOTALL | re.IGNORECASE).fullmatch


def _glob(value: Value) -> str:
    if value.quoted:
        return re.escape(value.text)
    first, *rest = (re.escape(part) for part in value.text.split("*"))
    if not rest:
        return first
    *middle, last = rest
    # The first place where a part fits is as good as any later one, so no other has to be tried.
    return first + "".join(f"(?>.*?{part})" for part in middle) + f".*{last}"


def _versioned(key: Key, values: tuple[Value, ...]) -> Accepts:
    del key
    beginnings = tuple(_dotted(value.text) for value in values if not means_nothing(value))

    def accepts(version: str) -> bool:
        return _dotted(version).startswith(beginnings)

    return accepts


def _dotted(version: str) -> str:
    return version.rstrip(".") + "."


def _beginning(key: Key, values: tuple[Value, ...]) -> Accepts:
    del key
    beginnings = tuple(_folded(values))

    def accepts(found: str) -> bool:
        return found.startswith(beginnings)

    return accepts


def _containing(key: Key, values: tuple[Value, ...]) -> Accepts:
    del key
    wanted = tuple(_folded(values))

    def accepts(found: str) -> bool:
        folded = found.casefold()
        return any(each in folded for each in wanted)

    return accepts


def _folded(values: Iterable[Value]) -> Iterable[str]:
    return (value.text.casefold() for value in values if not means_nothing(value))


_ACCEPTS: dict[Kind, Callable[[Key, tuple[Value, ...]], Accepts]] = {
    Kind.CHOICE: _choosing,
    Kind.FLAG: _choosing,
    Kind.DATE: _spanning,
    Kind.ID: _naming,
    Kind.VERSION: _versioned,
    Kind.BEGIN: _beginning,
    Kind.TEXT: _containing,
}
