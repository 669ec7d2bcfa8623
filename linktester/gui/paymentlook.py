"""A look at the emulator's payments, and what is done with them; runs on a task's thread."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from linktester.send import Ready
from linktester.send.payer import PayerControl
from linktester.send.payertold import ApiRequest, PayNotice, PayOrder

T = TypeVar("T")
Ask = Callable[[PayerControl], Awaitable[T]]
PAGE = 100
"""Orders that the emulator tells at once."""
MOST_CALLS = 12
"""Calls for the journal in one look; more come with the next."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be looked at."""

    ready: Ready
    pages: int = 1
    """Pages of orders."""
    number: str = ""
    """The order whose callbacks are wanted; empty for none."""
    after: int = 0
    """The newest request that is known."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen."""

    wish: Wish
    at: datetime
    """By our clock, aware."""
    ahead: timedelta
    """How far business time is ahead of the real one; whole seconds."""
    orders: tuple[PayOrder, ...] = ()
    """Newest first."""
    is_cut: bool = False
    """There are older orders."""
    notices: tuple[PayNotice, ...] = ()
    requests: tuple[ApiRequest, ...] = ()
    """Those that are new, oldest first."""

    @property
    def now(self) -> datetime:
        """The business clock's now."""
        return self.at + self.ahead


def look(wish: Wish) -> Sight:
    """Look once. Raises EnvironmentFault."""
    return ask(wish.ready, _Look(wish))


def ask(ready: Ready, call: Ask[T]) -> T:
    """Return what `call` gets from the emulator's payer. Raises EnvironmentFault and PayerRefusedError."""
    return asyncio.run(_asked(ready, call))


async def _asked(ready: Ready, call: Ask[T]) -> T:
    payer = PayerControl(ready)
    try:
        return await call(payer)
    finally:
        await payer.aclose()


class _Look:
    def __init__(self, wish: Wish) -> None:
        self._wish = wish

    async def __call__(self, payer: PayerControl) -> Sight:
        wish = self._wish
        business, at = await payer.business_time(), datetime.now(UTC)
        orders, is_cut = await _orders(payer, wish.pages)
        notices = await payer.notifications(wish.number) if wish.number else ()
        requests = await _requests(payer, wish.after)
        ahead = timedelta(seconds=max(0, round((business - at).total_seconds())))
        return Sight(wish, at, ahead, orders, is_cut, notices, requests)


async def _orders(payer: PayerControl, pages: int) -> tuple[tuple[PayOrder, ...], bool]:
    found: list[PayOrder] = []
    for _ in range(pages):
        page = await payer.orders(before=found[-1].id if found else 0)
        found += page
        if len(page) < PAGE:
            return tuple(found), False
    return tuple(found), True


async def _requests(payer: PayerControl, after: int) -> tuple[ApiRequest, ...]:
    found: list[ApiRequest] = []
    for _ in range(MOST_CALLS):
        page = await payer.requests(found[-1].id if found else after)
        if not page:
            break
        found += page
    return tuple(found)
