"""Whether results can be kept: the data folder is tried once, at the start, before work is lost."""

import errno
import os
from contextlib import closing, suppress
from pathlib import Path

from linktester.model.message import Message, message
from linktester.partfile import beside
from linktester.workspace import Places

NEEDED = 1024 * 1024
"""Octets that must be free; a run of some hundred links takes more."""
_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_TRIAL = "trial"


def home_fault(places: Places) -> Message | None:
    """Return why nothing can be kept at `places`, with the remedy; None when it can. Asks the disk.

    A history that a newer linktester wrote can be neither read nor added to by this one.
    """
    folder = str(places.data)
    try:
        places.data.mkdir(parents=True, exist_ok=True)
        with beside(places.data / _TRIAL) as part:
            part.fill(b"linktester\n")
        if _free(folder) < NEEDED:
            return message("homecheck.full", folder=folder)
    except OSError as error:
        if error.errno in _FULL:
            return message("homecheck.full", folder=folder)
        code = "homecheck.portable" if places.is_portable else "homecheck.unwritable"
        return message(code, folder=folder, reason=error.strerror or str(error))
    return _newer(places.archive)


def _newer(archive: Path) -> Message | None:
    """Return what is to be told of a newer version's history; other faults are told when it is opened."""
    import sqlite3  # noqa: PLC0415 - not before the first paint

    from linktester.store.migrations import newest  # noqa: PLC0415

    if not archive.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{archive.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error:
        return None
    if found <= newest():
        return None
    return message("store.newer", file=str(archive), found=found, known=newest())


def _free(folder: str) -> int:
    """Return what is free there, in octets; plenty where that cannot be known."""
    with suppress(OSError, AttributeError):
        found = os.statvfs(folder)
        return found.f_bavail * found.f_frsize
    return NEEDED
