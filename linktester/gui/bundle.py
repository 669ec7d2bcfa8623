"""What is written to disk when something of ours broke: one small zip that a person may look into and send.

It holds the traceback, versions, and the last lines that linktester itself logged. It holds no link, no
result, no name of a person and no path of the home folder; nothing is ever sent.
"""

import logging
import os
import re
import sys
import traceback
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from linktester import __version__

FOLDER = "crashes"
MOST_KEPT = 20
"""Bundles kept in the folder; older ones go."""
MOST_TRACE = 60_000
MOST_LINES = 300
MOST_SETTING = 40
LIBRARIES = (
    "PySide6-Essentials",
    "httpx",
    "uvicorn",
    "starlette",
    "SQLAlchemy",
    "msgspec",
    "cattrs",
    "zxing-cpp",
)
_FILE = re.compile(r"crash-\d{8}-\d{6}-[0-9a-f]{4}\.zip")
_UNDRESSED = re.compile(
    r"""(?P<quote>['"]).*?(?P=quote)|[a-z][a-z0-9+.-]*:/*\S+|\b\d{5,}\b""", re.IGNORECASE | re.DOTALL
)
"""What may be somebody's: quoted values, addresses, long numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crash:
    """One fault of ours."""

    at: datetime
    """Aware."""
    where: str
    """Which part was at work: a thread's name, or what Python calls it."""
    trace: str
    """The traceback, values taken out of the message."""
    kind: str
    """Name of the exception."""


@dataclass(frozen=True, slots=True)
class Told:
    """A fault, and what became of writing it down."""

    crash: Crash
    path: Path | None
    """The bundle; None when it could not be written."""
    reason: str = ""
    """Why not."""


class LastLines(logging.Handler):
    """Keeps the last lines that were logged in this process."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: deque[str] = deque(maxlen=MOST_LINES)
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line; one that cannot be put into words is named by its place."""
        try:
            self.lines.append(self.format(record)[:2_000])
        except (TypeError, ValueError):
            self.lines.append(f"{record.levelname} {record.name}:{record.lineno}")


def crash_of(error: BaseException, where: str, at: datetime) -> Crash:
    """Return what is told of an exception."""
    parts = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
    parts += _why(error)
    return Crash(at=at, where=where, trace=_homeless(parts)[-MOST_TRACE:], kind=type(error).__name__)


def write(folder: Path, crash: Crash, lines: Iterable[str], settings: Mapping[str, str]) -> Path:
    """Write a bundle into `folder`, made if need be, and return it. Raises OSError."""
    import zipfile  # noqa: PLC0415 - not before the first paint

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"crash-{crash.at:%Y%m%d-%H%M%S}-{os.urandom(2).hex()}.zip"
    part = path.with_suffix(".part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name, text in _files(crash, lines, settings):
                bundle.writestr(name, text.encode("utf-8", "backslashreplace"))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    _tidy(folder)
    return path


def machine() -> list[str]:
    """Return versions and system, one a line: `Python 3.12.3`."""
    import platform  # noqa: PLC0415 - not before the first paint
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    from PySide6 import __version__ as pyside  # noqa: PLC0415 - only a name of a version
    from PySide6.QtCore import qVersion  # noqa: PLC0415

    lines = [
        f"linktester {__version__}",
        f"Python {platform.python_version()} ({platform.python_implementation()})",
        f"Qt {qVersion()}, PySide {pyside}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        "frozen" if getattr(sys, "frozen", False) else "from Python",
    ]
    for name in LIBRARIES:
        try:
            lines.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            lines.append(f"{name} ?")
    return lines


def _files(crash: Crash, lines: Iterable[str], settings: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    head = [f"{crash.at.isoformat(timespec='seconds')}", f"in: {crash.where}", "", *machine()]
    yield "report.txt", "\n".join([*head, "", crash.trace])
    yield "log.txt", "\n".join(_homeless(_undressed(line)) for line in lines)
    yield "choices.txt", "\n".join(f"{name} = {value[:MOST_SETTING]}" for name, value in settings.items())


def _why(error: BaseException) -> str:
    """Return kind and message, and those of what led to it; values in them are left out."""
    lines, seen = [], set[int]()
    current: BaseException | None = error
    while current is not None and id(current) not in seen and len(seen) < 10:
        seen.add(id(current))
        try:
            words = str(current)
        except Exception:  # noqa: BLE001 - a fault's own words may be faulty
            words = ""
        lines.append(f"{type(current).__name__}: {_undressed(words)[:1_000]}".removesuffix(": "))
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


def _undressed(text: str) -> str:
    return _UNDRESSED.sub("…", text)


def _homeless(text: str) -> str:
    try:
        return text.replace(str(Path.home()), "~")
    except RuntimeError:
        return text


def _tidy(folder: Path) -> None:
    bundles = sorted(each for each in folder.iterdir() if _FILE.fullmatch(each.name))
    for old in bundles[:-MOST_KEPT]:
        old.unlink(missing_ok=True)
