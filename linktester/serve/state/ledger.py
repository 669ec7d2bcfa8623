"""Orders and their refunds, of every payment platform. States are the platforms' own words.

The ledger knows no rule: which move is allowed is the platform's business (`payapis`). Amounts are minor
units (fen), moments aware and of the business clock.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from functools import partial
from typing import Any

from linktester.serve.state.database import Database, Row
from linktester.serve.state.moments import kept, moment, moment_or_none, text_of, value_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order. Change it with `dataclasses.replace` and `Ledger.save`."""

    id: int = 0
    """0 until it is in the ledger."""
    platform: str
    merchant: str
    """The number under which `number` is unique: mchid, app id."""
    number: str
    """The merchant's own number (out_trade_no)."""
    platform_number: str | None = None
    """The platform's number (transaction_id, trade_no); unique per platform."""
    product: str
    state: str
    total: int
    made_at: datetime
    expires_at: datetime | None = None
    """The last moment to pay."""
    paid_at: datetime | None = None
    ended_at: datetime | None = None
    notify_url: str | None = None
    request: Mapping[str, Any] = field(default_factory=dict)
    """What the merchant asked for, as received; compared when a number is used again."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """Whatever else the platform keeps; plain JSON data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """One refund of an order."""

    id: int = 0
    order_id: int
    platform: str
    scope: str
    """Within what `number` is unique: the merchant, or one order of it."""
    number: str
    platform_number: str | None = None
    state: str
    amount: int
    made_at: datetime
    done_at: datetime | None = None
    notify_url: str | None = None
    request: Mapping[str, Any] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)


class Ledger:
    """All orders of one state directory."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.watcher: Callable[[Order], None] | None = None
        """Called with every order that was added or changed, once that is committed."""

    def add(self, order: Order) -> Order:
        """Put a new order in; return it with its id."""
        return self._watched(replace(order, id=self._database.put("orders", _row(order))))

    def save(self, order: Order) -> Order:
        """Replace what is kept of an order that is in the ledger; return it."""
        self._database.change("orders", "id", order.id, _row(order))
        return self._watched(order)

    def find(self, platform: str, merchant: str, number: str) -> Order | None:
        """Return the order with this merchant's number."""
        sql = "SELECT * FROM orders WHERE platform = ? AND merchant = ? AND number = ?"
        return _order_or_none(self._database.row(sql, platform, merchant, number))

    def find_platform_number(self, platform: str, number: str) -> Order | None:
        """Return the order with this number of the platform's."""
        sql = "SELECT * FROM orders WHERE platform = ? AND platform_number = ?"
        return _order_or_none(self._database.row(sql, platform, number))

    def find_number(self, platform: str, number: str) -> Order | None:
        """Return the newest order with this merchant's number, whoever the merchant is."""
        sql = "SELECT * FROM orders WHERE platform = ? AND number = ? ORDER BY id DESC"
        return _order_or_none(self._database.row(sql, platform, number))

    def order(self, id_: int) -> Order:
        """Return the order with this id. Raises KeyError."""
        found = _order_or_none(self._database.row("SELECT * FROM orders WHERE id = ?", id_))
        if found is None:
            raise KeyError(id_)
        return found

    def orders(self, platform: str = "", *, before: int = 0, most: int = 100) -> tuple[Order, ...]:
        """Return orders, newest first; `before` is the id where the last page ended."""
        sql = (
            "SELECT * FROM orders WHERE (? = '' OR platform = ?) AND (? = 0 OR id < ?) "
            "ORDER BY id DESC LIMIT ?"
        )
        return tuple(map(_order, self._database.rows(sql, platform, platform, before, before, most)))

    def add_refund(self, refund: Refund) -> Refund:
        """Put a new refund in; return it with its id."""
        return replace(refund, id=self._database.put("refunds", _row(refund)))

    def save_refund(self, refund: Refund) -> Refund:
        """Replace what is kept of a refund; return it."""
        self._database.change("refunds", "id", refund.id, _row(refund))
        return refund

    def refund(self, id_: int) -> Refund:
        """Return the refund with this id. Raises KeyError."""
        row = self._database.row("SELECT * FROM refunds WHERE id = ?", id_)
        if row is None:
            raise KeyError(id_)
        return _refund(row)

    def find_refund(self, platform: str, scope: str, number: str) -> Refund | None:
        """Return the refund with this merchant's number."""
        sql = "SELECT * FROM refunds WHERE platform = ? AND scope = ? AND number = ?"
        row = self._database.row(sql, platform, scope, number)
        return None if row is None else _refund(row)

    def refunds_of(self, order: Order) -> tuple[Refund, ...]:
        """Return an order's refunds, oldest first."""
        sql = "SELECT * FROM refunds WHERE order_id = ? ORDER BY id"
        return tuple(map(_refund, self._database.rows(sql, order.id)))

    def forget(self) -> None:
        """Forget every order, with its refunds and codes."""
        self._database.run("DELETE FROM orders")

    def _watched(self, order: Order) -> Order:
        if self.watcher is not None:
            self._database.afterwards(partial(self.watcher, order))
        return order


_KEPT: Mapping[str, Callable[[Any], object]] = {
    **dict.fromkeys(("made_at", "expires_at", "paid_at", "ended_at", "done_at"), kept),
    **dict.fromkeys(("request", "more"), text_of),
}
"""How columns are kept that are not kept as they are."""
_COLUMNS = {kind: tuple(each.name for each in fields(kind) if each.name != "id") for kind in (Order, Refund)}


def _row(value: Order | Refund) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(value, name) for name in _COLUMNS[type(value)]}
    for name, how in _KEPT.items():
        if name in row:
            row[name] = how(row[name])
    return row


def _order_or_none(row: Row | None) -> Order | None:
    return None if row is None else _order(row)


def _order(row: Row) -> Order:
    return Order(
        id=row["id"],
        platform=row["platform"],
        merchant=row["merchant"],
        number=row["number"],
        platform_number=row["platform_number"],
        product=row["product"],
        state=row["state"],
        total=row["total"],
        made_at=moment(row["made_at"]),
        expires_at=moment_or_none(row["expires_at"]),
        paid_at=moment_or_none(row["paid_at"]),
        ended_at=moment_or_none(row["ended_at"]),
        notify_url=row["notify_url"],
        request=value_of(row["request"]),
        more=value_of(row["more"]),
    )


def _refund(row: Row) -> Refund:
    return Refund(
        id=row["id"],
        order_id=row["order_id"],
        platform=row["platform"],
        scope=row["scope"],
        number=row["number"],
        platform_number=row["platform_number"],
        state=row["state"],
        amount=row["amount"],
        made_at=moment(row["made_at"]),
        done_at=moment_or_none(row["done_at"]),
        notify_url=row["notify_url"],
        request=value_of(row["request"]),
        more=value_of(row["more"]),
    )
