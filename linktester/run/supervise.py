"""Keeping the emulator alive during a run: notice its death, start it again, and know when to give up."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from linktester.model.citation import JournalEntry
from linktester.model.evidence import Evidence, Failed

if TYPE_CHECKING:
    from linktester.send import Session

MOMENT = 0.1
"""Seconds that a killed process may take to be gone, on a busy machine."""
_SHAKEN = frozenset({"timeout", "deadline", "tls", "connect", "protocol", "bad-answer", "emulator-died"})


class Emulator(Protocol):
    """What a run needs of the emulator's process."""

    def open(self) -> "Session":
        """Return a session with the emulator as it runs now."""

    async def alive(self) -> bool:
        """Tell whether the process runs and answers."""

    async def restart(self) -> None:
        """Start it again on the same ports.

        Raises EnvironmentFault when it does not come up, or keeps dying.
        """

    async def journal(self, ids: Sequence[str]) -> tuple[JournalEntry, ...]:
        """Return the entries of these request ids, in their order; unknown ones are left out.

        Raises EnvironmentFault when the emulator does not answer.
        """


class Supervisor:
    """One run's emulator and the session with it."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator
        self.on_restarted: Callable[[int], None] | None = None
        """Told the number of restarts after each."""
        self._lock = asyncio.Lock()
        self._old: list[Session] = []
        self.session = emulator.open()
        self.generation = 0
        """Counts the restarts; what belongs to an older one has lost its journal."""

    async def revive(self, generation: int) -> None:
        """Start the emulator again if it is dead, unless somebody did since `generation`.

        Raises EnvironmentFault when it does not come up, or died too often to go on.
        """
        if await self._lives(generation):
            return
        async with self._lock:
            if self.generation != generation or await self._emulator.alive():
                return
            await self._emulator.restart()
            self._old.append(self.session)
            self.session = self._emulator.open()
            self.generation += 1
            if self.on_restarted is not None:
                self.on_restarted(self.generation)

    async def _lives(self, generation: int) -> bool:
        """Tell whether it runs, looking twice.

        Connections break a moment before a process is seen to be dead, and whoever tried again within that
        moment would meet the same death a second time.
        """
        if await self._emulator.alive():
            await asyncio.sleep(MOMENT)
            return self.generation != generation or await self._emulator.alive()
        return self.generation != generation

    async def journal(self, ids: Sequence[str]) -> dict[str, JournalEntry]:
        """Return entries by request id. Raises EnvironmentFault when the emulator does not answer."""
        if not ids:
            return {}
        return {entry.request_id: entry for entry in await self._emulator.journal(ids)}

    async def aclose(self) -> None:
        """Close the sessions."""
        for session in (*self._old, self.session):
            await session.aclose()


def shaken(evidence: Evidence) -> bool:
    """Tell whether something broke on our side that a second try may mend."""
    return any(
        isinstance(observation, Failed) and observation.ours and observation.kind in _SHAKEN
        for observation in evidence.observations
    )
