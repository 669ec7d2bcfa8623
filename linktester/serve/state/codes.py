"""When one-time codes and tickets of emulated links were made, and who opened them first.

One row per world and code: circumstances differ between worlds. Only the age of what a platform's own API
has minted is the same in all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from linktester.serve.state.database import Database, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What is known of a code in one world. Times are aware."""

    made_at: datetime | None = None
    expires_at: datetime | None = None
    first_user: str | None = None
    first_opened_at: datetime | None = None


UNKNOWN = Code()
EVERYWHERE = "*"
"""The world under which an age is told that holds in every world that knows no other."""
DEFAULT = "default"
"""The world of requests that name none."""


class Codes:
    """All codes of one state directory."""

    def __init__(self, place: Path | Database) -> None:
        self._database = place if isinstance(place, Database) else Database(place)

    def known(self, world: str, code: str) -> Code:
        """Return what is known of `code`, all None when nothing is. Raises EnvironmentFault."""
        own = self._told(world, code)
        if own.made_at is not None:
            return own
        shared = self._told(EVERYWHERE, code)
        return replace(own, made_at=shared.made_at, expires_at=shared.expires_at)

    def tell(self, world: str, code: str, *, made_at: datetime, expires_at: datetime | None = None) -> None:
        """Note the age of `code`. Raises EnvironmentFault."""
        ends = expires_at.isoformat() if expires_at else None
        self._merge(world, code, {"made_at": made_at.isoformat(), "expires_at": ends})

    def open(self, world: str, code: str, user: str, moment: datetime) -> Code:
        """Note that `user` opens `code`; the first one stays the first. Return what is known afterwards."""
        known = self.known(world, code)
        if known.first_user is not None:
            return known
        self._merge(world, code, {"first_user": user, "first_opened_at": moment.isoformat()})
        return self.known(world, code)

    def forget(self) -> None:
        """Forget what holds in the default world and everywhere; worlds with circumstances keep theirs."""
        self._database.run("DELETE FROM codes WHERE world IN (?, ?)", EVERYWHERE, DEFAULT)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _told(self, world: str, code: str) -> Code:
        row = self._database.row("SELECT * FROM codes WHERE world = ? AND code = ?", world, code)
        return UNKNOWN if row is None else _code(row)

    def _merge(self, world: str, code: str, values: Mapping[str, str | None]) -> None:
        told = ", ".join(f"{name} = excluded.{name}" for name in values)
        row = {"world": world, "code": code, **values}
        self._database.put("codes", row, instead=f"ON CONFLICT (world, code) DO UPDATE SET {told}")


def _code(row: Row) -> Code:
    return Code(
        made_at=_time(row["made_at"]),
        expires_at=_time(row["expires_at"]),
        first_user=row["first_user"],
        first_opened_at=_time(row["first_opened_at"]),
    )


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
