"""Where a run's results go: the archive first, then everybody who listens."""

import asyncio
from collections.abc import Sequence
from typing import Protocol

from linktester.model.events import Event, RunFinished
from linktester.model.run import CaseResult, RunHead
from linktester.store import Archive


class Sink(Protocol):
    """Somebody who listens to a run. Called on the run's own thread, in the order things happen."""

    def __call__(self, event: Event, /) -> None:
        """Take one event."""


class Store(Protocol):
    """Where results are kept. Every method may raise EnvironmentFault."""

    async def begin(self, head: RunHead) -> None:
        """Enter a run."""

    async def save(self, run: str, results: Sequence[tuple[int, CaseResult]]) -> None:
        """Keep results; they are safe when this returns."""

    async def finish(self, run: str, event: RunFinished) -> None:
        """Note how the run ended."""


class ArchiveStore:
    """The archive, written on a thread of its own so that sending goes on meanwhile."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    async def begin(self, head: RunHead) -> None:
        """Enter a run."""
        await asyncio.to_thread(self._archive.begin, head)

    async def save(self, run: str, results: Sequence[tuple[int, CaseResult]]) -> None:
        """Keep results, all in one transaction."""
        await asyncio.to_thread(self._archive.add_many, run, results)

    async def finish(self, run: str, event: RunFinished) -> None:
        """Note how the run ended."""
        await asyncio.to_thread(self._archive.finish, run, event)


class Fanout:
    """Several listeners as one; each hears every event, in the order they were given."""

    def __init__(self, *sinks: Sink) -> None:
        self._sinks = sinks

    def __call__(self, event: Event, /) -> None:
        """Pass one event on."""
        for sink in self._sinks:
            sink(event)
