"""Refunds: taken at once, the same number only once, a trade closed when all of it went back."""

from typing import Any

from linktester.serve.ground import Ground
from linktester.serve.payapis.alipay import states, trades
from linktester.serve.payapis.alipay.caller import Terms
from linktester.serve.payapis.alipay.money import fen, yuan
from linktester.serve.payapis.alipay.name import NAME, Event, beijing, plain, words
from linktester.serve.payapis.alipay.notifications import tell
from linktester.serve.payapis.alipay.problem import Problem, invalid
from linktester.serve.payapis.alipay.telling import identified
from linktester.serve.state import Order, Refund

DONE = "REFUND_SUCCESS"


def create(ground: Ground, terms: Terms, asked: dict[str, Any]) -> dict[str, Any]:
    """Pay money back, or tell again what was paid back under this number. Raises Problem."""
    amount = fen(asked["refund_amount"])
    if amount is None:
        raise invalid("refund_amount", "超出允许的金额范围")
    order = trades.find(ground, terms, asked)
    number = asked.get("out_request_no") or order.number
    earlier = ground.ledger.find_refund(NAME, _scope(order), number)
    if earlier is None:
        _refuse_what_cannot_be(ground, order, amount, has_number="out_request_no" in asked)
        refund = add(ground, order, number, amount, asked)
        _moved(ground, order, refund)
    elif earlier.amount != amount:
        raise Problem("ACQ.DISCORDANT_REPEAT_REQUEST")
    else:
        refund = earlier
    return {
        **identified(order),
        "buyer_logon_id": words("buyer")["logon_id"],
        "buyer_user_id": words("buyer")["user_id"],
        "fund_change": "Y" if earlier is None else "N",
        "refund_fee": yuan(refunded(ground, order)),
        "gmt_refund_pay": beijing(refund.made_at),
    }


def query(ground: Ground, terms: Terms, asked: dict[str, Any]) -> dict[str, Any]:
    """Tell a refund; of an unknown one nothing but that the call went well. Raises Problem."""
    order = trades.find(ground, terms, asked)
    refund = ground.ledger.find_refund(NAME, _scope(order), asked["out_request_no"])
    if refund is None:
        return {}
    told = {
        **identified(order),
        "out_request_no": refund.number,
        "refund_reason": refund.request.get("refund_reason"),
        "total_amount": yuan(order.total),
        "refund_amount": yuan(refund.amount),
        "refund_status": refund.state,
        "gmt_refund_pay": beijing(refund.made_at),
    }
    return plain(told)


def add(ground: Ground, order: Order, number: str, amount: int, asked: dict[str, Any]) -> Refund:
    """Write a refund down and return it."""
    now = ground.clock.now()
    refund = Refund(
        order_id=order.id,
        platform=NAME,
        scope=_scope(order),
        number=number,
        state=DONE,
        amount=amount,
        made_at=now,
        done_at=now,
        request=asked,
    )
    return ground.ledger.add_refund(refund)


def refunded(ground: Ground, order: Order) -> int:
    """Return what went back so far."""
    return sum(each.amount for each in ground.ledger.refunds_of(order))


def told(ground: Ground, order: Order, refund: Refund) -> dict[str, str]:
    """Return what a notification says of a refund."""
    moment = f"{beijing(refund.made_at)}.{refund.made_at.microsecond // 1000:03d}"
    return {
        "out_biz_no": refund.number,
        "refund_fee": yuan(refunded(ground, order)),
        "gmt_refund": moment,
    }


def _moved(ground: Ground, order: Order, refund: Refund) -> None:
    more = told(ground, order, refund)
    if refunded(ground, order) == order.total:
        trades.ended(ground, order, Event.REFUND_ALL, more)
    else:
        tell(ground, order, more)


def _refuse_what_cannot_be(ground: Ground, order: Order, amount: int, *, has_number: bool) -> None:
    states.after(order, Event.REFUND_PART)
    if amount > order.total - refunded(ground, order):
        raise Problem("ACQ.REASON_TRADE_REFUND_FEE_ERR")
    if not has_number and amount != order.total:
        raise Problem("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL")


def _scope(order: Order) -> str:
    return f"{order.merchant}:{order.platform_number}"
