"""Dates worth choosing: the named eras and everything that is known to have happened."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from linktester.policy import load
from linktester.policy.dates import NOON
from linktester.policy.eras import Era, episodes, eras
from linktester.policy.timeline import Moment, events


@dataclass(frozen=True, slots=True)
class KnownDates:
    """All of them, in time order."""

    eras: tuple[Era, ...]
    episodes: tuple[Era, ...]
    moments: tuple[Moment, ...]

    @property
    def years(self) -> dict[int, list[Moment]]:
        """What happened, by year."""
        found: dict[int, list[Moment]] = {}
        for moment in self.moments:
            found.setdefault(moment.first.year, []).append(moment)
        return found

    @staticmethod
    def day_within(era: Era) -> datetime:
        """Return noon of a day that stands for an era: its first, or the last of one without a beginning."""
        if era.from_ is not None:
            return datetime.combine(era.from_, NOON)
        assert era.until is not None
        return datetime.combine(era.until - timedelta(days=1), NOON)


@cache
def known_dates() -> KnownDates:
    """Return what the shipped rules know. Reads them, so call it from a task. Raises InputErrors."""
    return KnownDates(eras(), episodes(), events(load()))
