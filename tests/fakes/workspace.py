"""A workspace without engine and emulator: plays prepared results and keeps them in memory."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from linktester.model.annotation import Annotation
from linktester.model.errors import EnvironmentFault, InputErrors, Place, Problem
from linktester.model.events import (
    CaseFinished,
    CaseStarted,
    EmulatorRestarted,
    Event,
    Note,
    RunFinished,
    RunStarted,
)
from linktester.model.message import message
from linktester.model.run import CaseResult, RunHead
from linktester.run import Job
from tests.fakes import results as fakes


class MemoryArchive:
    """The history."""

    path = Path("/history/of/nobody.sqlite")

    def __init__(self) -> None:
        self.heads: dict[str, RunHead] = {}
        self.kept: dict[str, dict[int, CaseResult]] = {}
        self.ends: dict[str, RunFinished] = {}
        self.said: dict[str, list[Annotation]] = {}

    def runs(self) -> tuple[RunHead, ...]:
        return tuple(reversed(self.heads.values()))

    def head(self, run: str) -> RunHead:
        found = [head for key, head in self.heads.items() if key.startswith(run)]
        if len(found) != 1:
            raise InputErrors([Problem(Place(), message("cli.no-runs"))])
        return found[0]

    def finished(self, run: str) -> RunFinished | None:
        return self.ends.get(run)

    def results(self, run: str) -> Iterator[CaseResult]:
        return iter(list(self.kept[run].values()))

    def numbered(self, run: str) -> Iterator[tuple[int, CaseResult]]:
        return iter(list(self.kept[run].items()))

    def count(self, run: str) -> int:
        return len(self.kept[run])

    def annotations(self, run: str) -> tuple[Annotation, ...]:
        return tuple(self.said.get(run, ()))

    def screenshot(self, sha256: str) -> bytes | None:
        return None

    def add_many(self, run: str, results: Iterable[tuple[int, CaseResult]]) -> None:
        self.kept[run].update(results)


class FakeWorkspace:
    """Plays `results` for every job and remembers the jobs."""

    def __init__(
        self,
        results: Iterable[CaseResult] = (),
        *,
        exit_code: int = 0,
        cancelled: bool = False,
        broken: bool = False,
    ) -> None:
        self.archive = MemoryArchive()
        self.jobs: list[Job] = []
        self._results = list(results)
        self._exit_code = exit_code
        self._cancelled = cancelled
        self._broken = broken
        self.closed = False

    def run(self, job: Job, on_event: Callable[[Event], None]) -> RunFinished:
        self.jobs.append(job)
        if self._broken:
            raise EnvironmentFault(message("outcome.means-fault"))
        head = self.keep(self._results)
        on_event(RunStarted(head))
        on_event(Note(head.id, message("outcome.means-fault")))
        on_event(EmulatorRestarted(head.id, 1))
        for index, result in enumerate(self._results):
            on_event(CaseStarted(head.id, result.probe.key, index))
            on_event(CaseFinished(head.id, index, result))
        finished = self.archive.ends[head.id]
        on_event(finished)
        return finished

    def close(self) -> None:
        self.closed = True

    def keep(self, results: Iterable[CaseResult]) -> RunHead:
        """Put a finished run into the history."""
        rows = list(results)
        head = replace(fakes.head(len(rows)), id=f"20261122-10450{len(self.archive.heads)}-3f9a")
        self.archive.heads[head.id] = head
        self.archive.kept[head.id] = dict(enumerate(rows))
        self.archive.ends[head.id] = RunFinished(
            head.id, fakes.STARTED, fakes.tally(rows), cancelled=self._cancelled, exit_code=self._exit_code
        )
        return head
