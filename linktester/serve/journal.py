"""What the emulator meant by each of its answers, kept until the sender's side asks after judging.

Memory is bounded: the oldest entries fall out, and a query takes what it returns.
"""

import itertools
import secrets
from collections.abc import Iterable

from linktester.model.citation import JournalEntry
from linktester.serve.exchange import Record

MOST_ENTRIES = 200_000


class Journal:
    """Entries by request id, in the order of the answers."""

    def __init__(self, most: int = MOST_ENTRIES) -> None:
        self._entries: dict[str, tuple[str, Record]] = {}
        self._most = most
        self._prefix = secrets.token_hex(5)
        self._numbers = itertools.count(1)

    def write(self, world: str, record: Record) -> str:
        """Keep `record` and return its new, opaque request id."""
        id_ = f"{self._prefix}{next(self._numbers):x}"
        self._entries[id_] = (world, record)
        if len(self._entries) > self._most:
            del self._entries[next(iter(self._entries))]
        return id_

    def take(self, ids: Iterable[str]) -> tuple[JournalEntry, ...]:
        """Return and forget the entries of `ids`, in their order; unknown ids are left out."""
        found = []
        for id_ in ids:
            kept = self._entries.pop(id_, None)
            if kept is not None:
                found.append(_entry(id_, *kept))
        return tuple(found)

    def __len__(self) -> int:
        return len(self._entries)


def _entry(id_: str, world: str, record: Record) -> JournalEntry:
    return JournalEntry(
        request_id=id_,
        world=world,
        role=record.role,
        citations=record.citations,
        effects=record.effects,
        gap=record.gap,
        gap_sources=record.gap_sources,
    )
