"""A team's own pack on disk: one writer at a time, files replaced whole, other text left as it is."""

import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import IO

from linktester.filelock import lock
from linktester.model.errors import EnvironmentFault
from linktester.model.message import message
from linktester.partfile import beside, told
from linktester.tomltext import Document

PATIENCE_SECONDS = 10.0
_PAUSE_SECONDS = 0.02
_BOM = "\ufeff"


@contextmanager
def held(folder: Path, *, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Keep other writers out of `folder`, also those of other processes. Raises EnvironmentFault, also when
    they take longer than `patience` seconds.

    The lock stands beside the folder, so that what is shared holds rules only. It is the operating system's
    and goes with its process however that ends; the empty file stays.
    """
    place = folder.resolve()
    with _told(folder):
        place.parent.mkdir(parents=True, exist_ok=True)
        file = (place.parent / f".{place.name}.lock").open("a+b")
    with file:
        with _told(folder):
            _wait(file, folder, patience)
        yield


def _wait(file: IO[bytes], folder: Path, patience: float) -> None:
    end = time.monotonic() + patience
    while not lock(file):
        if time.monotonic() > end:
            raise EnvironmentFault(message("observe.busy", path=str(folder)))
        time.sleep(_PAUSE_SECONDS)


def _told(path: Path) -> AbstractContextManager[None]:
    return told(path, "observe.unwritable")


def exact(file: Path) -> str:
    """Return a file that has just been read as it is, byte order mark and line ends included."""
    with _told(file):
        return file.read_bytes().decode()


def replace(file: Path, text: str) -> None:
    """Put `text` in place of the file, at one stroke; a link to a file elsewhere stays one."""
    target = file.resolve()
    with _told(file):
        target.parent.mkdir(parents=True, exist_ok=True)
        with beside(target) as part:
            part.fill(text.encode())
            part.put(keep_rights=True)


def remove(file: Path, folder: Path) -> None:
    """Take a file away, and `folder` with it when nothing else is in it: an empty pack does not load."""
    with _told(file):
        file.unlink()
    with suppress(OSError):
        folder.rmdir()


def appended(text: str, tables: str) -> str:
    """Return `text`, untouched, with `tables` below it, lines ended as `text` ends them."""
    end = "\r\n" if "\r\n" in text else "\n"
    joint = "" if not text or text.endswith("\n") else end
    return text + joint + end + tables.replace("\n", end)


def without(text: str, document: Document, paths: Sequence[str]) -> str | None:
    """Return `text` without the tables `paths` and a blank line above each; None when they have no headers.

    Comments inside a table go with it, all others stay. `document` is `text` parsed, byte order mark aside.
    """
    # Only line feeds end a line here; str.splitlines knows a dozen more.
    mark = _BOM if text.startswith(_BOM) else ""
    lines = text.removeprefix(_BOM).split("\n")
    blocks = [document.block(path) for path in paths]
    for block in sorted((one for one in blocks if one), reverse=True):
        first, last = block[0] - 1, block[1]
        if first > 0 and not lines[first - 1].strip():
            first -= 1
        del lines[first:last]
    return None if None in blocks else mark + "\n".join(lines)
