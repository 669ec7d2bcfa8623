"""Cyclic garbage is collected on the Qt thread only.

The interpreter collects on whatever thread happens to allocate. On the engine's thread that would destroy
widgets away from the thread they belong to, which Qt answers with a crash. So the automatic collection is off
and a timer does its work: young objects often, all of them when nothing runs.
"""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500
YOUNG = 2_000
"""Objects allocated and not freed since the last young collection that make one worth while."""
OLD_ROUNDS = 60
"""Rounds after which everything is looked through, at the first idle moment."""


class Garbage(QObject):
    """Collects from now on. `is_idle` tells whether a longer pause would go unnoticed."""

    def __init__(self, is_idle: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_idle = is_idle
        self._rounds = 0
        gc.disable()
        # What is loaded by now stays until the end: no need to look through it ever again.
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._on_time_passed)
        self._timer.start()

    def stop(self) -> None:
        """Hand collecting back to the interpreter."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _on_time_passed(self) -> None:
        self._rounds += 1
        if self._rounds >= OLD_ROUNDS and self._is_idle():
            self._rounds = 0
            gc.collect()
        elif gc.get_count()[0] > YOUNG:
            gc.collect(1)
