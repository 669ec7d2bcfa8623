"""Writes results of a kept run as a report, off the window's thread: streamed, counted, and to be stopped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from linktester import report
from linktester.model.errors import EnvironmentFault
from linktester.model.message import message
from linktester.model.run import CaseResult, RunHead
from linktester.wording import Words
from linktester.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be written, how, and where. All text is untrusted."""

    run: str
    format: str
    """One of `report.names()`."""
    path: Path
    language: str
    filter: str = ""
    """What chose the results, in the words of the filter box."""
    indexes: frozenset[int] | None = None
    """0-based positions in the run of the results that go out; None = the whole run."""
    tester: str = ""
    build: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A report that was written."""

    path: Path
    results: int
    size: int
    """Octets."""


class Writing:
    """One report in the making, looked at and stopped from another thread."""

    def __init__(self) -> None:
        self.done = 0
        """Results handed to the writer so far."""
        self.total = 0
        """How many there will be; 0 while unknown."""
        self._stopped = Event()

    def stop(self) -> None:
        """Write no further; nothing of it remains."""
        self._stopped.set()

    def count(self, results: Iterable[CaseResult]) -> Iterator[CaseResult]:
        """Yield the results, counting them. Raises `Stopped`."""
        for result in results:
            if self._stopped.is_set():
                raise Stopped
            yield result
            self.done += 1


class Stopped(Exception):
    """Somebody wanted the report no more."""


def write(workspace: Workspace, order: Order, writing: Writing) -> Written | None:
    """Write what is ordered and return it; None when it was stopped, and then the old file is untouched.

    Blocks. Raises InputErrors where the file cannot be written, EnvironmentFault for archive and disk.
    """
    archive = workspace.archive
    head = signed(archive.head(order.run), order)
    said = {each.key: each for each in archive.annotations(head.id)}
    held = archive.count(head.id)
    whole = order.indexes is None
    finished = archive.finished(head.id) if whole else None
    scope = report.Scope(
        annotations=said,
        pictures=archive.screenshot,
        filter=order.filter,
        shown=None if order.indexes is None else len(order.indexes),
        of=None if whole else held,
    )
    writing.total = held if order.indexes is None else len(order.indexes)
    chosen = (each for index, each in archive.numbered(head.id) if _goes(index, order.indexes))
    tally = finished.tally if finished else None
    try:
        report.write(
            order.format, order.path, head, writing.count(chosen), tally, Words(order.language), scope
        )
        return Written(order.path, writing.done, order.path.stat().st_size)
    except Stopped:
        return None
    except OSError as fault:
        raise EnvironmentFault(message("export.disk", reason=fault.strerror or str(fault))) from fault


def signed(head: RunHead, order: Order) -> RunHead:
    """Return `head` with who, what and where as they shall stand in the file."""
    return replace(head, tester=order.tester, build=order.build, device=order.device)


def _goes(index: int, indexes: frozenset[int] | None) -> bool:
    return indexes is None or index in indexes
