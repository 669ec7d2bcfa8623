"""What platforms hand out: payment codes, prepay sessions, payers' codes, mini-program links, pass-phrases.

A minted thing is found again by its key, the part of the link or code that names it. It may belong to an
order, may end, and remembers when it was first opened and when it was used up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from linktester.serve.state.database import Database, Row
from linktester.serve.state.moments import kept, moment, moment_or_none, text_of, value_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Mint:
    """One minted thing."""

    key: str
    """Unique over all platforms; begin it with platform and kind (`wechatpay:native:AbC123xyz`)."""
    platform: str
    kind: str
    order_id: int | None = None
    made_at: datetime
    expires_at: datetime | None = None
    """From this moment on it cannot be opened any more."""
    opened_at: datetime | None = None
    used_at: datetime | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    def is_over(self, now: datetime) -> bool:
        """Tell whether it has ended by `now`, a moment of the business clock."""
        return self.expires_at is not None and now >= self.expires_at


class Minted:
    """All minted things of one state directory."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, mint: Mint) -> Mint:
        """Keep a new one; return it."""
        row = {
            "key": mint.key,
            "platform": mint.platform,
            "kind": mint.kind,
            "order_id": mint.order_id,
            "made_at": kept(mint.made_at),
            "expires_at": kept(mint.expires_at),
            "more": text_of(mint.more),
        }
        self._database.put("minted", row)
        return mint

    def find(self, key: str) -> Mint | None:
        """Return the one with this key."""
        row = self._database.row("SELECT * FROM minted WHERE key = ?", key)
        return None if row is None else _mint(row)

    def newest(self, order_id: int, kind: str) -> Mint | None:
        """Return an order's newest one of this kind."""
        sql = "SELECT * FROM minted WHERE order_id = ? AND kind = ? ORDER BY made_at DESC, rowid DESC"
        row = self._database.row(sql, order_id, kind)
        return None if row is None else _mint(row)

    def of_order(self, order_id: int) -> tuple[Mint, ...]:
        """Return all that was minted for an order, oldest first."""
        sql = "SELECT * FROM minted WHERE order_id = ? ORDER BY rowid"
        return tuple(map(_mint, self._database.rows(sql, order_id)))

    def open(self, key: str, now: datetime, *, order_id: int | None = None) -> None:
        """Note the first opening; `order_id` names an order that only now came to be."""
        sql = (
            "UPDATE minted SET opened_at = coalesce(opened_at, ?), order_id = coalesce(?, order_id) "
            "WHERE key = ?"
        )
        self._database.run(sql, kept(now), order_id, key)

    def age(self, key: str, by: timedelta) -> None:
        """Put it into the past: made and ending that much earlier."""
        moved = round(by.total_seconds() * 1000)
        sql = "UPDATE minted SET made_at = made_at - ?, expires_at = expires_at - ? WHERE key = ?"
        self._database.run(sql, moved, moved, key)

    def use(self, key: str, now: datetime) -> None:
        """Note that it is used up."""
        self._database.run("UPDATE minted SET used_at = ? WHERE key = ?", kept(now), key)

    def forget(self) -> None:
        """Forget everything minted."""
        self._database.run("DELETE FROM minted")


def _mint(row: Row) -> Mint:
    return Mint(
        key=row["key"],
        platform=row["platform"],
        kind=row["kind"],
        order_id=row["order_id"],
        made_at=moment(row["made_at"]),
        expires_at=moment_or_none(row["expires_at"]),
        opened_at=moment_or_none(row["opened_at"]),
        used_at=moment_or_none(row["used_at"]),
        more=value_of(row["more"]),
    )
