"""The emulator's payments as the window knows them: looked at while somebody looks, changed on demand."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from linktester.gui.paymentlook import Ask, Sight, Wish, ask, look
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.model.errors import EnvironmentFault, LinktesterError
from linktester.model.message import Message, message
from linktester.model.order import OrderProduct
from linktester.send import Ready
from linktester.send.payer import PayerControl
from linktester.send.payertold import (
    ApiRequest,
    Damage,
    PayAttempt,
    PayBehaviour,
    PayNotice,
    PayOrder,
    PayOutcome,
)
from linktester.workspace import EmulatorState

EVERY_MS = 1_000
FEN = 1_234
"""What an order made by hand costs."""
MOST_REQUESTS = 2_000
"""Requests kept; the emulator keeps as many."""


class OpenPayments(QObject):
    """Orders, callbacks of the one that is looked at, requests and the clock of one emulator.

    Signals: `changed` after every look and when the emulator goes or comes; `code_made(str)` with the digits
    of a payer's code; `order_made(tuple)` with platform and number; `told(Message)`;
    `failed(LinktesterError)`.
    """

    changed = Signal()
    code_made = Signal(str)
    order_made = Signal(object)
    told = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._looking = Latest(tools.tasks)
        self._is_looking = False
        self._is_watched = False
        self._pages = 1
        self._after = 0
        self._key: tuple[str, str] | None = None
        self.ready: Ready | None = None
        """The emulator that is looked at; None while none runs."""
        self.is_asked = False
        """False until the host has told how the emulator stands."""
        self.sight: Sight | None = None
        """The last look; None before the first one."""
        self.requests: tuple[ApiRequest, ...] = ()
        """The journal, oldest first."""
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        tools.host.emulator_changed.connect(self._on_emulator_changed)

    @property
    def orders(self) -> tuple[PayOrder, ...]:
        """Newest first."""
        return self.sight.orders if self.sight else ()

    @property
    def order(self) -> PayOrder | None:
        """The order that is looked at."""
        return next((each for each in self.orders if each.key == self._key), None)

    @property
    def notices(self) -> tuple[PayNotice, ...]:
        """The callbacks of that order, newest first."""
        if self.sight is None or self._key is None or self.sight.wish.number != self._key[1]:
            return ()
        return tuple(each for each in self.sight.notices if each.platform == self._key[0])

    @property
    def now(self) -> datetime | None:
        """The business clock's now at the last look."""
        return self.sight.now if self.sight else None

    def watch(self, on: bool) -> None:
        """Look every second from now on, or no more."""
        self._is_watched = on
        if not on:
            self._timer.stop()
            self._drop()
            return
        self._tools.host.ask_emulator()
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Look now, unless a look is on its way or nobody wants to see it."""
        if self._is_watched and not self._is_looking:
            self._look()

    def select(self, key: tuple[str, str] | None) -> None:
        """Look at another order, by platform and number."""
        if key != self._key:
            self._key = key
            self._drop()
            self.look()

    def show_older(self) -> None:
        """Show one more page of orders."""
        self._pages += 1
        self._drop()
        self.look()

    def pay(self, outcome: PayOutcome) -> None:
        """Let the payer pay the order that is looked at, fail or give up."""
        order = self.order
        if order is not None:
            self._do(partial(_pay, order.key, outcome), partial(self._tell, _told_of))

    def send_again(self, notice: PayNotice, damage: Damage | None) -> None:
        """Send a callback again, damaged if wished."""
        self._do(partial(_redeliver, notice.id, damage), partial(self._tell, _sent))

    def make_code(self, platform: str, behaviour: PayBehaviour) -> None:
        """Make a payer's own code."""
        self._do(partial(_auth_code, platform, behaviour), self.code_made.emit)

    def make_order(self, product: OrderProduct) -> None:
        """Make an order by hand, as a merchant would."""
        self._run(partial(_test_order, product), self._on_order_made)

    def advance(self, seconds: float) -> None:
        """Move business time on."""
        self._do(partial(_advance, seconds), partial(self._tell, _moved))

    def rotate(self) -> None:
        """Make a new certificate of WeChat Pay's."""
        self._do(_rotate, partial(self._tell, _rotated))

    def forget(self, clock: bool) -> None:
        """Forget orders, codes, tokens and callbacks; put business time back too if wished."""
        self._do(partial(_reset, clock), self._on_forgotten)

    def _do(self, call: Ask[Any], done: Any) -> None:
        self._run(partial(_asked, call), done)

    def _run(self, work: Callable[[Ready], Any], done: Any) -> None:
        if self.ready is None:
            self.failed.emit(EnvironmentFault(message("payment.no-emulator")))
            return
        self._tools.tasks.run(work, self.ready, done=partial(self._on_done, done), failed=self._on_refused)

    def _look(self) -> None:
        if self.ready is None:
            return
        number = self._key[1] if self._key else ""
        self._is_looking = True
        wish = Wish(self.ready, self._pages, number, self._after)
        self._looking.run(look, wish, done=self._on_seen, failed=self._on_unseen)

    def _drop(self) -> None:
        self._looking.drop()
        self._is_looking = False

    def _look_anew(self) -> None:
        self._drop()
        self.look()

    def _on_emulator_changed(self, state: EmulatorState) -> None:
        self.is_asked = True
        if state.ready != self.ready:
            self._drop()
            self.ready, self.sight = state.ready, None
            self.requests, self._after = (), 0
            self.look()
        self.changed.emit()

    def _on_seen(self, sight: Sight) -> None:
        self._is_looking = False
        self.sight = sight
        if sight.requests:
            self.requests = (*self.requests, *sight.requests)[-MOST_REQUESTS:]
            self._after = sight.requests[-1].id
        self.changed.emit()

    def _on_unseen(self, _error: LinktesterError) -> None:
        """It goes, or starts anew: the host knows, and tells."""
        self._is_looking = False
        self._tools.host.ask_emulator()

    def _tell(self, said: Callable[[Any], Message], value: object) -> None:
        self.told.emit(said(value))

    def _on_done(self, done: Any, value: object) -> None:
        done(value)
        self._look_anew()

    def _on_refused(self, error: LinktesterError) -> None:
        self.failed.emit(error)
        self._look_anew()

    def _on_order_made(self, key: tuple[str, str]) -> None:
        self.order_made.emit(key)
        self.told.emit(message("payment.order-made", number=key[1]))

    def _on_forgotten(self, _none: object) -> None:
        self.requests = ()
        self.told.emit(message("payment.forgotten"))


def _moved(_now: datetime) -> Message:
    return message("payment.clock-moved")


def _rotated(serial: str) -> Message:
    return message("payment.rotated", serial=serial)


def _sent(_attempt: PayAttempt) -> Message:
    return message("payment.sent-again")


def _told_of(order: PayOrder) -> Message:
    if order.return_url:
        return message("payment.done-back", number=order.number, url=order.return_url)
    return message("payment.done", number=order.number, state=order.state)


def _asked(call: Ask[Any], ready: Ready) -> Any:
    return ask(ready, call)


def _test_order(product: OrderProduct, ready: Ready) -> tuple[str, str]:
    from linktester.send.testorder import make_test_order  # noqa: PLC0415 - keys are for those who order

    made = asyncio.run(make_test_order(ready, product, FEN))
    return made.platforms[0], made.number


def _pay(key: tuple[str, str], outcome: PayOutcome, payer: PayerControl) -> Awaitable[PayOrder]:
    return payer.pay(number=key, outcome=outcome)


def _redeliver(id_: str, damage: Damage | None, payer: PayerControl) -> Awaitable[PayAttempt]:
    return payer.redeliver(id_, damage)


def _auth_code(platform: str, behaviour: PayBehaviour, payer: PayerControl) -> Awaitable[str]:
    return payer.auth_code(platform, behaviour)


def _advance(seconds: float, payer: PayerControl) -> Awaitable[datetime]:
    return payer.advance(seconds)


def _rotate(payer: PayerControl) -> Awaitable[str]:
    return payer.rotate()


def _reset(clock: bool, payer: PayerControl) -> Awaitable[None]:
    return payer.reset(clock=clock)
