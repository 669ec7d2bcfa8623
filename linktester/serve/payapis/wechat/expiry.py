"""How long links of mini programs live, by the rules of the day they are made on."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from linktester import tables
from linktester.model.zone import day_of
from linktester.serve.payapis.wechat.answers import Problem
from linktester.serve.payapis.wechat.asked import Expiry
from linktester.serve.payapis.wechat.name import NAME, limit

_LAST_SECOND = 32_503_680_000
"""The year 3000: later moments are no calendar's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Era:
    """The rules from one day on."""

    from_: date
    most_days: int
    permanent: bool
    """Whether a link may live for ever; it does when no end is asked for."""
    sure: str
    source: str


@cache
def eras() -> tuple[Era, ...]:
    """Return all eras, oldest first."""
    return tables.rows(f"payapis/{NAME}/eras.toml", "era", Era)


def era_of(now: datetime) -> Era:
    """Return the era of a moment; what lies before the first one counts to it."""
    day = day_of(now)
    return next((era for era in reversed(eras()) if era.from_ <= day), eras()[0])


def end(wish: Expiry, now: datetime) -> datetime | None:
    """Return when a link ends that is made `now`, None for never. Raises Problem."""
    era = era_of(now)
    if era.permanent and not wish.is_expire:
        return None
    if wish.expire_type in {None, 0}:
        return _at(wish.expire_time, now, era)
    if wish.expire_type != 1 or wish.expire_interval is None:
        raise Problem(40097)
    if not 1 <= wish.expire_interval <= era.most_days:
        raise Problem(85401)
    return now + timedelta(days=wish.expire_interval)


def _at(moment: int | None, now: datetime, era: Era) -> datetime:
    """Return the end asked for by a moment; no end asked for means the latest."""
    latest = now + timedelta(days=era.most_days)
    if moment is None:
        return latest
    if not 0 <= moment < _LAST_SECOND:
        raise Problem(85401)
    wanted = datetime.fromtimestamp(moment, now.tzinfo)
    if not now + timedelta(seconds=limit("link-least-seconds")) <= wanted <= latest:
        raise Problem(85401)
    return wanted
