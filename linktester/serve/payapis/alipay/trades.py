"""Trades in the ledger: found, placed, opened, paid, closed, finished. Callers hold the transaction."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from linktester.serve.ground import Ground
from linktester.serve.payapis.alipay import notifications, spans, states
from linktester.serve.payapis.alipay.caller import Terms
from linktester.serve.payapis.alipay.money import fen
from linktester.serve.payapis.alipay.name import (
    NAME,
    Event,
    Product,
    Trade,
    beijing,
    limit,
    moment_of,
    new_trade_number,
)
from linktester.serve.payapis.alipay.problem import Problem, invalid
from linktester.serve.state import Order, Timer


def find(ground: Ground, terms: Terms, asked: Mapping[str, Any]) -> Order:
    """Return the trade an app asks for; its trade number wins. Raises Problem, also for unscanned codes."""
    found = known(ground, terms, asked)
    if found is None or found.state == Trade.NONE:
        raise Problem("ACQ.TRADE_NOT_EXIST")
    return found


def known(ground: Ground, terms: Terms, asked: Mapping[str, Any]) -> Order | None:
    """Return the order an app asks for, None when it has none. Raises Problem when it names none."""
    trade, number = asked.get("trade_no", ""), asked.get("out_trade_no", "")
    if not trade and not number:
        raise invalid("out_trade_no", "和 trade_no 不能同时为空")
    if not trade:
        return ground.ledger.find(NAME, terms.app_id, number)
    found = ground.ledger.find_platform_number(NAME, trade)
    return found if found is not None and found.merchant == terms.app_id else None


def placed(ground: Ground, terms: Terms, product: Product, asked: dict[str, Any]) -> Order:
    """Return the order of a number: a new one, or the one that is there and still fits. Raises Problem."""
    total, now = fen(asked["total_amount"]), ground.clock.now()
    if total is None:
        raise invalid("total_amount", "超出允许的金额范围")
    if spans.trade_end(asked, now, product) is None:
        raise invalid("time_expire" if asked.get("time_expire") else "timeout_express", "不是允许的时间")
    order = Order(
        platform=NAME,
        merchant=terms.app_id,
        number=asked["out_trade_no"],
        product=product,
        state=Trade.NONE,
        total=total,
        made_at=now,
        notify_url=terms.notify_url or None,
        request=asked,
        more={"charset": terms.charset, "sign_type": terms.sign_type, "return_url": terms.return_url},
    )
    there = ground.ledger.find(NAME, terms.app_id, order.number)
    return ground.ledger.add(order) if there is None else _again(ground, there, order)


def opened(ground: Ground, order: Order) -> Order:
    """Let a payer open an order, which makes the trade. Raises Problem."""
    state = states.after(order, Event.OPEN)
    if order.state == state:
        return order
    now = ground.clock.now()
    ends = spans.trade_end(order.request, now, order.product)
    if ends is None:
        # Its point in time has passed since the code was made.
        raise Problem("ACQ.TRADE_HAS_CLOSE")
    made = replace(order, state=state, platform_number=new_trade_number(now), made_at=now, expires_at=ends)
    ground.timers.add(Timer(due=ends, platform=NAME, kind=Event.TIMEOUT, subject=order.id))
    return ground.ledger.save(made)


def paid(ground: Ground, order: Order) -> Order:
    """Let an open trade be paid, and tell the merchant. Raises Problem."""
    now = ground.clock.now()
    done = ground.ledger.save(replace(order, state=states.after(order, Event.PAY), paid_at=now))
    ground.timers.cancel(NAME, Event.TIMEOUT, order.id)
    ends = now + timedelta(days=limit("refund-days"))
    ground.timers.add(Timer(due=ends, platform=NAME, kind=Event.FINISH, subject=order.id))
    notifications.tell(ground, done)
    return done


def ended(ground: Ground, order: Order, event: Event, more: Mapping[str, Any] | None = None) -> Order:
    """Close or finish a trade, and tell the merchant, with `more` fields. Raises Problem."""
    now = ground.clock.now()
    done = ground.ledger.save(replace(order, state=states.after(order, event), ended_at=now))
    for kind in (Event.TIMEOUT, Event.FINISH):
        ground.timers.cancel(NAME, kind, order.id)
    notifications.tell(ground, done, more)
    return done


def aged(ground: Ground, order: Order, by: timedelta) -> Order:
    """Put an order that much into the past, with the end its request asks for and what time will bring."""
    request, asked = order.request, moment_of(order.request.get("time_expire") or "")
    if asked is not None:
        request = {**request, "time_expire": beijing(asked - by)}
    ends = None if order.expires_at is None else order.expires_at - by
    moved = replace(order, made_at=order.made_at - by, expires_at=ends, request=request)
    if order.state == Trade.WAITING and ends is not None:
        ground.timers.cancel(NAME, Event.TIMEOUT, order.id)
        ground.timers.add(Timer(due=ends, platform=NAME, kind=Event.TIMEOUT, subject=order.id))
    return ground.ledger.save(moved)


def _again(ground: Ground, there: Order, order: Order) -> Order:
    states.refuse_again(there)
    if there.state == Trade.NONE:
        return ground.ledger.save(replace(order, id=there.id))
    same = there.total == order.total and there.request["subject"] == order.request["subject"]
    if not same:
        raise Problem("ACQ.CONTEXT_INCONSISTENT")
    return there
