"""Dates of suites and of `--as-of`: RFC 3339, or a day, which means 12:00 at +08:00; `now` stays `now`."""

from datetime import date, datetime, time, timedelta, timezone

from linktester.model.zone import CHINA

NOW = datetime(9999, 1, 1, tzinfo=CHINA)
"""Stands for "now" in a suite until the suite is expanded; never a date that somebody means."""
_FIRST, _LAST = 1990, 2999


def moment(value: object) -> datetime | None:
    """Return the aware moment that a string, or TOML's own date or date-time, means; None when it means none.

    `now` gives `NOW`. A date-time without an offset is refused: it could be anybody's midnight.
    """
    if isinstance(value, str):
        return _from_text(value.strip())
    if isinstance(value, datetime):
        return _checked(value)
    if isinstance(value, date):
        return _noon(value)
    return None


def written(value: datetime) -> str:
    """Return the shortest text that `moment` reads back as the same moment."""
    if value == NOW:
        return "now"
    local = value.astimezone(CHINA)
    if value.tzinfo == CHINA and local.time() == time(12):
        return local.date().isoformat()
    return value.isoformat()


def _from_text(text: str) -> datetime | None:
    if text.lower() == "now":
        return NOW
    if len(text) > 40 or not text.isascii():
        return None
    try:
        return _noon(date.fromisoformat(text)) if len(text) == 10 else _checked(datetime.fromisoformat(text))
    except ValueError:
        return None


def _noon(day: date) -> datetime | None:
    return _checked(datetime.combine(day, time(12), CHINA))


def _checked(value: datetime) -> datetime | None:
    if value.tzinfo is None or not _FIRST <= value.year <= _LAST:
        return None
    # One value per moment and offset, whatever class of tzinfo the reader made.
    return value.replace(tzinfo=timezone(value.utcoffset() or timedelta()))
