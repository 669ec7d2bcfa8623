"""Makes a job of results that are there: the same probes once more, just as they were, dates included."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from linktester.model.run import CaseResult, RunHead
from linktester.run import Job
from linktester.suite import Options, Planned
from linktester.workspace import Workspace

ONE_BY_ONE = 40
"""So many results are fetched each by itself; for more the whole run is read once."""


@dataclass(frozen=True, slots=True)
class Again:
    """Which results of a run, and under whose name."""

    head: RunHead
    keys: tuple[str, ...] | None
    """None: all of them."""
    options: Options
    tester: str = ""
    build: str = ""
    device: str = ""
    as_of: datetime | None = None
    """Another date for all of them, at which nothing is expected of them; None = each its own."""


def job_of(workspace: Workspace, again: Again) -> Job:
    """Return the job. Blocks while the archive is read; raises LinktesterError. It may have no probes."""
    planned = tuple(_planned(result, again.as_of) for result in _results(workspace, again))
    return Job(
        suites=(),
        options=again.options,
        again=planned,
        again_of=again.head.suites,
        name=again.head.name,
        tester=again.tester,
        build=again.build,
        device=again.device,
    )


def _results(workspace: Workspace, again: Again) -> Iterator[CaseResult]:
    archive, run = workspace.archive, again.head.id
    if again.keys is None:
        yield from archive.results(run)
    elif len(again.keys) <= ONE_BY_ONE:
        found = (archive.result(run, key) for key in again.keys)
        yield from (result for result in found if result is not None)
    else:
        wanted = frozenset(again.keys)
        every = archive.results(run)
        yield from (result for result in every if result.evidence.probe_key in wanted)


def _planned(result: CaseResult, moment: datetime | None) -> Planned:
    """Return the probe with its expectation, which was meant for its own date only."""
    if moment is None:
        return Planned(result.probe, result.expected)
    return Planned(replace(result.probe, as_of=moment), None)
