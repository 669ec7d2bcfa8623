"""One writer per state directory, and the ready line by which others find it.

The lock is the operating system's, so it goes with its process however that ends; a ready line left behind
by a killed one means nothing without it.
"""

import json
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from linktester.filelock import lock
from linktester.model.errors import EnvironmentFault
from linktester.serve.files import private_folder, unusable

LOCK_FILE = "emulator.lock"
READY_FILE = "ready.json"


class Held(Exception):
    """Another process writes to this state directory."""


class StateLock:
    """The writer's hold on a state directory, released on leaving."""

    def __init__(self, folder: Path) -> None:
        """Take the lock. Raises Held when another process has it, EnvironmentFault without writing."""
        private_folder(folder)
        try:
            self._file = (folder / LOCK_FILE).open("a+b")
        except OSError as error:
            raise EnvironmentFault(unusable(folder, error)) from error
        try:
            mine = lock(self._file)
        except OSError as error:
            self._file.close()
            raise EnvironmentFault(unusable(folder, error)) from error
        if not mine:
            self._file.close()
            raise Held

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


def running(folder: Path) -> dict[str, Any] | None:
    """Return the ready line written in `folder`, None when there is none that can be read."""
    try:
        found = json.loads((folder / READY_FILE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
