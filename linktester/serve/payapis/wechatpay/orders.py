"""Making, asking for and closing orders."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from linktester.model.zone import CHINA
from linktester.serve.exchange import Answer
from linktester.serve.ground import Ground
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.checking import time_of
from linktester.serve.payapis.minting import digits
from linktester.serve.payapis.wechatpay import keys
from linktester.serve.payapis.wechatpay.answers import Problem, json_answer
from linktester.serve.payapis.wechatpay.asked import body_of, number_of, own_merchant, queried_merchant
from linktester.serve.payapis.wechatpay.name import NAME, PAID, Product, Trade, limit
from linktester.serve.payapis.wechatpay.signing import Caller
from linktester.serve.payapis.wechatpay.transaction import transaction
from linktester.serve.state import Mint, Order

CASHIER = "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb"
NATIVE = "weixin://wxpay/bizpayurl?pr="


def create(call: ApiCall, who: Caller, product: str) -> Answer:
    """Make an order, or give the same one's current code again."""
    body = body_of(call, product)
    own_merchant(call, who, body)
    ground = call.ground
    with ground.database.together():
        known = ground.ledger.find(NAME, who.mchid, body["out_trade_no"])
        if known is None:
            mint = _minted(ground, ground.ledger.add(new_order(ground, who, product, body)))
        elif is_same_open(known, product, body, ground.clock.now()):
            mint = _current(ground, known)
        else:
            raise Problem("OUT_TRADE_NO_USED")
    return json_answer(call, _handed_out(mint))


def query(call: ApiCall, who: Caller, number: str) -> Answer:
    """Tell an order by the merchant's number."""
    queried_merchant(call, who)
    return json_answer(call, transaction(find(call, who, number)))


def query_transaction(call: ApiCall, who: Caller, number: str) -> Answer:
    """Tell an order by the platform's number, which it has once it is paid."""
    queried_merchant(call, who)
    order = call.ground.ledger.find_platform_number(NAME, number_of(call, number))
    if order is None:
        raise Problem("ORDER_NOT_EXIST")
    call.findings.number = order.number
    return json_answer(call, transaction(order))


def close(call: ApiCall, who: Caller, number: str) -> Answer:
    """Close an unpaid order; a closed one stays closed."""
    own_merchant(call, who, body_of(call, "close"))
    ground = call.ground
    with ground.database.together():
        order = find(call, who, number)
        if order.state in PAID:
            raise Problem("ORDERPAID")
        if order.state not in {Trade.NOTPAY, Trade.CLOSED}:
            raise Problem("INVALID_REQUEST", "付款码订单请使用撤销接口")
        if order.state == Trade.NOTPAY:
            ground.ledger.save(replace(order, state=Trade.CLOSED, ended_at=ground.clock.now()))
    return json_answer(call)


def find(call: ApiCall, who: Caller, number: str) -> Order:
    """Return the merchant's order of this number as it stands in a path. Raises Problem."""
    order = call.ground.ledger.find(NAME, who.mchid, number_of(call, number))
    if order is None:
        raise Problem("ORDER_NOT_EXIST")
    return order


def new_order(ground: Ground, who: Caller, product: str, body: dict[str, Any]) -> Order:
    """Return an order that is not in the ledger yet."""
    now = ground.clock.now()
    return Order(
        platform=NAME,
        merchant=who.mchid,
        number=body["out_trade_no"],
        product=product,
        state=Trade.NOTPAY,
        total=body["amount"]["total"],
        made_at=now,
        expires_at=_last_moment(body.get("time_expire"), now),
        notify_url=body.get("notify_url"),
        request=body,
        more={"mode": who.mode},
    )


def is_same_open(order: Order, product: str, body: dict[str, Any], now: datetime) -> bool:
    """Tell whether a request repeats the one that made an order which can still be paid."""
    asked_alike = order.product == product and order.request == body
    is_over = order.expires_at is not None and now >= order.expires_at
    return asked_alike and order.state == Trade.NOTPAY and not is_over


def _last_moment(wished: str | None, now: datetime) -> datetime:
    """Return when the order can be paid last: one minute from now at the earliest, ninety days at most."""
    if wished is None:
        return now + timedelta(seconds=limit("order-default-seconds"))
    moment = time_of(wished) or now
    earliest = now + timedelta(seconds=limit("order-least-seconds"))
    return min(max(moment, earliest), now + timedelta(seconds=limit("order-most-seconds")))


def _current(ground: Ground, order: Order) -> Mint:
    """Return the order's code, a new one when the last is over."""
    newest = ground.minted.newest(order.id, order.product)
    is_over = newest is None or newest.is_over(ground.clock.now())
    return _minted(ground, order) if newest is None or is_over else newest


def _minted(ground: Ground, order: Order) -> Mint:
    """Return a new code of the order."""
    now = ground.clock.now()
    life = timedelta(seconds=limit(f"{order.product}-life-seconds"))
    token = keys.nonce_text(9) if order.product == Product.NATIVE else _prepay_id(now)
    mint = Mint(
        key=f"{NAME}:{order.product}:{token}",
        platform=NAME,
        kind=order.product,
        order_id=order.id,
        made_at=now,
        expires_at=now + life,
        more={"token": token, "package": digits(10)},
    )
    return ground.minted.add(mint)


def _prepay_id(now: datetime) -> str:
    return f"wx{now.astimezone(CHINA):%d%H%M%S%f}"[:16] + secrets.token_hex(10)


def _handed_out(mint: Mint) -> dict[str, str]:
    token = mint.more["token"]
    if mint.kind == Product.NATIVE:
        return {"code_url": NATIVE + token}
    if mint.kind == Product.H5:
        return {"h5_url": f"{CASHIER}?{urlencode({'prepay_id': token, 'package': mint.more['package']})}"}
    return {"prepay_id": token}
