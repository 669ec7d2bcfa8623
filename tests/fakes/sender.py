"""A sender and an emulator without sockets: answers are evidence made by the test."""

import asyncio
from collections.abc import Callable, Sequence

from linktester.model.case import Probe
from linktester.model.citation import JournalEntry
from linktester.model.errors import EnvironmentFault
from linktester.model.evidence import Evidence, Failed
from linktester.model.message import message
from linktester.model.verdict import Basis
from tests.fakes.probes import REAL, an_evidence

Answer = Callable[[Probe], Evidence]


class FakeSession:
    """Answers from the emulator it belongs to; counts what is under way."""

    def __init__(self, emulator: "FakeEmulator") -> None:
        self._emulator = emulator
        self.closed = False

    @property
    def capabilities(self) -> frozenset[str]:
        return frozenset()

    @property
    def max_parallel(self) -> int:
        return self._emulator.max_parallel

    @property
    def human_paced(self) -> bool:
        return self._emulator.human_paced

    async def send(self, probe: Probe) -> Evidence:
        emulator = self._emulator
        emulator.sent.append(probe)
        emulator.under_way += 1
        emulator.most_under_way = max(emulator.most_under_way, emulator.under_way)
        try:
            await emulator.pause(probe)
        finally:
            emulator.under_way -= 1
        if emulator.deaths and probe.case_id == emulator.deaths[0]:
            emulator.deaths.pop(0)
            emulator.running = False
        if not emulator.running:
            return broken(probe)
        return emulator.answer(probe)

    async def aclose(self) -> None:
        self.closed = True


class FakeEmulator:
    """An emulator's process. `deaths` names the cases at whose sending it dies, in order."""

    def __init__(
        self, answer: Answer = an_evidence, deaths: Sequence[str] = (), max_parallel: int = 4
    ) -> None:
        self.answer = answer
        self.deaths = list(deaths)
        self.max_parallel = max_parallel
        self.human_paced = False
        self.running = True
        self.restarts = 0
        self.most_restarts = 100
        self.sent: list[Probe] = []
        self.under_way = 0
        self.most_under_way = 0
        self.sessions: list[FakeSession] = []
        self.entries: dict[str, JournalEntry] = {}
        self.asked: list[tuple[str, ...]] = []

    def open(self) -> FakeSession:
        self.sessions.append(FakeSession(self))
        return self.sessions[-1]

    async def pause(self, probe: Probe) -> None:
        """Let others go on; tests override it to hold a probe back."""
        await asyncio.sleep(0)

    async def alive(self) -> bool:
        return self.running

    async def restart(self) -> None:
        if self.restarts == self.most_restarts:
            raise EnvironmentFault(message("send.emulator-keeps-dying", times=3, log="emulator.log"))
        self.running = True
        self.restarts += 1

    async def journal(self, ids: Sequence[str]) -> tuple[JournalEntry, ...]:
        if not self.running:
            raise EnvironmentFault(message("send.control-failed", reason="gone"))
        self.asked.append(tuple(ids))
        return tuple(self.entries[name] for name in ids if name in self.entries)


def broken(probe: Probe) -> Evidence:
    """Nobody answered."""
    return Evidence(
        probe_key=probe.key,
        basis=Basis.SIMULATED,
        started_at=REAL,
        observations=(Failed(kind="connect", detail="refused"),),
    )
