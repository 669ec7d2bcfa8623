"""Faults the tester asks for: the next calls to an API are refused, delayed or dropped.

    {"match": {"method", "path"}, "times": n} with one of
        "status" and "body"   this answer instead, unsigned
        "delay_ms"            the answer comes later
        "drop": true          the connection is cut
    and "after": true to let the call do its work first, so that only its answer is lost.

`method` and `path` are shell patterns; the first armed fault that matches is done and counts down.
"""

from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Any

MOST_FAULTS = 100
MOST_TIMES = 1_000_000
MOST_DELAY = 120_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Which calls a fault is for."""

    method: str = "*"
    path: str = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Injected:
    """One fault."""

    match: Match = Match()
    times: int = 1
    status: int | None = None
    body: Any = None
    """Text as it is, anything else as JSON."""
    delay_ms: int = 0
    drop: bool = False
    after: bool = False


class BadFaultError(Exception):
    """A fault that cannot be armed; the text says why."""


class InjectedFaults:
    """The armed faults."""

    def __init__(self) -> None:
        self._armed: list[Injected] = []

    def arm(self, fault: Injected) -> None:
        """Add a fault behind those that are armed. Raises BadFaultError."""
        wrong = _mistake(fault)
        if wrong or len(self._armed) >= MOST_FAULTS:
            raise BadFaultError(wrong or f"more than {MOST_FAULTS} faults are armed")
        self._armed.append(fault)

    def clear(self) -> None:
        """Disarm everything."""
        self._armed.clear()

    def hit(self, method: str, path: str) -> Injected | None:
        """Return the fault of this call and count it down."""
        for index, fault in enumerate(self._armed):
            if fnmatchcase(method, fault.match.method) and fnmatchcase(path, fault.match.path):
                if fault.times > 1:
                    self._armed[index] = replace(fault, times=fault.times - 1)
                else:
                    del self._armed[index]
                return fault
        return None

    def __len__(self) -> int:
        return len(self._armed)


def _mistake(fault: Injected) -> str:
    if sum((fault.status is not None, fault.delay_ms > 0, fault.drop)) != 1:
        return "exactly one of status, delay_ms and drop is needed"
    if fault.status is not None and not 200 <= fault.status <= 599:
        return "status must lie between 200 and 599"
    if not 1 <= fault.times <= MOST_TIMES:
        return f"times must lie between 1 and {MOST_TIMES}"
    return "" if fault.delay_ms <= MOST_DELAY else f"delay_ms must not exceed {MOST_DELAY}"
