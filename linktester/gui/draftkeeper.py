"""Keeps unsaved edits on the disk, so that they outlive the window however it ends."""

from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from linktester.gui.opensuite import State
from linktester.gui.tasks import Tasks
from linktester.model.errors import LinktesterError
from linktester.project import Draft, Drafts, SuiteFile, Unfinished

KEEP_MS = 600
"""How long an edit rests before it is kept; typing goes on meanwhile."""
REST = 4
"""Keeping may take one part in so many of the time."""

_Wish = tuple[SuiteFile, State | None]
"""A file with what to keep of it, or None to drop what was kept."""


class DraftKeeper(QObject):
    """Keeps one draft for each edited file, newest wins; at most one is being written at a time.

    Signals: `found(tuple[Draft, ...])` with what earlier windows left; `failed(LinktesterError)`.
    """

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._folder = folder
        self._drafts: Drafts | None = None
        self._opening: Future[Any] | None = None
        self._writing: Future[Any] | None = None
        self._waiting: dict[Path, _Wish] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self._write)

    def look(self) -> None:
        """Look for what earlier windows left, and be ready to keep."""
        if self._opening is None:
            self._opening = self._tasks.run(
                Drafts, self._folder, done=self._on_opened, failed=self._on_failed
            )
        elif self._drafts is not None:
            self._tasks.run(self._drafts.pending, done=self.found.emit, failed=self._on_failed)

    def keep(self, file: SuiteFile, state: State) -> None:
        """Keep `state` as the edits of `file`, soon."""
        self._waiting[file.path] = (file, state)
        self._timer.start()

    def drop(self, file: SuiteFile) -> None:
        """Forget the edits of `file`: they were saved, or given up."""
        self._waiting[file.path] = (file, None)
        self._timer.start()

    def discard(self, draft: Draft) -> None:
        """Forget a draft that was found: it was taken over, or given up."""
        if self._drafts is not None:
            self._tasks.run(self._drafts.discard, draft)

    def close(self) -> None:
        """Keep what still waits, and let go of the folder. Blocks for a moment."""
        self._timer.stop()
        for future in (self._opening, self._writing):
            with suppress(LinktesterError):
                value = future.result() if future is not None else None
                self._drafts = value if isinstance(value, Drafts) else self._drafts
        if self._drafts is None:
            return
        for wish in self._waiting.values():
            with suppress(LinktesterError):
                _fulfil(self._drafts, (wish,))
        self._waiting = {}
        self._drafts.close()
        self._drafts = None

    def _on_opened(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self.look()
        self._write()

    def _write(self) -> None:
        if self._drafts is None or not self._waiting:
            return
        if self._writing is not None:
            self._timer.start()
            return
        wishes, self._waiting = tuple(self._waiting.values()), {}
        self._writing = self._tasks.run(
            _fulfil, self._drafts, wishes, done=self._on_written, failed=self._on_not_written
        )

    def _on_written(self, seconds: float) -> None:
        self._writing = None
        # Ten thousand cases take a second or two: not after every word, then.
        self._timer.setInterval(max(KEEP_MS, round(seconds * REST * 1000)))

    def _on_not_written(self, error: LinktesterError) -> None:
        self._writing = None
        self._on_failed(error)

    def _on_failed(self, error: LinktesterError) -> None:
        self.failed.emit(error)


def _fulfil(drafts: Drafts, wishes: tuple[_Wish, ...]) -> float:
    """Keep and drop; return how many seconds that took."""
    begun = monotonic()
    for file, state in wishes:
        if state is None:
            drafts.drop(file)
        else:
            drafts.keep(file, state.suite, Unfinished(state.unfinished, state.head))
    return monotonic() - begun
