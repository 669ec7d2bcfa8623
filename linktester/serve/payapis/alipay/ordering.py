"""Precreating a code, charging a payer's own code, and querying."""

import secrets
from typing import Any

from linktester.serve.ground import Ground
from linktester.serve.payapis.alipay import spans, states, trades
from linktester.serve.payapis.alipay.caller import Terms
from linktester.serve.payapis.alipay.name import AUTH, CODE, NAME, QR_ADDRESS, Event, Product
from linktester.serve.payapis.alipay.problem import Problem, invalid
from linktester.serve.payapis.alipay.telling import bought, queried
from linktester.serve.payapis.payments import Behaviour
from linktester.serve.state import Mint

_ERRORS = {
    Behaviour.INSUFFICIENT: "ACQ.BUYER_BALANCE_NOT_ENOUGH",
    Behaviour.EXPIRED: "ACQ.PAYMENT_AUTH_CODE_INVALID",
}


def precreate(ground: Ground, terms: Terms, asked: dict[str, Any]) -> dict[str, Any]:
    """Mint a code for an order; there is no trade until somebody scans it. Raises Problem."""
    now = ground.clock.now()
    ends = spans.code_end(asked, now)
    if ends is None:
        raise invalid("qr_code_timeout_express", "不是允许的时间")
    order = trades.placed(ground, terms, Product.PRECREATE, asked)
    token = f"bax0{secrets.token_hex(10)}"
    ground.minted.add(
        Mint(key=CODE + token, platform=NAME, kind="code", order_id=order.id, made_at=now, expires_at=ends)
    )
    return {"out_trade_no": order.number, "qr_code": QR_ADDRESS + token}


def pay(ground: Ground, terms: Terms, asked: dict[str, Any]) -> dict[str, Any]:
    """Charge the payer's own code: paid at once, or waiting for the payer. Raises Problem."""
    now, key = ground.clock.now(), AUTH + asked["auth_code"]
    mint = ground.minted.find(key)
    if mint is None or mint.is_over(now) or _is_used(ground, mint, terms, asked):
        raise Problem("ACQ.PAYMENT_AUTH_CODE_INVALID")
    behaviour = Behaviour(mint.more["behaviour"])
    if behaviour in _ERRORS:
        raise Problem(_ERRORS[behaviour])
    order = trades.opened(ground, trades.placed(ground, terms, Product.PAY, asked))
    ground.minted.open(key, now, order_id=order.id)
    ground.minted.use(key, now)
    if behaviour is Behaviour.IMMEDIATE:
        order = trades.paid(ground, order)
    return bought(order)


def query(ground: Ground, terms: Terms, asked: dict[str, Any]) -> dict[str, Any]:
    """Tell how a trade stands. Raises Problem."""
    return queried(trades.find(ground, terms, asked))


def _is_used(ground: Ground, mint: Mint, terms: Terms, asked: dict[str, Any]) -> bool:
    """Tell whether a code was charged for another order, or for one that is over."""
    if mint.used_at is None:
        return False
    order = ground.ledger.find(NAME, terms.app_id, asked["out_trade_no"])
    return order is None or order.id != mint.order_id or not states.can(order, Event.PAY)
