"""Keeps what people say of results: one wish after the other, stored before it is shown."""

import errno
import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from linktester.gui.openrun import OpenRun
from linktester.gui.tools import Tools
from linktester.listing import Row
from linktester.model.annotation import Annotation, Status, needs_reason
from linktester.model.errors import InputErrors, LinktesterError, Place, Problem
from linktester.model.message import message
from linktester.store.annotations import MAX_PICTURE
from linktester.workspace import Workspace

WHO = ("tester", "build", "device")
"""Settings that go into whatever is said, under their own names."""
Picture = Callable[[], bytes]
"""Makes the octets of a PNG or JPEG, off the Qt thread; raises LinktesterError."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall be said of some results; what is not named stays as it is."""

    run: str
    keys: tuple[str, ...]
    changes: dict[str, Any]
    """Fields of `Annotation`."""
    at: datetime
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a wish."""

    run: str
    stored: list[Annotation] = field(default_factory=list)
    error: LinktesterError | None = None
    """Why the rest was not stored."""


class Annotator(QObject):
    """Statuses, notes and pictures for results of the open run.

    Signals: `saved(tuple[Annotation, ...])` after they are safe on the disk and shown in the run;
    `reason_wanted(Status, tuple[Row, ...])` for rows whose verdict a status contradicts: nothing is stored of
    them until `give_reason`; `busy_changed(bool)`; `told(Message)`; `failed(LinktesterError)`.
    """

    saved = Signal(object)
    reason_wanted = Signal(object, object)
    busy_changed = Signal(bool)
    told = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, run: OpenRun, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._run = run
        self._wishes: deque[Wish] = deque()
        self._future: Future[Kept] | None = None

    @property
    def is_busy(self) -> bool:
        """True while something is not stored yet."""
        return self._future is not None or bool(self._wishes)

    def who(self) -> dict[str, str]:
        """Return tester, build and device as the settings have them."""
        return {name: self._tools.settings.text(name) for name in WHO}

    def set_status(self, status: Status, rows: tuple[Row, ...]) -> None:
        """Give a status; for rows where it contradicts the verdict the reason is asked for first."""
        against = tuple(row for row in rows if needs_reason(status, row.match, row.outcome))
        plain = tuple(row for row in rows if not needs_reason(status, row.match, row.outcome))
        if plain:
            self._say(plain, {"status": status, "reason": "", **self.who()})
        if against:
            self.reason_wanted.emit(status, against)

    def give_reason(self, status: Status, rows: tuple[Row, ...], reason: str) -> None:
        """Give a status that contradicts the verdict, and say why."""
        self._say(rows, {"status": status, "reason": reason.strip(), **self.who()})

    def take_back(self, rows: tuple[Row, ...]) -> None:
        """Take the status back; notes and pictures stay. Rows without one are left alone."""
        held = tuple(row for row in rows if row.status is not None)
        if held:
            self._say(held, {"status": None, "reason": ""})

    def set_note(self, row: Row, note: str) -> None:
        """Write the note of one result."""
        self._say((row,), {"note": note, **self.who()})

    def add_picture(self, rows: tuple[Row, ...], picture: Picture) -> None:
        """Put a screenshot beside results, in the place of the one there is."""
        if rows:
            self._say(rows, dict(self.who()), picture)

    def remove_picture(self, row: Row) -> None:
        """Take the screenshot away; the history keeps it."""
        self._say((row,), {"screenshot": None})

    def finish(self) -> None:
        """Store now, on this thread, what still waits; for when the window closes."""
        if self._future is not None:
            with suppress(LinktesterError):
                self._future.result()
        while self._wishes:
            keep(self._tools.workspace, self._wishes.popleft())

    def _say(self, rows: tuple[Row, ...], changes: dict[str, Any], picture: Picture | None = None) -> None:
        if self._run.head is None or not rows:
            return
        keys = tuple(row.key for row in rows)
        self._wishes.append(Wish(self._run.head.id, keys, changes, datetime.now(UTC), picture))
        if self._future is None:
            self.busy_changed.emit(True)
            self._next()

    def _next(self) -> None:
        """Begin the next wish; two at once could overtake each other on one result."""
        if self._wishes:
            run, workspace = self._tools.tasks.run, self._tools.workspace
            self._future = run(
                keep, workspace, self._wishes.popleft(), done=self._on_kept, failed=self._on_failed
            )
        else:
            self._future = None
            self.busy_changed.emit(False)

    def _on_kept(self, kept: Kept) -> None:
        if self._run.head is not None and self._run.head.id == kept.run:
            for annotation in kept.stored:
                self._run.note(annotation.key, None if annotation.is_blank else annotation)
        if kept.stored:
            self.saved.emit(tuple(kept.stored))
            self.told.emit(message("annotate.saved", count=len(kept.stored)))
        if kept.error is not None:
            self.failed.emit(kept.error)
        self._next()

    def _on_failed(self, error: LinktesterError) -> None:
        self.failed.emit(error)
        self._next()


def keep(workspace: Workspace, wish: Wish) -> Kept:
    """Store a wish, result by result, upon what is kept of each; return how far it came. Blocks.

    Raises LinktesterError only where nothing was begun.
    """
    kept = Kept(wish.run)
    picture = None if wish.picture is None else wish.picture()
    archive = workspace.archive
    for key in wish.keys:
        try:
            there = archive.annotation(wish.run, key) or Annotation(run=wish.run, key=key, at=wish.at)
            kept.stored.append(archive.annotate(replace(there, at=wish.at, **wish.changes), picture))
        except LinktesterError as error:
            return replace(kept, error=error)
    return kept


def picture_file(path: Path) -> Picture:
    """Return what reads a picture from a file."""

    def read() -> bytes:
        return read_picture(path)

    return read


def read_picture(path: Path) -> bytes:
    """Return the octets of a picture file; of a file too large, one more than may be stored. Raises
    InputErrors.
    """
    try:
        if path.exists() and not path.is_file():
            # A pipe that nobody writes to would be waited for.
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        with path.open("rb") as stream:
            data = stream.read(MAX_PICTURE + 1)
    except OSError as fault:
        said = message("annotate.unreadable", reason=str(fault.strerror or fault)[:200])
        raise InputErrors([Problem(Place(str(path)), said)]) from fault
    return data
