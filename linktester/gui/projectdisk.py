"""The folder of the open project: everything that touches the disk, done away from the Qt thread."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from linktester.gui.tasks import Tasks
from linktester.model.case import Suite
from linktester.model.errors import LinktesterError
from linktester.model.zone import CHINA
from linktester.project import (
    Changed,
    Project,
    Saved,
    SuiteFile,
    delete,
    import_table,
    keep_mine,
    new_suite,
    save,
    save_copy,
)


class ProjectDisk(QObject):
    """Reads and writes one project at a time.

    Signals: `opened(Project)`; `looked((Project, Changes))` with what was known and what is new;
    `saved(Suite, Saved)` with what was handed in; `refused(Suite, Changed)` when somebody else was
    quicker; `copied(SuiteFile, SuiteFile)` with the file and its copy; `made(SuiteFile)`;
    `put_aside(SuiteFile)`; `failed(LinktesterError)`.
    """

    opened = Signal(object)
    looked = Signal(object)
    saved = Signal(object, object)
    refused = Signal(object, object)
    copied = Signal(object, object)
    made = Signal(object)
    put_aside = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._saving: set[Path] = set()
        self._looking = False

    def open(self, folder: Path) -> None:
        """Open the project in `folder`."""
        self._run(Project.open, folder, done=self.opened.emit)

    def open_sample(self, folder: Path) -> None:
        """Open the sample in `folder`, made if need be."""
        self._run(Project.sample, folder, done=self.opened.emit)

    def look(self, project: Project) -> None:
        """Look what has become of the files, unless a look or a save is under way."""
        if not self._looking and not self._saving:
            self._looking = True
            self._tasks.run(
                project.refresh, done=partial(self._on_looked, project), failed=self._on_look_failed
            )

    def save(self, file: SuiteFile, suite: Suite) -> None:
        """Write `suite` over `file`."""
        self._write(file, suite, save, file)

    def keep_mine(self, changed: Changed, suite: Suite) -> None:
        """Write `suite` over what somebody else wrote."""
        self._write(changed.mine, suite, keep_mine, changed)

    def save_copy(self, file: SuiteFile, suite: Suite) -> None:
        """Write `suite` beside `file`."""
        self._run(save_copy, file, suite, done=partial(self._on_copied, file))

    def make(self, folder: Path, name: str, failed: Any) -> None:
        """Begin a suite; mistakes in the name go to `failed`."""
        self._tasks.run(new_suite, folder, name, done=self.made.emit, failed=failed)

    def import_table(self, folder: Path, table: Path, failed: Any) -> None:
        """Make a suite of a table; its mistakes go to `failed`."""
        self._tasks.run(import_table, folder, table, done=self.made.emit, failed=failed)

    def delete(self, file: SuiteFile) -> None:
        """Put a file aside."""
        self._run(delete, file, datetime.now(CHINA), done=partial(self._on_put_aside, file))

    def _write(self, file: SuiteFile, suite: Suite, function: Any, first: object) -> None:
        if file.path in self._saving:
            return
        self._saving.add(file.path)
        self._tasks.run(
            function,
            first,
            suite,
            done=partial(self._on_written, file.path, suite),
            failed=partial(self._on_not_written, file.path),
        )

    def _run(self, function: Any, *args: Any, done: Any) -> None:
        self._tasks.run(function, *args, done=done, failed=self.failed.emit)

    def _on_looked(self, project: Project, changes: Any) -> None:
        self._looking = False
        # A save that began meanwhile has made this look old.
        if changes and not self._saving:
            self.looked.emit((project, changes))

    def _on_look_failed(self, _error: LinktesterError) -> None:
        # A folder that is gone for a moment, on a stick or in the network, is not worth a word every time.
        self._looking = False

    def _on_written(self, path: Path, suite: Suite, outcome: Saved | Changed) -> None:
        self._saving.discard(path)
        (self.saved if isinstance(outcome, Saved) else self.refused).emit(suite, outcome)

    def _on_not_written(self, path: Path, error: LinktesterError) -> None:
        self._saving.discard(path)
        self.failed.emit(error)

    def _on_put_aside(self, file: SuiteFile, _aside: Path) -> None:
        self.put_aside.emit(file)

    def _on_copied(self, file: SuiteFile, copy: Saved) -> None:
        self.copied.emit(file, copy.file)
