"""The history as the window lists it: heads first, then what is held of each run."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from linktester.model.errors import InputErrors
from linktester.model.events import RunFinished
from linktester.model.run import RunHead
from linktester.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Held:
    """What the archive holds of a run."""

    results: int
    outcomes: Mapping[str, int] = field(default_factory=dict)
    """Verdict → results."""
    finish: RunFinished | None = None
    """How it ended; None while it goes on, and for one that was killed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One run of the history."""

    head: RunHead
    held: Held | None = None
    """None = not read yet."""


def heads(workspace: Workspace) -> tuple[RunHead, ...]:
    """Return all runs, newest first. Blocks; raises EnvironmentFault."""
    return workspace.archive.runs()


def held(workspace: Workspace, runs: Iterable[str]) -> dict[str, Held]:
    """Return what is held of these runs; one that was deleted meanwhile is left out. Blocks."""
    found = {}
    for run in runs:
        with suppress(InputErrors):
            found[run] = _held(workspace, run)
    return found


def delete(workspace: Workspace, runs: Iterable[str]) -> int:
    """Delete runs with all they hold and return how many there were. Blocks; raises EnvironmentFault."""
    count = 0
    for run in runs:
        with suppress(InputErrors):
            workspace.archive.delete(run)
            count += 1
    return count


def rename(workspace: Workspace, run: str, name: str) -> str:
    """Give a run another name; an empty one shows its suites again. Blocks; raises LinktesterError."""
    workspace.archive.rename(run, name)
    return run


def _held(workspace: Workspace, run: str) -> Held:
    archive = workspace.archive
    finish = archive.finished(run)
    # A run that was killed has counted nothing: what is held is counted instead.
    outcomes = finish.tally.outcomes if finish else archive.outcomes(run)
    return Held(archive.count(run), outcomes, finish)
