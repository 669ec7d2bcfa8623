"""The payer's side of Alipay: opening things, paying, payers' own codes, and what time brings."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from linktester.serve.ground import Ground
from linktester.serve.payapis import tables
from linktester.serve.payapis.alipay import appresult, notifications, opening, paying, states, trades
from linktester.serve.payapis.alipay.name import AUTH, CODE, NAME, Event, Product, limit
from linktester.serve.payapis.alipay.opening import Opened
from linktester.serve.payapis.minting import digits, payers_code
from linktester.serve.payapis.payments import Behaviour, Outcome, Outgoing, Refusal, Seen, Tamper
from linktester.serve.state import Notice, Order, Timer


class AlipayPayments:
    """Alipay as `payments.Payments` wants it."""

    def owns(self, code: str) -> bool:
        """Tell whether `code` is of Alipay's form."""
        return opening.read(code) is not None

    def scan(self, ground: Ground, code: str) -> Seen:
        """Open a code, cashier or order string without paying; this makes the trade. Raises Refusal."""
        opened = _read(code)
        with ground.database.together():
            order = paying.opened(ground, opening.order_of(ground, opened))
            _remember(ground, opened)
        ground.ring()
        return Seen(order=order, told=paying.told(order))

    def pay(self, ground: Ground, code: str, outcome: Outcome) -> Seen:
        """Open it and pay, fail or give up. Raises Refusal."""
        opened = _read(code)
        with ground.database.together():
            order = paying.done(ground, opening.order_of(ground, opened), outcome)
            _remember(ground, opened)
        ground.ring()
        return _seen(ground, order, outcome)

    def pay_order(self, ground: Ground, order: Order, outcome: Outcome) -> Seen:
        """Pay an order of the ledger; a code nobody scanned yet is scanned first. Raises Refusal."""
        with ground.database.together():
            order = paying.done(ground, order, outcome)
        ground.ring()
        return _seen(ground, order, outcome)

    def knows(self, ground: Ground, code: str) -> bool:
        """Tell whether an order here has `code`, or the app here signed it; no books are opened for it."""
        found = opening.read(code)
        return found is not None and opening.is_known(ground, found)

    def age(self, ground: Ground, code: str, by: timedelta) -> Seen:
        """Put a precreated code and its order into the past. Raises Refusal."""
        found = _read(code)
        with ground.database.together():
            order = opening.aged(ground, found, by)
        ground.ring()
        return Seen(order=order, told=paying.told(order))

    def auth_code(self, ground: Ground, behaviour: Behaviour) -> str:
        """Mint a payer's own code: 18 digits beginning with 28."""
        code = f"28{digits(16)}"
        seconds = limit("auth-code-life-seconds")
        return payers_code(ground, NAME, AUTH + code, code, behaviour=behaviour, seconds=seconds)

    def due(self, ground: Ground, timer: Timer) -> None:
        """Close what nobody paid in time; finish what can no longer be refunded."""
        try:
            order = ground.ledger.order(timer.subject)
        except KeyError:
            return
        event = Event(timer.kind)
        if states.can(order, event):
            trades.ended(ground, order, event)

    def outgoing(self, ground: Ground, notice: Notice, tamper: Tamper | None) -> Outgoing:
        """Build one try of a notification. Raises Refusal."""
        return notifications.outgoing(ground, notice, tamper)

    def accepted(self, status: int, body: bytes) -> bool:
        """Take exactly `success` for success."""
        return status == 200 and body == notifications.SUCCESS

    def ladder(self, name: str) -> tuple[float, ...]:
        """Return a retry ladder."""
        return tables.ladder(NAME, name)

    def told(self, order: Order) -> Mapping[str, Any]:
        """Return an order for lists."""
        return paying.told(order)


def _read(code: str) -> Opened:
    opened = opening.read(code)
    if opened is None:
        raise Refusal("unknown", "this is nothing Alipay opens")
    return opened


def _remember(ground: Ground, opened: Opened) -> None:
    if opened.kind is opening.Kind.CODE:
        ground.minted.open(CODE + opened.value, ground.clock.now())


def _seen(ground: Ground, order: Order, outcome: Outcome) -> Seen:
    told = paying.told(order)
    if order.product == Product.APP:
        told["app_result"] = appresult.result(ground, order, outcome)
    address = paying.back(ground, order, outcome)
    return Seen(order=order, told=told | ({"return_url": address} if address else {}))
