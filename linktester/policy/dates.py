"""Dates as packs write them: RFC 3339 moments, or days, which mean noon at +08:00."""

import re
from datetime import date, datetime, time, timedelta

from linktester.model.zone import CHINA, day_of

NOON = time(12, tzinfo=CHINA)
_PART = r"\d{4}(-\d{2}(-\d{2})?)?"
_SPAN = re.compile(rf"{_PART}(/{_PART})?|undated")


def moment(value: object) -> datetime:
    """Return the aware moment that `value` (text, date or datetime) names. ValueError otherwise.

    A time without zone is refused: nobody could say which day it is.
    """
    if isinstance(value, datetime):
        found = value
    elif isinstance(value, date):
        return datetime.combine(value, NOON)
    elif isinstance(value, str) and len(value) <= 40:
        if len(value) == 10:
            return datetime.combine(date.fromisoformat(value), NOON)
        found = datetime.fromisoformat(value)
    else:
        raise ValueError("neither a day nor a time")
    if found.tzinfo is None:
        raise ValueError("the time has no zone")
    return found


def day(value: object) -> date:
    """Return the day that `value` (text, date or aware datetime) names at +08:00. ValueError otherwise."""
    return day_of(moment(value))


def is_span(text: str) -> bool:
    """Return whether `text` is a source's date: a year, month or day, two of them with `/`, or `undated`."""
    return _SPAN.fullmatch(text) is not None


def span_days(text: str) -> tuple[date, date] | None:
    """Return first and last day of a source's date, None for `undated`. ValueError for no such day."""
    if text == "undated":
        return None
    first, _, last = text.partition("/")
    return _first_day(first), _last_day(last or first)


def _first_day(part: str) -> date:
    return date.fromisoformat((part + "-01-01")[:10])


def _last_day(part: str) -> date:
    if len(part) == 10:
        return date.fromisoformat(part)
    if len(part) == 4:
        return date(int(part), 12, 31)
    first = _first_day(part)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following - timedelta(days=1)
