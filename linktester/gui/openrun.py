"""The run that lies open: one that is going on, or one taken out of the history.

Everything a page shows of results comes from here, as flat rows; the whole result with its evidence is
fetched when somebody asks why.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from linktester.gui.tools import Tools
from linktester.model.errors import EnvironmentFault, LinktesterError
from linktester.model.message import message

if TYPE_CHECKING:
    from linktester.listing.row import Row
    from linktester.model.annotation import Annotation
    from linktester.model.events import Event, RunFinished
    from linktester.model.run import CaseResult, RunHead
    from linktester.run import Job
    from linktester.store import Archive

PAGE = 500
"""Rows handed to the Qt thread at once while a kept run is read."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    done: int
    total: int
    rate: float
    """Results in a second, since the first one; 0.0 while unknown."""
    running: bool

    @property
    def seconds_left(self) -> float | None:
        """Time left at this rate; None while unknown."""
        return (self.total - self.done) / self.rate if self.running and self.rate > 0 else None


class OpenRun(QObject):
    """Head, rows and current result of the open run.

    Signals: `opened()` when another run lies here and all rows are gone; `added(tuple[Row, ...])` in order;
    `changed(Row)` for a row that was annotated; `progressed(Progress)`; `finished(RunFinished)`;
    `current_changed(Row | None)`; `told(Message)`; `failed(LinktesterError)`.
    """

    opened = Signal()
    added = Signal(object)
    changed = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)
    current_changed = Signal(object)
    told = Signal(object)
    failed = Signal(object)
    _page_read = Signal(int, object)

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._generation = 0
        self._began = 0.0
        self.head: RunHead | None = None
        self.finish: RunFinished | None = None
        """How it ended; None while it goes on, and for one that was killed."""
        self.rows: list[Row] = []
        """In order of arrival."""
        self.current: Row | None = None
        self._places: dict[str, int] = {}
        tools.host.heard.connect(self._on_host_heard)
        tools.host.busy_changed.connect(self._on_host_busy_changed)
        self._page_read.connect(self._on_page_read, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        """True while results of this very run still come in."""
        return self.head is not None and self.finish is None and self._tools.host.is_busy

    def start(self, job: "Job") -> None:
        """Run `job`; it becomes the open run when it begins. Refused, with a word, while another one runs."""
        if self._tools.host.is_busy:
            self.told.emit(message("openrun.busy"))
            return
        self._tools.host.run(self._signed(job))

    def _signed(self, job: "Job") -> "Job":
        """Say who runs it, what and on which device, as the settings propose where the job does not say."""
        text = self._tools.settings.text
        return replace(
            job,
            tester=job.tester or text("tester"),
            build=job.build or text("build"),
            device=job.device or text("device"),
        )

    def open(self, run: str) -> None:
        """Take a kept run out of the history."""
        if self._tools.host.is_busy:
            self.told.emit(message("openrun.busy"))
            return
        self._generation += 1
        archive = self._tools.workspace
        read = _Reader(self._generation, self._page_read.emit)
        self._tools.tasks.run(read.whole, archive, run, failed=self.failed.emit)

    def clear(self) -> None:
        """Put the open run away; it stays in the history."""
        self._generation += 1
        self._begin(None)

    def row(self, key: str) -> "Row | None":
        """Return the row of a probe."""
        place = self._places.get(key)
        return None if place is None else self.rows[place]

    def select(self, key: str | None) -> None:
        """Make a result the current one."""
        row = None if key is None else self.row(key)
        if row is not self.current:
            self.current = row
            self.current_changed.emit(row)

    def fetch(self, key: str, done: "Callable[[CaseResult | None], None]") -> None:
        """Bring the whole result of a probe; `done` is called on the Qt thread, with None when it is gone.

        What cannot be read is gone too, and is told.
        """
        if self.head is not None:
            workspace, run = self._tools.workspace, self.head.id
            failed = partial(self._on_not_fetched, done)
            self._tools.tasks.run(_result, workspace, run, key, done=done, failed=failed)

    def note(self, key: str, annotation: "Annotation | None") -> None:
        """Show what was stored of a person's word."""
        place = self._places.get(key)
        if place is None:
            return
        from linktester.listing.row import annotated  # noqa: PLC0415 - not before the first paint

        row = annotated(self.rows[place], annotation)
        self.rows[place] = row
        self.changed.emit(row)
        if self.current is not None and self.current.key == key:
            self.current = row
            self.current_changed.emit(row)

    def progress(self) -> Progress:
        """Return how far it is."""
        done, running = len(self.rows), self.is_running
        spent = monotonic() - self._began if running and done else 0.0
        rate = done / spent if spent > 0 else 0.0
        return Progress(done, self.head.total if self.head else 0, rate, running)

    def _on_not_fetched(self, done: "Callable[[CaseResult | None], None]", error: LinktesterError) -> None:
        self.failed.emit(error)
        done(None)

    @Slot(object)
    def _on_host_heard(self, events: "tuple[Event, ...]") -> None:
        # Not before the first paint; whoever tells of a run has loaded them long since.
        from linktester.listing.row import row_of  # noqa: PLC0415
        from linktester.model.events import (  # noqa: PLC0415
            CaseFinished,
            EmulatorRestarted,
            Note,
            RunFinished,
            RunStarted,
        )

        rows: list[Row] = []
        for event in events:
            match event:
                case RunStarted(head):
                    self._generation += 1
                    self._begin(head)
                case CaseFinished(run, index, result):
                    rows.append(row_of(index, result, run=run))
                case EmulatorRestarted(_, times):
                    self.told.emit(message("openrun.emulator-restarted", times=times))
                case Note(_, said):
                    self.failed.emit(EnvironmentFault(said))
                case RunFinished():
                    self._add(rows)
                    rows = []
                    self.finish = event
                    self.finished.emit(event)
        self._add(rows)
        self.progressed.emit(self.progress())

    @Slot(bool)
    def _on_host_busy_changed(self, _busy: bool) -> None:
        self.progressed.emit(self.progress())

    @Slot(int, object)
    def _on_page_read(self, generation: int, page: Any) -> None:
        if generation != self._generation:
            return
        if isinstance(page, _Opened):
            self._begin(page.head)
            self.finish = page.finish
        else:
            self._add(page)
        self.progressed.emit(self.progress())

    def _begin(self, head: "RunHead | None") -> None:
        self.head, self.finish, self.rows, self._places = head, None, [], {}
        self._began = monotonic()
        if self.current is not None:
            self.current = None
            self.current_changed.emit(None)
        self.opened.emit()

    def _add(self, rows: "list[Row]") -> None:
        if not rows:
            return
        for row in rows:
            self._places[row.key] = len(self.rows)
            self.rows.append(row)
        self.added.emit(tuple(rows))


@dataclass(frozen=True, slots=True)
class _Opened:
    head: "RunHead"
    finish: "RunFinished | None"


class _Reader:
    """Reads a kept run on a task's thread, page by page."""

    def __init__(self, generation: int, tell: Callable[[int, Any], None]) -> None:
        self._generation = generation
        self._tell = tell

    def whole(self, workspace: Any, run: str) -> None:
        """Tell the head, then the rows."""
        from linktester.listing.row import row_of  # noqa: PLC0415 - not before the first paint

        archive: Archive = workspace.archive
        head = archive.head(run)
        self._tell(self._generation, _Opened(head, archive.finished(head.id)))
        said = {each.key: each for each in archive.annotations(head.id)}
        page: list[Row] = []
        for index, result in archive.numbered(head.id):
            page.append(row_of(index, result, said.get(result.evidence.probe_key), run=head.id))
            if len(page) == PAGE:
                self._tell(self._generation, page)
                page = []
        self._tell(self._generation, page)


def _result(workspace: Any, run: str, key: str) -> "CaseResult | None":
    archive: Archive = workspace.archive
    return archive.result(run, key)
