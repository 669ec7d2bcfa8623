"""The emulator's process as a run sees it: sessions with it, its journal, its restarts."""

import asyncio
from collections.abc import Sequence

from linktester.model.citation import JournalEntry
from linktester.model.verdict import Basis
from linktester.send import EmulatedPhone, EmulatedSession, EmulatorProcess, Target


class EmulatedRun:
    """See `supervise.Emulator`. Blocking calls to the process happen on other threads."""

    def __init__(self, process: EmulatorProcess, live: frozenset[str] = frozenset()) -> None:
        """`process` is started; `live` are the hosts that may really be reached."""
        self._process = process
        self._live = live
        self._session: EmulatedSession | None = None

    @property
    def basis(self) -> Basis:
        """What this run's verdicts rest on."""
        return Basis.STAGING if self._live else Basis.SIMULATED

    def open(self) -> EmulatedSession:
        """Return a session with the emulator as it runs now."""
        target = Target(self._process.ready, self._live, self.basis)
        self._session = EmulatedPhone().open(target)
        return self._session

    async def alive(self) -> bool:
        """Tell whether the process runs."""
        return await asyncio.to_thread(self._is_alive)

    async def restart(self) -> None:
        """Start it again on the same ports. Raises EnvironmentFault when it keeps dying."""
        await asyncio.to_thread(self._process.ensure)

    async def journal(self, ids: Sequence[str]) -> tuple[JournalEntry, ...]:
        """Return the journal's entries. Raises EnvironmentFault when the emulator does not answer."""
        assert self._session is not None, "a journal is of a session"
        return await self._session.control.journal(ids)

    def _is_alive(self) -> bool:
        return self._process.alive
