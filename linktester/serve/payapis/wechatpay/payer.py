"""The payer's side of WeChat Pay: opening codes, paying, payers' own codes, and what time brings."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from linktester import urls
from linktester.serve.ground import Ground
from linktester.serve.payapis import tables
from linktester.serve.payapis.payments import Behaviour, Outcome, Outgoing, Refusal, Seen, Tamper
from linktester.serve.payapis.wechatpay import callbacks, codepay, opened, paying, refunds
from linktester.serve.payapis.wechatpay.name import NAME, PAID, Trade, beijing
from linktester.serve.state import Notice, Order, Timer


class WechatPayPayments:
    """WeChat Pay as `payments.Payments` wants it."""

    def owns(self, code: str) -> bool:
        """Tell whether `code` is of WeChat Pay's form."""
        return opened.key_of(code) is not None

    def scan(self, ground: Ground, code: str) -> Seen:
        """Open a code, cashier link or prepay call without paying. Raises Refusal."""
        with ground.database.together():
            order = opened.order_of(ground, code)
            _payable(ground, order)
        return Seen(order=order, told=_told(order, code))

    def pay(self, ground: Ground, code: str, outcome: Outcome) -> Seen:
        """Open it and pay, fail or give up. Raises Refusal."""
        with ground.database.together():
            order = _done(ground, opened.order_of(ground, code), outcome)
        ground.ring()
        return Seen(order=order, told=_told(order, code))

    def pay_order(self, ground: Ground, order: Order, outcome: Outcome) -> Seen:
        """Pay an order without its code: the payer has it open. Raises Refusal."""
        with ground.database.together():
            order = _done(ground, order, outcome)
        ground.ring()
        return Seen(order=order, told=_told(order))

    def knows(self, ground: Ground, code: str) -> bool:
        """Tell whether an order here has `code`, without opening books for it."""
        mint = opened.mint_of(ground, code)
        return mint is not None and mint.order_id is not None

    def age(self, ground: Ground, code: str, by: timedelta) -> Seen:
        """Put a code and its order into the past. Raises Refusal."""
        mint = opened.mint_of(ground, code)
        if mint is None or mint.order_id is None:
            raise Refusal("unknown", "no order here has this code")
        with ground.database.together():
            ground.minted.age(mint.key, by)
            order = ground.ledger.order(mint.order_id)
            ends = None if order.expires_at is None else order.expires_at - by
            order = ground.ledger.save(replace(order, made_at=order.made_at - by, expires_at=ends))
        ground.ring()
        return Seen(order=order, told=_told(order, code))

    def auth_code(self, ground: Ground, behaviour: Behaviour) -> str:
        """Mint a payer's own code."""
        return codepay.mint(ground, behaviour)

    def due(self, ground: Ground, timer: Timer) -> None:
        """Let a refund go through."""
        if timer.kind == refunds.DONE:
            refunds.done(ground, timer.subject)

    def outgoing(self, ground: Ground, notice: Notice, tamper: Tamper | None) -> Outgoing:
        """Build one try of a callback."""
        return callbacks.outgoing(ground, notice, tamper)

    def accepted(self, status: int, body: bytes) -> bool:
        """Take 200 and 204 for success, whatever the body says."""
        del body
        return status in {200, 204}

    def ladder(self, name: str) -> tuple[float, ...]:
        """Return a retry ladder."""
        return tables.ladder(NAME, name)

    def told(self, order: Order) -> Mapping[str, Any]:
        """Return an order for lists."""
        return _told(order)


def _payable(ground: Ground, order: Order) -> None:
    """Refuse orders that nobody can pay any more. Raises Refusal."""
    if order.state in PAID:
        raise Refusal("paid", "the order is paid already")
    if order.state not in {Trade.NOTPAY, Trade.USERPAYING}:
        raise Refusal("closed", f"the order is {order.state}")
    if order.expires_at is not None and ground.clock.now() >= order.expires_at:
        raise Refusal("expired", "the order's time to pay is over")


def _done(ground: Ground, order: Order, outcome: Outcome) -> Order:
    _payable(ground, order)
    if outcome is Outcome.SUCCESS:
        return paying.settle(ground, order)
    if order.state == Trade.USERPAYING:
        return ground.ledger.save(replace(order, state=Trade.PAYERROR))
    # Whoever gives up before a code leaves the order as it was: it can still be paid.
    return order


def _told(order: Order, code: str = "") -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": order.id,
        "platform": NAME,
        "out_trade_no": order.number,
        "state": order.state,
        "product": order.product,
        "amount": {"total": order.total, "currency": "CNY"},
        "description": order.request.get("description", ""),
        "made_at": beijing(order.made_at),
        "expires_at": beijing(order.expires_at) if order.expires_at else None,
        "transaction_id": order.platform_number,
    }
    back = dict(urls.query(code.partition("?")[2])).get("redirect_url") if order.product == "h5" else None
    return told | {"return_url": back} if back else told
