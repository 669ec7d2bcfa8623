"""The state directory's SQLite file: one connection, one writer, transactions that nest.

Write-ahead log with `synchronous=NORMAL`: what was committed outlives `kill -9`; only a power cut may take
the last moments. The file is opened when it is first needed. Plain `sqlite3`: every paid request goes through
here, and a layer above it would cost more than the signature.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache, cached_property
from pathlib import Path

from linktester import resources, urls
from linktester.model.errors import EnvironmentFault
from linktester.model.message import message

STATE_FILE = "state.sqlite"
_STEPS = "migrations/state"
_PRAGMAS = (
    "synchronous = NORMAL",
    "busy_timeout = 3000",
    "foreign_keys = ON",
    "cache_size = -8000",
    "wal_autocheckpoint = 8000",
)
_PAGE = 1024
"""Octets: a request changes a few rows here and there, and each of their pages is written as a whole."""
Row = sqlite3.Row


class Database:
    """One state file, used from the emulator's thread only. Whatever fails is told as EnvironmentFault."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / STATE_FILE
        self._depth = 0
        self._afterwards: list[Callable[[], None]] = []

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of all that is written inside; inside another one it joins that one."""
        if self._depth == 0:
            self.run("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
        except BaseException:
            self._depth -= 1
            if self._depth == 0:
                self._afterwards.clear()
                self._take_back()
            raise
        self._depth -= 1
        if self._depth == 0:
            self._commit()
            self._do_afterwards()

    def afterwards(self, do: Callable[[], None]) -> None:
        """Do something once what was written is committed; never when it is taken back."""
        self._afterwards.append(do)
        if self._depth == 0:
            self._do_afterwards()

    def rows(self, sql: str, *values: object) -> list[Row]:
        """Return all rows of a query; `?` stands for each of `values`."""
        return self._done(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> Row | None:
        """Return the first row of a query, None when there is none."""
        found: Row | None = self._done(sql, values).fetchone()
        return found

    def run(self, sql: str, *values: object) -> int:
        """Change something; outside `together` it is committed at once. Return the new row's number."""
        return self._done(sql, values).lastrowid or 0

    def put(self, table: str, values: Mapping[str, object], *, instead: str = "") -> int:
        """Insert one row; `instead` is a conflict clause. Return its number."""
        return self._done(_insert(table, tuple(values), instead), tuple(values.values())).lastrowid or 0

    def change(self, table: str, key: str, which: object, values: Mapping[str, object]) -> None:
        """Set columns of the row whose `key` column is `which`."""
        self._done(_update(table, tuple(values), key), (*values.values(), which))

    @property
    def is_open(self) -> bool:
        """Whether anything was read or written yet."""
        return "_connection" in self.__dict__

    def peek(self, sql: str) -> bool:
        """Tell whether a query has a row, leaving the file as it is; one that cannot be asked has none."""
        if not self.file.exists():
            return False
        try:
            with closing(sqlite3.connect(self.file)) as connection:
                return connection.execute(sql).fetchone() is not None
        except sqlite3.Error:
            return False

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        if self.is_open:
            self._connection.close()
            del self.__dict__["_connection"]

    def _commit(self) -> None:
        try:
            self.run("COMMIT")
        except EnvironmentFault:
            self._afterwards.clear()
            self._take_back()
            raise

    def _take_back(self) -> None:
        """Undo what is open; on a full disk SQLite has done so itself."""
        if self._connection.in_transaction:
            self.run("ROLLBACK")

    def _do_afterwards(self) -> None:
        waiting, self._afterwards = self._afterwards, []
        for do in waiting:
            do()

    def _done(self, sql: str, values: tuple[object, ...]) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql, values)
        except UnicodeEncodeError:
            # Links may hold lone surrogates; the file cannot, so nothing in it has them.
            return self._done(
                sql, tuple(urls.whole(each) if isinstance(each, str) else each for each in values)
            )
        except sqlite3.Error as error:
            said = message("serve.state-broken", file=str(self.file), reason=str(error).splitlines()[0])
            raise EnvironmentFault(said) from error

    @cached_property
    def _connection(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.file, isolation_level=None)
        connection.row_factory = sqlite3.Row
        try:
            _prepare(connection, self.file)
        except BaseException:
            connection.close()
            raise
        return connection


@cache
def _insert(table: str, names: tuple[str, ...], instead: str) -> str:
    places = ", ".join("?" * len(names))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places}) {instead}"


@cache
def _update(table: str, names: tuple[str, ...], key: str) -> str:
    return f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in names)} WHERE {key} = ?"


@cache
def steps() -> tuple[tuple[int, str], ...]:
    """Return (number, SQL) of the schema's steps, in order; a released step never changes."""
    found = resources.names(_STEPS, ".sql")
    return tuple((int(Path(name).name[:4]), resources.read_text(name)) for name in found)


def _prepare(connection: sqlite3.Connection, file: Path) -> None:
    """Bring the schema up to date, one transaction per step. A file of a newer version is refused.

    An older one is copied to `<name>.schema-<n>.backup` first.
    """
    connection.execute(f"PRAGMA page_size = {_PAGE}")  # Holds for new files only.
    connection.execute("PRAGMA journal_mode = WAL")
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    every = steps()
    if number > every[-1][0]:
        raise EnvironmentFault(message("serve.state-newer", file=str(file), found=number, known=every[-1][0]))
    if 0 < number < every[-1][0]:
        copy = file.with_name(f"{file.name}.schema-{number}.backup")
        copy.unlink(missing_ok=True)
        connection.execute("VACUUM INTO ?", (str(copy),))
    for step, sql in every:
        if step > number:
            connection.executescript(f"BEGIN IMMEDIATE;\n{sql}\nPRAGMA user_version = {step};\nCOMMIT;")
