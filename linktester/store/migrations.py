"""The archive's schema, step by step. Steps are numbered SQL files that never change once released."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from linktester import resources
from linktester.model.errors import EnvironmentFault
from linktester.model.message import message

APPLICATION_ID = 0x6C746573
"""`ltes` in the file's header: an SQLite file with another mark is not ours."""
_FOLDER = "migrations/archive"


def steps() -> tuple[tuple[int, str], ...]:
    """Return (number, SQL) of all steps, in order."""
    found = resources.names(_FOLDER, ".sql")
    return tuple((int(Path(name).name[:4]), resources.read_text(name)) for name in found)


def newest() -> int:
    """Return the schema number this version writes."""
    return steps()[-1][0]


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the file up to `newest()`, one transaction per step.

    An older file is copied to `<name>.schema-<n>.backup` first. Raises EnvironmentFault for a newer file and
    for one that is no archive.
    """
    number = _settled_number(connection, path)
    if number > newest():
        raise EnvironmentFault(message("store.newer", file=str(path), found=number, known=newest()))
    if 0 < number < newest():
        _keep(connection, path)
    for step, sql in steps():
        if step > number:
            _take(connection, path, step, sql)


def _keep(connection: sqlite3.Connection, path: Path) -> None:
    """Copy an older file, unless another process has brought it up to date while this one waited."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        number = _number(connection, path)
        if number < newest():
            # SQLite copies nothing from a connection that holds the lock, so another one reads.
            with closing(sqlite3.connect(path)) as reader:
                backup(reader, path.with_name(f"{path.name}.schema-{number}.backup"))
    finally:
        connection.execute("ROLLBACK")


def _take(connection: sqlite3.Connection, path: Path, step: int, sql: str) -> None:
    """Take one step, unless another process took it while this one waited for the lock."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _number(connection, path) < step:
            for statement in _statements(sql):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {step}")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _statements(sql: str) -> Iterator[str]:
    """Yield the statements of a step; `executescript` would commit each of them."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def backup(connection: sqlite3.Connection, target: Path) -> None:
    """Write a consistent copy of the database to `target`, replacing what stands there."""
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    copy = sqlite3.connect(part)
    try:
        connection.backup(copy)
    finally:
        copy.close()
    part.replace(target)


def _settled_number(connection: sqlite3.Connection, path: Path) -> int:
    """Return the schema number as one moment has it: another process may be taking a step right now."""
    connection.execute("BEGIN")
    try:
        return _number(connection, path)
    finally:
        connection.execute("ROLLBACK")


def _number(connection: sqlite3.Connection, path: Path) -> int:
    mark: int = connection.execute("PRAGMA application_id").fetchone()[0]
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    tables: int = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if mark != APPLICATION_ID and tables:
        raise EnvironmentFault(message("store.not-an-archive", file=str(path)))
    return number
