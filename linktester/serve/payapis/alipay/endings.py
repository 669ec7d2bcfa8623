"""Cancelling and closing: what a merchant does with a trade it no longer wants."""

from datetime import timedelta
from typing import Any

from linktester.serve.ground import Ground
from linktester.serve.payapis.alipay import refunds, trades
from linktester.serve.payapis.alipay.caller import Terms
from linktester.serve.payapis.alipay.name import Event, Trade, limit
from linktester.serve.payapis.alipay.problem import Problem
from linktester.serve.payapis.alipay.telling import identified
from linktester.serve.state import Order

_NOTHING_TO_DO = frozenset({Trade.NONE, Trade.CLOSED})


def cancel(ground: Ground, terms: Terms, asked: dict[str, Any]) -> dict[str, Any]:
    """Undo a trade: not paid it is closed, paid the money goes back. Raises Problem."""
    order = trades.known(ground, terms, asked)
    if order is None or order.state in _NOTHING_TO_DO:
        numbers = identified(order) if order is not None else _named(asked)
        return {**numbers, "retry_flag": "N"}
    if ground.clock.now() > order.made_at + timedelta(seconds=limit("cancel-seconds")):
        raise Problem("ACQ.TRADE_CANCEL_TIME_OUT")
    was_paid = order.paid_at is not None
    trades.ended(ground, order, Event.CANCEL, _all_back(ground, order) if was_paid else None)
    return {**identified(order), "retry_flag": "N", "action": "refund" if was_paid else "close"}


def close(ground: Ground, terms: Terms, asked: dict[str, Any]) -> dict[str, Any]:
    """Close a trade nobody paid. Raises Problem."""
    order = trades.find(ground, terms, asked)
    return identified(trades.ended(ground, order, Event.CLOSE))


def _all_back(ground: Ground, order: Order) -> dict[str, str]:
    left = order.total - refunds.refunded(ground, order)
    refund = refunds.add(ground, order, f"cancel-{order.number}", left, {})
    return refunds.told(ground, order, refund)


def _named(asked: dict[str, Any]) -> dict[str, Any]:
    return {name: asked[name] for name in ("trade_no", "out_trade_no") if name in asked}
