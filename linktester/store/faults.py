"""What can go wrong with the archive's file, told in words instead of a stack of database errors."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from linktester.model.errors import EnvironmentFault
from linktester.model.message import message

_KNOWN = {
    "SQLITE_FULL": "store.disk-full",
    "SQLITE_READONLY": "store.read-only",
    "SQLITE_CANTOPEN": "store.cannot-open",
    "SQLITE_PERM": "store.cannot-open",
    "SQLITE_AUTH": "store.cannot-open",
    "SQLITE_IOERR": "store.disk-error",
    "SQLITE_BUSY": "store.busy",
    "SQLITE_LOCKED": "store.busy",
    "SQLITE_CORRUPT": "store.damaged",
    "SQLITE_NOTADB": "store.not-an-archive",
    "SQLITE_TOOBIG": "store.too-big",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the database's known faults about `path` into EnvironmentFault; anything else is a bug."""
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 - imported late: 0.3 s

    try:
        yield
    except (DBAPIError, OSError) as error:
        fault = fault_of(path, error.orig if isinstance(error, DBAPIError) else error)
        if fault is None:
            raise
        raise fault from error


def fault_of(path: Path, error: BaseException | None) -> EnvironmentFault | None:
    """Return what SQLite or the system says of `path` in words, None when it is a bug of ours."""
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        return EnvironmentFault(message("store.file-error", file=str(path), reason=reason))
    code = code_of(error)
    return None if code is None else EnvironmentFault(message(code, file=str(path)))


def code_of(error: BaseException | None) -> str | None:
    """Return the message code for what SQLite says, None when it is not the environment's doing."""
    if not isinstance(error, sqlite3.Error):
        return None
    name: str = getattr(error, "sqlite_errorname", "")
    # Extended names (`SQLITE_IOERR_WRITE`) begin with the plain one.
    plain = "_".join(name.split("_")[:2])
    return _KNOWN.get(plain)
