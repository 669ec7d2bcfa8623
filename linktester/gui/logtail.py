"""The end of a log file that somebody else is writing."""

import os
from dataclasses import dataclass
from pathlib import Path

MOST_LINES = 500
MOST_OCTETS = 256 * 1024
MOST_LINE = 1_000
"""Characters of one line."""


@dataclass(frozen=True, slots=True)
class Tail:
    """The last lines, and what tells whether the file has changed since."""

    lines: tuple[str, ...] = ()
    stamp: tuple[int, int] = (0, 0)
    """Size and time of the last change; (0, 0) for a file that is not there."""
    cut: bool = False
    """Earlier lines are left out."""


def tail(path: Path, known: tuple[int, int] | None = None) -> Tail | None:
    """Return the end of the file, None when it is still as `known`. Blocks.

    A file that is not there, or cannot be read, is empty: logging is no reason to bother anybody.
    """
    try:
        state = path.stat()
        stamp = (state.st_size, state.st_mtime_ns)
        if stamp == known:
            return None
        with path.open("rb") as stream:
            start = max(0, state.st_size - MOST_OCTETS)
            stream.seek(start, os.SEEK_SET)
            data = stream.read(MOST_OCTETS)
    except (OSError, ValueError):
        return None if known == (0, 0) else Tail()
    lines = data.decode("utf-8", "backslashreplace").splitlines()
    if start and lines:
        del lines[0]  # begins somewhere in its middle
    cut = bool(start) or len(lines) > MOST_LINES
    return Tail(tuple(line[:MOST_LINE] for line in lines[-MOST_LINES:]), stamp, cut)
