"""A scale of time that is stretched where much happened, with what stands on it.

Part of the width follows the calendar, part the marks, so that each of them can be aimed at.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

CALENDAR = 0.3
"""Share of the width that follows the calendar; the rest follows the ticks."""
NEAR = 60
"""Seconds; the scale is not read more finely."""


@dataclass(frozen=True, slots=True)
class Band:
    """A named stretch; None = open."""

    name: str
    first: datetime | None
    last: datetime | None
    minor: bool = False
    """Drawn as a thin line below the great ones, without its name."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Something that happened. The text may be untrusted."""

    at: datetime
    text: str
    strong: bool = True
    """False: somebody only looked."""


class Scale:
    """Maps instants (seconds since 1970) to shares of a width from 0.0 to 1.0, and back. Monotonous."""

    def __init__(self, first: float, last: float, marks: Sequence[float]) -> None:
        """`marks` are sorted and lie between `first` and `last`."""
        self.first, self.last = first, max(last, first + 1)
        self.marks = tuple(marks)
        self._knots = (self.first, *self.marks, self.last)

    def share(self, time: float) -> float:
        """Return which share of the width lies before an instant; what is beyond the ends is at the ends."""
        time = min(self.last, max(self.first, time))
        calendar = (time - self.first) / (self.last - self.first)
        place = bisect_right(self._knots, time)
        if place >= len(self._knots):
            return 1.0
        before, after = self._knots[place - 1], self._knots[place]
        within = (time - before) / (after - before) if after > before else 0.0
        return CALENDAR * calendar + (1 - CALENDAR) * (place - 1 + within) / (len(self._knots) - 1)

    def time(self, share: float) -> float:
        """Return the instant at a share of the width, to the minute."""
        low, high = self.first, self.last
        while high - low > NEAR:
            middle = (low + high) / 2
            low, high = (middle, high) if self.share(middle) < share else (low, middle)
        return high
