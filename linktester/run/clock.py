"""The clock a run reads for what it writes down."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What a run needs of time."""

    def now(self) -> datetime:
        """Return the real time, aware."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the real time in UTC."""
        return datetime.now(UTC)
