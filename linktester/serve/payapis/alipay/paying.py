"""The payer's rules: what can be opened and paid, and where the payer goes afterwards."""

from datetime import datetime
from typing import Any

from linktester.serve.ground import Ground
from linktester.serve.payapis.alipay import trades
from linktester.serve.payapis.alipay.money import yuan
from linktester.serve.payapis.alipay.name import NAME, Product, Trade, beijing, plain, words
from linktester.serve.payapis.alipay.notifications import form, signature
from linktester.serve.payapis.alipay.problem import Problem, errors
from linktester.serve.payapis.alipay.telling import identified
from linktester.serve.payapis.payments import Outcome, Refusal
from linktester.serve.state import Order

_PAGES = frozenset({Product.PAGE, Product.WAP})


def opened(ground: Ground, order: Order) -> Order:
    """Let the payer open an order; callers hold the transaction. Raises Refusal."""
    _refuse_what_is_over(order, ground.clock.now())
    try:
        return trades.opened(ground, order)
    except Problem as problem:
        raise Refusal("expired", errors()[problem.sub_code].message) from problem


def done(ground: Ground, order: Order, outcome: Outcome) -> Order:
    """Let the payer open an order and pay, fail or give up; callers hold the transaction. Raises Refusal."""
    order = opened(ground, order)
    return trades.paid(ground, order) if outcome is Outcome.SUCCESS else order


def back(ground: Ground, order: Order, outcome: Outcome) -> str:
    """Return where the payer's browser goes now, empty when it stays."""
    if order.product not in _PAGES:
        return ""
    if outcome is Outcome.SUCCESS:
        return _returned(ground, order)
    given_up = order.request.get("quit_url") or order.request.get("request_from_url") or ""
    return str(given_up) if outcome is Outcome.CANCEL else ""


def told(order: Order) -> dict[str, Any]:
    """Return an order for lists, in plain JSON."""
    return {
        "id": order.id,
        "platform": NAME,
        **identified(order),
        "state": order.state,
        "product": order.product,
        "amount": {"total": order.total, "currency": "CNY"},
        "description": order.request["subject"],
        "made_at": beijing(order.made_at),
        "expires_at": beijing(order.expires_at) if order.expires_at else None,
    }


def _refuse_what_is_over(order: Order, now: datetime) -> None:
    if order.state in {Trade.PAID, Trade.FINISHED}:
        raise Refusal("paid", "the trade is paid already")
    if order.state == Trade.CLOSED:
        raise Refusal("closed", "the trade is closed")
    if order.expires_at is not None and now >= order.expires_at:
        raise Refusal("expired", "the trade's time to pay is over")


def _returned(ground: Ground, order: Order) -> str:
    address = str(order.more["return_url"])
    if not address:
        return ""
    fields = plain(
        {
            **identified(order),
            "total_amount": yuan(order.total),
            "seller_id": ground.credentials.bundle.alipay.seller_id,
            "app_id": order.merchant,
            "auth_app_id": order.merchant,
            "method": f"{words('method')[order.product]}.return",
            "charset": order.more["charset"],
            "version": "1.0",
            "timestamp": beijing(ground.clock.real()),
            "sign_type": order.more["sign_type"],
        }
    )
    fields["sign"] = signature(ground, fields)
    page, mark, fragment = address.partition("#")
    return f"{page}{'&' if '?' in page else '?'}{form(fields)}{mark}{fragment}"
