"""What rows hold under the keys of a filter, so that an input can offer it."""

from datetime import datetime

from linktester.listing.row import Row
from linktester.report.phrases import day

MOST = 500
"""Values kept for one key; more are not offered."""
_FIELDS = {
    "case": "case",
    "family": "family",
    "target": "target",
    "host": "host",
    "surface": "surface",
    "client": "client",
    "tester": "tester",
    "build": "build",
    "device": "device",
    "order": "order",
}


class Seen:
    """Collects values, each once, in the order they came by."""

    def __init__(self) -> None:
        self._values: dict[str, dict[str, None]] = {key: {} for key in (*_FIELDS, "date")}
        self._moments: set[datetime] = set()

    def add(self, row: Row) -> None:
        """Take in one row."""
        for key, field in _FIELDS.items():
            self._note(key, getattr(row, field))
        # Wording a date is dear, and there are few of them.
        if row.as_of not in self._moments and len(self._moments) < MOST:
            self._moments.add(row.as_of)
            self._note("date", day(row.as_of)[:10])

    def values(self, key: str) -> tuple[str, ...]:
        """Return what was seen under the key with this id; empty for keys that are not collected."""
        return tuple(self._values.get(key, ()))

    def _note(self, key: str, value: str) -> None:
        known = self._values[key]
        if value and value not in known and len(known) < MOST:
            known[value] = None
