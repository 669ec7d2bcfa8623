"""Refunds: accepted at once, done a little later, told to the merchant then."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from linktester.serve.exchange import Answer
from linktester.serve.ground import Ground
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.minting import digits
from linktester.serve.payapis.wechatpay import callbacks
from linktester.serve.payapis.wechatpay.answers import Problem, json_answer, parameter
from linktester.serve.payapis.wechatpay.asked import body_of, number_of
from linktester.serve.payapis.wechatpay.name import NAME, PAID, Trade, beijing, day_text, limit
from linktester.serve.payapis.wechatpay.signing import Caller
from linktester.serve.state import Order, Refund, Timer

DONE = "refund"
"""Timer: the money has arrived."""
RECEIVED_BY = "支付用户零钱"
_OPEN = ("PROCESSING", "SUCCESS")


def create(call: ApiCall, who: Caller) -> Answer:
    """Take a refund on, or tell again the one that has this number."""
    body = body_of(call, "refund")
    ground = call.ground
    with ground.database.together():
        order = _order(ground, who, body)
        call.findings.number = order.number
        refund = ground.ledger.find_refund(NAME, who.mchid, body["out_refund_no"])
        if refund is None:
            refund = _taken_on(ground, who, order, body)
        elif (refund.order_id, refund.amount) != (order.id, body["amount"]["refund"]):
            raise Problem("INVALID_REQUEST", "商户退款单号已用于另一笔退款")
    ground.ring()
    return json_answer(call, told(order, refund))


def query(call: ApiCall, who: Caller, number: str) -> Answer:
    """Tell a refund by the merchant's refund number."""
    refund = call.ground.ledger.find_refund(NAME, who.mchid, number_of(call, number))
    if refund is None:
        raise Problem("RESOURCE_NOT_EXISTS")
    order = call.ground.ledger.order(refund.order_id)
    call.findings.number = order.number
    return json_answer(call, told(order, refund))


def done(ground: Ground, id_: int) -> None:
    """Let a refund go through, and tell the merchant."""
    try:
        refund = ground.ledger.refund(id_)
    except KeyError:
        return
    if refund.state != "PROCESSING":
        return
    now = ground.clock.now()
    refund = ground.ledger.save_refund(replace(refund, state="SUCCESS", done_at=now))
    callbacks.refund_event(ground, ground.ledger.order(refund.order_id), refund)


def told(order: Order, refund: Refund) -> dict[str, Any]:
    """Return a refund's JSON."""
    answer: dict[str, Any] = {
        "refund_id": refund.platform_number,
        "out_refund_no": refund.number,
        "transaction_id": order.platform_number,
        "out_trade_no": order.number,
        "channel": "ORIGINAL",
        "user_received_account": RECEIVED_BY,
        "create_time": beijing(refund.made_at),
        "status": refund.state,
        "funds_account": "AVAILABLE",
        "amount": _amounts(order, refund),
        "promotion_detail": [],
    }
    if refund.done_at is not None and refund.state == "SUCCESS":
        answer["success_time"] = beijing(refund.done_at)
    return answer


def _amounts(order: Order, refund: Refund) -> dict[str, Any]:
    return {
        "total": order.total,
        "refund": refund.amount,
        "payer_total": order.total,
        "payer_refund": refund.amount,
        "settlement_refund": refund.amount,
        "settlement_total": order.total,
        "discount_refund": 0,
        "currency": "CNY",
        "from": [],
    }


def _order(ground: Ground, who: Caller, body: dict[str, Any]) -> Order:
    transaction, number = body.get("transaction_id"), body.get("out_trade_no")
    if not transaction and not number:
        raise parameter("/out_trade_no", "与 /transaction_id 必须填写一个")
    order = (
        ground.ledger.find_platform_number(NAME, transaction)
        if transaction
        else ground.ledger.find(NAME, who.mchid, number or "")
    )
    if order is None or (number and order.number != number):
        raise Problem("RESOURCE_NOT_EXISTS")
    return order


def _taken_on(ground: Ground, who: Caller, order: Order, body: dict[str, Any]) -> Refund:
    _refuse_what_cannot_be(ground, order, body["amount"])
    now = ground.clock.now()
    if order.state == Trade.SUCCESS:
        ground.ledger.save(replace(order, state=Trade.REFUND))
    refund = ground.ledger.add_refund(
        Refund(
            order_id=order.id,
            platform=NAME,
            scope=who.mchid,
            number=body["out_refund_no"],
            platform_number=f"50{digits(8)}{day_text(now)}{digits(10)}",
            state="PROCESSING",
            amount=body["amount"]["refund"],
            made_at=now,
            notify_url=body.get("notify_url"),
            request=body,
            more={"mode": who.mode},
        )
    )
    due = now + timedelta(seconds=limit("refund-seconds"))
    ground.timers.add(Timer(due=due, platform=NAME, kind=DONE, subject=refund.id))
    return refund


def _refuse_what_cannot_be(ground: Ground, order: Order, amount: dict[str, Any]) -> None:
    if order.state not in PAID or order.paid_at is None:
        raise Problem("INVALID_REQUEST", "订单未支付，不能退款")
    if amount["total"] != order.total:
        raise Problem("INVALID_REQUEST", "订单金额与原订单不一致")
    earlier = [each for each in ground.ledger.refunds_of(order) if each.state in _OPEN]
    if sum(each.amount for each in earlier) + amount["refund"] > order.total:
        raise Problem("INVALID_REQUEST", "退款金额大于订单可退金额")
    if len(earlier) >= limit("refunds-per-order"):
        raise Problem("INVALID_REQUEST", "部分退款次数已用完")
    if ground.clock.now() > order.paid_at + timedelta(days=limit("refund-days")):
        raise Problem("INVALID_REQUEST", "订单支付时间超过一年，不能退款")
