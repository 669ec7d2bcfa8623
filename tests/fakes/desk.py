"""A person at the real window in this process: real workspace, real emulator, over a home of its own."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from linktester.gui.app import make_window
from linktester.gui.pages.page import Page
from linktester.listing import Row
from linktester.workspace import Workspace

Answer = TypeVar("Answer")
Kind = TypeVar("Kind", bound=QWidget)

PATIENCE = 30.0
"""Seconds after which what was to happen counts as not happening."""
TURN_MS = 10
CALM = 0.25
"""Seconds without any work after which the window has come to rest; longer than its own short waits."""


class Desk:
    """Sits down at a new window over `home`. `close` it; another desk may then sit at the same home."""

    def __init__(self, home: Path, language: str = "en", theme: str = "light") -> None:
        self.window = make_window(Workspace.open(home))
        self.tools = self.window.tools
        self.tools.speech.switch(language)
        self.tools.theme.choose(theme)
        self.window.show()
        self.window.start()

    @property
    def rows(self) -> list[Row]:
        """What the open run has come to."""
        return self.window.run.rows

    def go(self, page: str) -> Page:
        """Bring a page to the front, by its action."""
        self.act(f"page-{page}")
        return self.window.page

    def act(self, name: str) -> None:
        """Trigger an action, once it can be."""
        action = self.tools.actions[name]
        self.until(action.isEnabled, f"“{name}” to be possible")
        action.trigger()

    def find(self, kind: type[Kind], name: str) -> Kind:
        """Return the widget that is called `name`, wherever it is; wait for it."""
        return self.until(lambda: self._find(kind, name), name)

    def dialog(self) -> QDialog:
        """Return the dialog that lies open; wait for it."""
        return self.until(self._dialog, "a dialog")

    def put_on_clipboard(self, text: str) -> None:
        """Copy a text elsewhere."""
        QGuiApplication.clipboard().setText(text)

    def finish_run(self, start: Callable[[], None]) -> list[Row]:
        """Do what starts a run, wait for its end and return its results."""
        ended = []
        self.window.run.finished.connect(ended.append)
        start()
        self.until(lambda: ended and not self.tools.host.is_busy, "the end of the run")
        self.window.run.finished.disconnect(ended.append)
        return self.rows

    def until(self, ask: Callable[[], Answer], what: str, seconds: float = PATIENCE) -> Answer:
        """Let the window work until the answer is true; return it."""
        end = time.monotonic() + seconds
        while not (found := ask()):
            assert time.monotonic() < end, f"{what}: not after {seconds} s"
            _turn()
        return found

    def rest(self) -> None:
        """Let the window work until nothing is left to do."""
        calm = time.monotonic()
        while time.monotonic() - calm < CALM:
            _turn()
            if self.tools.host.is_busy or not self.tools.tasks.is_idle:
                calm = time.monotonic()

    def close(self) -> None:
        """Close the window as its user does; a second time does nothing."""
        if isValid(self.window):
            self.window.close()
            self.window.deleteLater()
            _turn()

    def _find(self, kind: type[Kind], name: str) -> Kind | None:
        places = (self.window, *self.window.findChildren(QDialog))
        return next((found for place in places if (found := place.findChild(kind, name))), None)

    def _dialog(self) -> QDialog | None:
        open_ones = (each for each in self.window.findChildren(QDialog) if each.isVisible())
        return next(open_ones, None)


def _turn() -> None:
    """Give the event loop a turn: one of its own, because only there widgets are freed that were given up."""
    loop = QEventLoop()
    QTimer.singleShot(TURN_MS, loop.quit)
    loop.exec()
