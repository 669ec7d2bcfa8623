"""The last net: a fault of ours is written down, told in words, and the window goes on where it can.

Wherever it is raised (a slot, a thread, a destructor), it ends here. Nothing is sent.
"""

import logging
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from linktester.gui import bundle
from linktester.gui.bundle import Told, crash_of
from linktester.gui.settings import Settings

MOST_WRITTEN = 10
"""Bundles written by one window; a fault in what is drawn comes back sixty times a second."""
_TOLD_SETTINGS = ("language", "theme", "page")
"""What may stand in a bundle: choices, never words of a person."""


class Net(QObject):
    """Catches what nobody else did.

    Signals: `caught(Told)` on the Qt thread, after the bundle was written.
    """

    caught = Signal(object)
    _noted = Signal(object)

    def __init__(self, app: QApplication, folder: Path) -> None:
        super().__init__(app)
        self._folder = folder
        self._lines = bundle.LastLines()
        self._lock = threading.RLock()
        self._handling = False
        self._seen: set[str] = set()
        self._dialog: QDialog | None = None
        self._old: tuple[Any, Any, Any] | None = None
        self._noted.connect(self._on_noted, Qt.ConnectionType.QueuedConnection)

    @property
    def folder(self) -> Path:
        """Where bundles are written."""
        return self._folder / bundle.FOLDER

    def spread(self) -> None:
        """Catch from now on."""
        self._old = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._on_raised
        threading.excepthook = self._on_thread_raised
        sys.unraisablehook = self._on_unraisable
        logging.getLogger().addHandler(self._lines)

    def fold(self) -> None:
        """Catch no more; what caught before does again."""
        if self._old is not None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._old
            self._old = None
        logging.getLogger().removeHandler(self._lines)

    def take(self, error: BaseException, where: str) -> None:
        """Write a fault down and have it told. From any thread; a fault in here is only printed."""
        _print(error)
        with self._lock:
            if self._handling:
                return
            self._handling = True
            try:
                told = self._written(error, where)
                if told is not None:
                    self._noted.emit(told)
            except Exception as fault:  # noqa: BLE001 - the net must hold whatever it is made of
                _print(fault)
            finally:
                self._handling = False

    def _written(self, error: BaseException, where: str) -> Told | None:
        """Write the bundle; None for a fault that was seen before and for too many."""
        crash = crash_of(error, where, datetime.now(UTC).astimezone())
        if crash.trace in self._seen or len(self._seen) >= MOST_WRITTEN:
            return None
        self._seen.add(crash.trace)
        try:
            path = bundle.write(self.folder, crash, tuple(self._lines.lines), self._settings())
        except OSError as fault:
            return Told(crash, None, fault.strerror or str(fault))
        return Told(crash, path)

    def _settings(self) -> dict[str, str]:
        settings = Settings(self._folder)
        return {name: settings.text(name) for name in _TOLD_SETTINGS}

    @Slot(object)
    def _on_noted(self, told: Told) -> None:
        self.caught.emit(told)
        if self._dialog is not None or QApplication.closingDown():
            return
        from linktester.gui.dialogs.crash import CrashDialog  # noqa: PLC0415 - mostly never needed

        self._dialog = CrashDialog(told, Settings(self._folder).language, _front())
        self._dialog.finished.connect(self._on_dialog_finished)
        self._dialog.open()

    def _on_dialog_finished(self, _result: int) -> None:
        self._dialog = None

    def _on_raised(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self.take(error.with_traceback(trace), "window")

    def _on_thread_raised(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
            self.take(told.exc_value, told.thread.name if told.thread else "thread")

    def _on_unraisable(self, told: "sys.UnraisableHookArgs") -> None:
        if told.exc_value is not None:
            self.take(told.exc_value, told.err_msg or "destructor")


def install(app: QApplication, folder: Path) -> Net:
    """Spread the net over this process; bundles go into `crashes` of `folder`, beside the history.

    Call it once, when `app` is there. It is folded with `fold`, or never.
    """
    net = Net(app, folder)
    net.spread()
    return net


def _front() -> QWidget | None:
    """Return the window to tell it on: one that belongs to none would outlive the last one that is closed."""
    shown = (
        each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow) and each.isVisible()
    )
    return QApplication.activeWindow() or next(shown, None)


def _print(error: BaseException) -> None:
    """Print the traceback as Python would; a process without a terminal has nowhere to."""
    printer: Callable[..., None] = sys.__excepthook__
    if sys.stderr is not None:
        printer(type(error), error, error.__traceback__)
