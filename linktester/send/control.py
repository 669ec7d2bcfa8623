"""The emulator's control port, from the outside: worlds before a run, the journal after judging."""

from collections.abc import Iterable, Mapping
from typing import Any

from linktester.codec import to_plain
from linktester.model.citation import JournalEntry
from linktester.model.world import WorldSpec
from linktester.send.controlline import ControlLine
from linktester.send.ready import Ready

_IDS_PER_CALL = 5_000


class Control:
    """Calls of one emulator. Every method raises EnvironmentFault when it cannot be had."""

    def __init__(self, ready: Ready) -> None:
        self._line = ControlLine(ready)

    async def world(self, spec: WorldSpec) -> str:
        """Make a world and return its id; equal specs give the same."""
        return await self._line.field("POST", "worlds", "id", str, to_plain(spec))

    async def journal(self, ids: Iterable[str]) -> tuple[JournalEntry, ...]:
        """Return the journal's entries of these request ids, in the order asked; unknown ids are left out."""
        wanted = list(ids)
        entries: list[JournalEntry] = []
        for start in range(0, len(wanted), _IDS_PER_CALL):
            body = {"ids": wanted[start : start + _IDS_PER_CALL]}
            entries += await self._line.field("POST", "journal/query", "entries", list[JournalEntry], body)
        order = {id_: index for index, id_ in enumerate(wanted)}
        return tuple(sorted(entries, key=_Position(order)))

    async def health(self) -> Mapping[str, Any]:
        """Return version, platforms and business time."""
        return await self._line.call("GET", "health")

    async def hosts(self) -> tuple[str, ...]:
        """Return the hosts the emulator plays, `*.example.com` for subdomains."""
        return tuple(await self._line.field("GET", "hosts", "hosts", list[str]))

    async def packs(self) -> Mapping[str, str]:
        """Return `version hash` of every policy pack, by platform."""
        found = await self._line.call("GET", "packs")
        return {str(platform): str(told) for platform, told in found.items()}

    async def shutdown(self) -> None:
        """Tell the emulator to end."""
        await self._line.call("POST", "shutdown", {})

    async def aclose(self) -> None:
        """Close the connection."""
        await self._line.aclose()


class _Position:
    """Sort key: an entry's place among the ids asked for."""

    def __init__(self, order: Mapping[str, int]) -> None:
        self._order = order

    def __call__(self, entry: JournalEntry) -> int:
        return self._order.get(entry.request_id, len(self._order))
