"""Opening the archive's file: WAL, foreign keys, schema brought up to date, faults told in words.

SQLAlchemy is imported when a file is opened, not before: it costs 0.3 s.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from linktester.store.faults import fault_of, told
from linktester.store.migrations import migrate

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

BUSY_SECONDS = 10.0
_RETRY_SECONDS = 0.005


class Database:
    """One SQLite file, used from any thread."""

    def __init__(self, path: Path, engine: "Engine") -> None:
        self.path = path
        self._engine = engine

    @classmethod
    def open(cls, path: Path) -> "Database":
        """Open or create the file at `path`, folders included. Raises EnvironmentFault."""
        _prepare(path)
        from sqlalchemy import URL, create_engine, event  # noqa: PLC0415 - imported late: 0.3 s

        url = URL.create("sqlite", database=str(path))
        engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
        event.listen(engine, "connect", _on_connect)
        return cls(path, engine)

    @contextmanager
    def writing(self) -> Iterator["Connection"]:
        """Give a connection inside one transaction, committed at the end. Raises EnvironmentFault."""
        with told(self.path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator["Connection"]:
        """Give a connection for reading; it never waits for a writer. Raises EnvironmentFault."""
        with told(self.path), self._engine.connect() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection; the write-ahead log is folded into the file."""
        self._engine.dispose()


def _prepare(path: Path) -> None:
    """Bring the schema up to date through a plain connection, before anything else touches the file."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
            _to_wal(connection)
            migrate(connection, path)
    except (sqlite3.Error, OSError) as error:
        fault = fault_of(path, error)
        if fault is None:
            raise
        raise fault from error


def _to_wal(connection: sqlite3.Connection) -> None:
    """Switch the file to a write-ahead log.

    SQLite's own waiting does not cover this step: two connections that switch a new file at one moment would
    wait for each other, so one of them is refused at once and asks again here.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return


def _on_connect(connection: sqlite3.Connection, _: object) -> None:
    # NORMAL in WAL: a killed process loses nothing that was committed; only a power cut may.
    for pragma in ("foreign_keys = ON", "synchronous = NORMAL", "cache_size = -8000"):
        connection.execute(f"PRAGMA {pragma}")
