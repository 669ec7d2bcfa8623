"""Checks what is typed into a form a moment later, off the Qt thread; the newest question counts."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from linktester.gui.tasks import Latest, Tasks

WAIT_MS = 220
"""How long the keyboard has to rest."""


class Checker(QObject):
    """One question at a time, about the whole form.

    Signals: `checked(object, str)` with the answer, and which part was edited since the last answer; empty
    when nothing was.
    """

    checked = Signal(object, str)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._latest = Latest(tasks)
        self._question: Callable[[], Any] | None = None
        self._part = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._ask)

    def look(self, question: Callable[[], Any]) -> None:
        """Ask about a form that was not edited; what was edited before must have been flushed."""
        self._question, self._part = question, ""
        self._timer.stop()
        self._ask()

    def edited(self, part: str, question: Callable[[], Any]) -> None:
        """Ask about a form of which `part` was edited, when the keyboard rests."""
        if self._part and part != self._part:
            self.flush()
        self._latest.drop()
        self._question, self._part = question, part
        self._timer.start()

    def flush(self) -> None:
        """Answer now what was edited. Blocks for milliseconds."""
        if self._part and self._question is not None:
            self._timer.stop()
            self._latest.drop()
            self._on_answered(self._question())

    def drop(self) -> None:
        """Ask nothing any more."""
        self._timer.stop()
        self._latest.drop()
        self._question, self._part = None, ""

    def _ask(self) -> None:
        if self._question is not None:
            self._latest.run(self._question, done=self._on_answered)

    def _on_answered(self, answer: object) -> None:
        part, self._part = self._part, ""
        self.checked.emit(answer, part)
