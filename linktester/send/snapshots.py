"""The association files a session has fetched, by world, system and host: each once, however many ask."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from linktester.model.phone import OS
from linktester.oslinks.phonefile import Snapshot

MOST_KEPT = 5_000
"""All are forgotten beyond this, and fetched again where they are needed."""
Key = tuple[str | None, OS, str]
"""World, system, host."""


@dataclass(slots=True)
class Snapshots:
    """Belongs to one event loop."""

    _kept: dict[Key, Snapshot] = field(default_factory=dict)
    _locks: dict[Key, asyncio.Lock] = field(default_factory=dict)

    async def get(self, key: Key, fetch: Callable[[], Awaitable[Snapshot]]) -> Snapshot:
        """Return what is kept under `key`, fetched first where nothing is.

        Whatever `fetch` raises is raised here; the next who asks fetches anew.
        """
        found = self._kept.get(key)
        if found is not None:
            return found
        async with self._locks.setdefault(key, asyncio.Lock()):
            found = self._kept.get(key)
            if found is None:
                found = await fetch()
                self._keep(key, found)
        return found

    def _keep(self, key: Key, snapshot: Snapshot) -> None:
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[key] = snapshot
        self._locks.pop(key, None)
