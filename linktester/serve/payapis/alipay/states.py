"""The states of a trade, as the table of `data/payapis/alipay/states.toml` has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from linktester import tables
from linktester.serve.payapis.alipay.name import Event, Trade
from linktester.serve.payapis.alipay.problem import Problem
from linktester.serve.state import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One way from state to state."""

    before: Trade
    event: Event
    after: Trade
    sure: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What is answered where no way leads."""

    before: Trade
    event: Event
    error: str
    sure: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Which products tell the merchant of a state."""

    state: Trade
    products: tuple[str, ...]
    sure: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class States:
    """The whole table."""

    move: tuple[Move, ...]
    refusal: tuple[Refused, ...]
    notice: tuple[Told, ...]


@cache
def table() -> States:
    """Return the table."""
    return tables.read("payapis/alipay/states.toml", States)


def after(order: Order, event: Event) -> Trade:
    """Return the state that follows. Raises Problem with what the platform answers instead."""
    found = _moves().get((order.state, event))
    if found is None:
        raise Problem(_refusals().get((order.state, event), "ACQ.TRADE_STATUS_ERROR"))
    return found


def can(order: Order, event: Event) -> bool:
    """Tell whether `event` leads anywhere."""
    return (order.state, event) in _moves()


def refuse_again(order: Order) -> None:
    """Refuse a number that is used again although its trade is over. Raises Problem."""
    error = _refusals().get((order.state, Event.ORDER))
    if error is not None:
        raise Problem(error)


def is_told(order: Order) -> bool:
    """Tell whether the merchant is notified of the state `order` has now."""
    return any(order.state == each.state and order.product in each.products for each in table().notice)


@cache
def _moves() -> Mapping[tuple[str, str], Trade]:
    return {(each.before, each.event): each.after for each in table().move}


@cache
def _refusals() -> Mapping[tuple[str, str], str]:
    return {(each.before, each.event): each.error for each in table().refusal}
