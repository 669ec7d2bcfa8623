"""Two clocks. Protocol time is the real one; business time is the real one plus an offset that is kept.

Signatures, their age and TLS go by protocol time, because the other side compares them with its own clock.
Expiry, retry ladders and the life of tokens go by business time, which testers move on.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from linktester.model.errors import EnvironmentFault
from linktester.serve.files import unusable, write_private

CLOCK_FILE = "business-clock"
MOST_OFFSET = timedelta(days=3650)


class Clock(Protocol):
    """What the platforms' APIs know of time."""

    def real(self) -> datetime:
        """Return the protocol's now."""

    def now(self) -> datetime:
        """Return the business's now."""

    def advance(self, by: timedelta) -> None:
        """Move business time on."""

    def reset(self) -> None:
        """Put business time back to the real one."""


class KeptClock:
    """The clocks of one state directory."""

    def __init__(self, folder: Path) -> None:
        """Take the offset of the last run. Raises EnvironmentFault when it cannot be read."""
        self._file = folder / CLOCK_FILE
        self._offset = _read(self._file)

    def real(self) -> datetime:
        """Return the protocol's now."""
        return datetime.now(UTC)

    def now(self) -> datetime:
        """Return the business's now."""
        return datetime.now(UTC) + self._offset

    def advance(self, by: timedelta) -> None:
        """Move business time on. Raises ValueError for a step back or beyond ten years altogether."""
        if by < timedelta() or self._offset + by > MOST_OFFSET:
            raise ValueError(by)
        self._keep(self._offset + by)

    def reset(self) -> None:
        """Put business time back to the real one."""
        self._keep(timedelta())

    def _keep(self, offset: timedelta) -> None:
        if offset != self._offset:
            write_private(self._file, repr(offset.total_seconds()).encode())
            self._offset = offset


def _read(file: Path) -> timedelta:
    try:
        offset = timedelta(seconds=float(file.read_text(encoding="ascii")))
    except (FileNotFoundError, ValueError, OverflowError):
        return timedelta()
    except OSError as error:
        raise EnvironmentFault(unusable(file.parent, error)) from error
    return min(max(offset, timedelta()), MOST_OFFSET)
