"""Which date the picture shows, and which second one while two are compared."""

from datetime import datetime, timedelta

from linktester.gui.models.rulebook import Book
from linktester.model.zone import CHINA
from linktester.policy.dates import NOON
from linktester.report.phrases import Phrases, day

NEAR = 120
"""Seconds."""


class TwoDates:
    """The first date follows the circumstances, the second is the picture's own."""

    def __init__(self) -> None:
        self.first = now()
        self.is_now = True
        """Whether the first date is the present rather than a chosen day."""
        self.second: datetime | None = None
        self.comparing = False

    def follow(self, as_of: datetime | None) -> None:
        """Take the date of the circumstances; None = now."""
        self.is_now = as_of is None
        self.first = now() if as_of is None else as_of

    def preview(self, number: int, moment: datetime) -> None:
        """Show another date for a while: the first (0) or the second (1)."""
        if number:
            self.second = moment
        else:
            self.first, self.is_now = moment, False

    def switch(self, book: Book | None) -> None:
        """Begin or end comparing; a second date is found at the first time."""
        self.comparing = not self.comparing
        if self.comparing and self.second is None:
            self.second = self._worth_comparing(book)

    @property
    def pair(self) -> tuple[datetime, datetime] | None:
        """Earlier and later date while comparing, else None."""
        if not self.comparing or self.second is None:
            return None
        return min(self.first, self.second), max(self.first, self.second)

    @property
    def handles(self) -> list[datetime]:
        """The first date, and the second while comparing."""
        return [self.first] if self.pair is None or self.second is None else [self.first, self.second]

    def shown(self, place: int) -> datetime:
        """Return the date of the picture at a place: 0 for the only, the left or the upper one."""
        return self.first if self.pair is None else self.pair[place]

    def _worth_comparing(self, book: Book | None) -> datetime:
        """Return the last day before anything opened, or now where a day was chosen already."""
        if not self.is_now or book is None or book.eras[0].until is None:
            return now()
        return datetime.combine(book.eras[0].until - timedelta(days=1), NOON)


def now() -> datetime:
    """Return the present moment at +08:00, whole seconds."""
    return datetime.now(CHINA).replace(microsecond=0)


def is_now(moment: datetime) -> bool:
    """Tell whether an instant is the present, as nearly as a date is ever chosen."""
    return abs((now() - moment).total_seconds()) < NEAR


def words(moment: datetime, phrases: Phrases) -> str:
    """Return a date in words: the day, or that it is now."""
    return phrases.text("matrix.now-day", day=f"{moment:%Y-%m-%d}") if is_now(moment) else day(moment)
