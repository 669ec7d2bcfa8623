"""Orders as rows of a list, and how amounts, states and times of orders are said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from linktester.gui.models.paystates import LOOKS, is_open, machine, words_of
from linktester.report.escape import one_line
from linktester.report.orders import yuan
from linktester.send.payertold import PayOrder

LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Gives the `OrderLine`."""
NAME = 64
PLATFORMS = ("wechatpay", "alipay")
PRODUCTS = frozenset({"native", "jsapi", "app", "h5", "codepay", "precreate", "pay", "page", "wap"})
_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
Say = Callable[..., str]
"""`Speech.t`."""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One order in words."""

    key: tuple[str, str]
    number: str
    amount: str
    state: str
    word: str
    """The platform's own word."""
    what: str
    """Platform and product."""
    age: str
    role: str
    """Colour role of its state."""

    @property
    def spoken(self) -> str:
        """All of it, for a screen reader."""
        return ", ".join((self.number, self.amount, f"{self.state} ({self.word})", self.what, self.age))


class PayOrdersModel(QAbstractListModel):
    """Newest first. Showing the next look moves nothing that stays."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[OrderLine, ...] = ()

    def show_lines(self, lines: Sequence[OrderLine]) -> None:
        """Show these. New ones at the top push the others down; other changes of order show all anew."""
        new, old = tuple(lines), self._lines
        more = len(new) - len(old)
        if more < 0 or not old or _keys(new[more:]) != _keys(old):
            if _keys(new) != _keys(old):
                self._show_anew(new)
                return
            more = 0
        if more:
            self.beginInsertRows(_ROOT, 0, more - 1)
            self._lines = new[:more] + old
            self.endInsertRows()
        before, self._lines = self._lines, new
        for row, (one, other) in enumerate(zip(before, new, strict=True)):
            if one != other:
                self.dataChanged.emit(self.index(row), self.index(row))

    def line(self, row: int) -> OrderLine | None:
        """Return what stands in a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, key: tuple[str, str] | None) -> int:
        """Return the row of an order, -1 when it is not listed."""
        return next((row for row, each in enumerate(self._lines) if each.key == key), -1)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return the number, the `OrderLine`, or all of it for a screen reader."""
        found = self.line(index.row())
        if found is None:
            return None
        if role == LINE_ROLE:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.number
        return found.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _show_anew(self, lines: tuple[OrderLine, ...]) -> None:
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()


def order_line(order: PayOrder, now: datetime, t: Say) -> OrderLine:
    """Return an order in words at a moment of the business clock."""
    words = words_of(order.platform, order.state)
    late = is_late(order, now)
    return OrderLine(
        key=order.key,
        number=one_line(order.number, NAME),
        amount=yuan(order.total),
        state=t("payment.state-late") if late else state_words(order.platform, order.state, t),
        word=platform_word(order.platform, order.state, t),
        what=f"{platform_name(order.platform, t)} · {product_name(order.product, t)}",
        age=age_words(order.made_at, now, t),
        role="blocked" if late else LOOKS.get(words, "inconclusive"),
    )


def is_late(order: PayOrder, now: datetime) -> bool:
    """Tell whether nobody can pay any more because the time is over."""
    return is_open(order) and order.expires_at is not None and now >= order.expires_at


def state_words(platform: str, state: str, t: Say) -> str:
    """Return a state in words; the platform's own word where there are none."""
    words = words_of(platform, state)
    return t(f"payment.state-{words}") if words else one_line(state, NAME)


def platform_word(platform: str, state: str, t: Say) -> str:
    """Return the platform's own word for a state; where it has none, that there is nothing yet."""
    found = machine(platform)
    node = found.node(state) if found else None
    return t("payment.no-trade") if node and node.ours else one_line(state, NAME)


def platform_name(platform: str, t: Say) -> str:
    """Return what a payment platform is called."""
    return t(f"payment.platform-{platform}") if platform in PLATFORMS else one_line(platform, NAME)


def product_name(product: str, t: Say) -> str:
    """Return what a way of paying is called."""
    return t(f"payment.product-{product}") if product in PRODUCTS else one_line(product, NAME)


def span_words(span: timedelta, t: Say) -> str:
    """Return how long something is, in its one or two largest units."""
    seconds = max(0, int(span.total_seconds()))
    days, hours, minutes = seconds // 86_400, seconds // 3_600 % 24, seconds // 60 % 60
    if days:
        return t("payment.span-days", days=days, hours=hours)
    if hours:
        return t("payment.span-hours", hours=hours, minutes=minutes)
    if minutes:
        return t("payment.span-minutes", minutes=minutes)
    return t("payment.span-seconds", seconds=seconds)


def age_words(moment: datetime | None, now: datetime, t: Say) -> str:
    """Return how long ago something was; within the last minute it is just now."""
    if moment is None:
        return "–"
    span = now - moment
    return (
        t("payment.age", span=span_words(span, t)) if span >= timedelta(minutes=1) else t("payment.age-now")
    )


def _keys(lines: Sequence[OrderLine]) -> list[tuple[str, str]]:
    return [each.key for each in lines]
