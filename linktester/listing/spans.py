"""Spans of days as a filter names them: a day, a month, a year, a range, or one side of one of these."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_SIDE = re.compile("(<=|>=|<|>|≤|≥)?(.*)", re.DOTALL)
_DAY = re.compile(r"([0-9]{4})(?:[-/.年]([0-9]{1,2})(?:[-/.月]([0-9]{1,2})日?|月?)|年?)")
_FIRST, _LAST = 1990, 2999
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open run of days; None = without an end on that side."""

    since: date | None
    until: date | None
    """Exclusive."""


def span(text: str) -> Span | None:
    """Return the days that `text` names, None when it names none.

    `2021` `2021-09` `2021-09-17` · `2021-09..2021-11-29`, both ends included, either may be left out ·
    `<2021-12` `<=2021-12` `>2021-12` `>=2021-12`.
    """
    if len(text) > _LONGEST:
        return None
    first, dots, last = text.strip().partition("..")
    return _range(first, last) if dots else _one(first)


def _range(first: str, last: str) -> Span | None:
    start, end = _period(first), _period(last)
    if (first and start is None) or (last and end is None) or not (start or end):
        return None
    found = Span(start.since if start else None, end.until if end else None)
    backwards = found.since and found.until and found.since >= found.until
    return None if backwards else found


def _one(text: str) -> Span | None:
    parts = _SIDE.fullmatch(text)
    period = _period(parts[2]) if parts else None
    if parts is None or period is None:
        return None
    match parts[1]:
        case "<":
            return Span(None, period.since)
        case "<=" | "≤":
            return Span(None, period.until)
        case ">":
            return Span(period.until, None)
        case ">=" | "≥":
            return Span(period.since, None)
    return period


def _period(text: str) -> Span | None:
    """Return the year, month or day that `text` names."""
    found = _DAY.fullmatch(text.strip())
    if found is None or not _FIRST <= int(found[1]) <= _LAST:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        first = date(year, month if found[2] else 1, day if found[3] else 1)
    except ValueError:
        return None
    if found[3]:
        return Span(first, first + timedelta(days=1))
    return Span(first, _next_month(first) if found[2] else date(year + 1, 1, 1))


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
