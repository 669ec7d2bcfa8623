"""What outlives a restart: when one-time codes and tickets were made, and who opened them first.

SQLite in the state directory, write-ahead log, one row per world and code; survives `kill -9`. SQLAlchemy is
imported when the first code is looked up: it costs a third of a second.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linktester.model.errors import EnvironmentFault
from linktester.model.message import message

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Table

STATE_FILE = "state.sqlite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What is known of a code in one world. Times are aware."""

    made_at: datetime | None = None
    expires_at: datetime | None = None
    first_user: str | None = None
    first_opened_at: datetime | None = None


UNKNOWN = Code()


class Codes:
    """All codes of one state directory."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / STATE_FILE

    def known(self, world: str, code: str) -> Code:
        """Return what is known of `code`, all None when nothing is. Raises EnvironmentFault."""
        table, engine = self._table, self._engine
        with _told(self._file), engine.connect() as connection:
            return _read(connection, table, world, code)

    def tell(self, world: str, code: str, *, made_at: datetime, expires_at: datetime | None = None) -> None:
        """Note the age of `code`. Raises EnvironmentFault."""
        ends = expires_at.isoformat() if expires_at else None
        times = {"made_at": made_at.isoformat(), "expires_at": ends}
        with _told(self._file), self._engine.begin() as connection:
            _merge(connection, self._table, world, code, times)

    def open(self, world: str, code: str, user: str, moment: datetime) -> Code:
        """Note that `user` opens `code`; the first one stays the first. Return what is known afterwards."""
        table = self._table
        with _told(self._file), self._engine.begin() as connection:
            known = _read(connection, table, world, code)
            if known.first_user is None:
                first = {"first_user": user, "first_opened_at": moment.isoformat()}
                _merge(connection, table, world, code, first)
                return _read(connection, table, world, code)
            return known

    def close(self) -> None:
        """Let go of the file."""
        if "_engine" in self.__dict__:
            self._engine.dispose()

    @cached_property
    def _engine(self) -> "Engine":
        from sqlalchemy import URL, create_engine, event  # noqa: PLC0415

        engine = create_engine(URL.create("sqlite", database=str(self._file)))
        event.listen(engine, "connect", _prepare)
        with _told(self._file):
            self._table.metadata.create_all(engine)
        return engine

    @cached_property
    def _table(self) -> "Table":
        from sqlalchemy import Column, MetaData, String, Table  # noqa: PLC0415

        return Table(
            "codes",
            MetaData(),
            Column("world", String, primary_key=True),
            Column("code", String, primary_key=True),
            Column("made_at", String),
            Column("expires_at", String),
            Column("first_user", String),
            Column("first_opened_at", String),
        )


class _Told:
    """Turns a database that cannot be used into a fault for the user."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

        if isinstance(error, SQLAlchemyError):
            said = message("serve.state-broken", file=str(self._file), reason=str(error).splitlines()[0])
            raise EnvironmentFault(said) from error


_told = _Told


def _prepare(connection: Any, _: object) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA busy_timeout=3000")


def _read(connection: "Connection", table: "Table", world: str, code: str) -> Code:
    from sqlalchemy import select  # noqa: PLC0415

    where = (table.c.world == world) & (table.c.code == code)
    row = connection.execute(select(table).where(where)).one_or_none()
    if row is None:
        return UNKNOWN
    return Code(
        made_at=_time(row.made_at),
        expires_at=_time(row.expires_at),
        first_user=row.first_user,
        first_opened_at=_time(row.first_opened_at),
    )


def _merge(
    connection: "Connection", table: "Table", world: str, code: str, values: Mapping[str, str | None]
) -> None:
    from sqlalchemy.dialects.sqlite import insert  # noqa: PLC0415

    made = insert(table).values(world=world, code=code, **values)
    connection.execute(made.on_conflict_do_update(index_elements=["world", "code"], set_=values))


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
