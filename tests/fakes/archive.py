"""A store that keeps results in memory, and one that is full."""

from collections.abc import Sequence

from linktester.model.errors import EnvironmentFault
from linktester.model.events import RunFinished
from linktester.model.message import message
from linktester.model.run import CaseResult, RunHead


class MemoryStore:
    """Keeps what it is given; `room` is how many results fit."""

    def __init__(self, room: int = 1_000_000) -> None:
        self.room = room
        self.heads: list[RunHead] = []
        self.results: dict[int, CaseResult] = {}
        self.batches: list[int] = []
        self.finished: RunFinished | None = None

    async def begin(self, head: RunHead) -> None:
        self.heads.append(head)

    async def save(self, run: str, results: Sequence[tuple[int, CaseResult]]) -> None:
        if len(self.results) + len(results) > self.room:
            raise EnvironmentFault(message("store.disk-full", file="archive.db"))
        self.results.update(results)
        self.batches.append(len(results))

    async def finish(self, run: str, event: RunFinished) -> None:
        self.finished = event
