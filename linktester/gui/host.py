"""The engine's home in the window: one worker thread with the workspace, events out as one signal.

Wishes go in by method, in the order of the calls; facts come out as signals on the Qt thread. While a run
streams, its events are handed on in bundles, at most one each `FRAME_MS`, so that ten thousand results do not
mean ten thousand wake-ups of the window.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from linktester.model.errors import LinktesterError

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from linktester.model.events import Event
    from linktester.run import Job
    from linktester.workspace import EmulatorState, Workspace

FRAME_MS = 33
PATIENCE = 0.1
BUNDLE = 400
"""Events handed on at once; more wait for the next frame, so that no frame is long."""


class Host(QObject):
    """Runs jobs one after the other and keeps the emulator.

    Signals: `heard(tuple[Event, ...])` in order; `refused(LinktesterError)` when a job could not begin or was
    broken off by a told fault; `busy_changed(bool)`; `emulator_changed(EmulatorState)`.
    """

    heard = Signal(object)
    refused = Signal(object)
    busy_changed = Signal(bool)
    emulator_changed = Signal(object)
    _ended = Signal(object)

    def __init__(self, workspace: "Workspace", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._events: deque[Event] = deque()
        self._undisturbed = threading.Event()
        self._undisturbed.set()
        self._ends: deque[Future[Any]] = deque()
        self._jobs: set[Future[Any]] = set()
        self._frame = QTimer(self)
        self._frame.setInterval(FRAME_MS)
        self._frame.timeout.connect(self._on_frame_passed)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @cached_property
    def _thread(self) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - not before the first paint

        return ThreadPoolExecutor(1, thread_name_prefix="engine")

    @property
    def is_busy(self) -> bool:
        """True while a job runs or waits."""
        return bool(self._jobs)

    def run(self, job: "Job") -> None:
        """Run `job` after those asked for before."""
        first = not self._jobs
        self._jobs.add(self._begin(self._run, job))
        if first:
            self._frame.start()
            self.busy_changed.emit(True)

    def cancel(self) -> None:
        """End the run that is going on; what is done is kept."""
        self.workspace.cancel()

    def wake(self) -> None:
        """Start the emulator in the background, so that the first run does not wait for it."""
        self._begin(self.workspace.wake)

    def restart_emulator(self) -> None:
        """Stop and start the emulator, after the run that is going on."""
        self._begin(self.workspace.restart_emulator)

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Let the Qt thread draw in peace: the engine waits at its next event, `PATIENCE` seconds at most.

        Both share one interpreter, and a table that draws asks for it some thousand times.
        """
        self._undisturbed.clear()
        try:
            yield
        finally:
            self._undisturbed.set()

    def ask_emulator(self) -> None:
        """Have `emulator_changed` tell how it stands now, unless a run is going on (which tells itself)."""
        if not self.is_busy:
            self._begin(self.workspace.emulator)

    def close(self) -> None:
        """Cancel what runs, stop our emulator, close the history. Waits for it; emits nothing more."""
        self._frame.stop()
        self.blockSignals(True)
        self.workspace.cancel()
        self._thread.submit(self.workspace.close)
        self._thread.shutdown(wait=True)

    def _begin(self, function: Callable[..., Any], *args: Any) -> "Future[Any]":
        future = self._thread.submit(function, *args)
        future.add_done_callback(self._ended.emit)
        return future

    def _run(self, job: "Job") -> "EmulatorState":
        self.workspace.run(job, self._hear)
        return self.workspace.emulator()

    def _hear(self, event: "Event") -> None:
        self._events.append(event)
        self._undisturbed.wait(PATIENCE)

    @Slot()
    def _on_frame_passed(self) -> None:
        events = tuple(self._events.popleft() for _ in range(min(len(self._events), BUNDLE)))
        if events:
            with self.undisturbed():
                self.heard.emit(events)
        if not self._events and self._ends:
            self._close_job(self._ends.popleft())

    @Slot(object)
    def _on_ended(self, future: "Future[Any]") -> None:
        """A job's end waits until its last event was handed on."""
        if future in self._jobs:
            self._ends.append(future)
        else:
            self._tell(future)

    def _close_job(self, future: "Future[Any]") -> None:
        self._jobs.discard(future)
        if not self._jobs:
            self._frame.stop()
            self.busy_changed.emit(False)
        self._tell(future)

    def _tell(self, future: "Future[Any]") -> None:
        error = future.exception()
        if isinstance(error, LinktesterError):
            self.refused.emit(error)
            return
        if error is not None:
            raise error
        from linktester.workspace import EmulatorState  # noqa: PLC0415 - not before the first paint

        if isinstance(future.result(), EmulatorState):
            self.emulator_changed.emit(future.result())
