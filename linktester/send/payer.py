"""Payer and tester of the emulator's payments, from the outside: pay, move the clock, look at the books.

    payer = PayerControl(ready)
    order = await payer.pay(number=("wechatpay", "T-1"))     # or a code; outcome success, fail, cancel
    for notice in await payer.notifications("T-1"): ...
    await payer.aclose()

Every method raises EnvironmentFault when the emulator cannot be had, and PayerRefusedError when it understood
and refuses: the order is paid already, the code is too old.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from linktester.codec import from_plain
from linktester.model.errors import NOWHERE, EnvironmentFault, InputErrors, Problem
from linktester.model.message import Message, message
from linktester.send.controlline import ControlLine, RebuffedError
from linktester.send.payertold import (
    ApiRequest,
    Damage,
    PayAttempt,
    PayBehaviour,
    PayNotice,
    PayOrder,
    PayOutcome,
    order_of,
)
from linktester.send.ready import Ready

T = TypeVar("T")
SECONDS = 20.0
"""How long a call may take: a moved clock waits for the merchants it calls."""
REASONS = frozenset(
    {
        *("unknown", "expired", "closed", "paid", "order", "signature"),
        *("method", "platform", "tamper", "behaviour", "body"),
    }
)
"""Refusals that have words of their own; others tell the emulator's sentence."""


class PayerRefusedError(InputErrors):
    """The emulator refuses what the payer wanted. Nothing was changed."""

    def __init__(self, reason: str, words: str) -> None:
        self.reason = reason
        """The emulator's word: `unknown`, `expired`, `closed`, `paid`, `order`, `signature` …"""
        self.words = words
        """The emulator's sentence, English; it may hold text of the merchant's."""
        super().__init__([Problem(NOWHERE, _said(reason, words))])


class PayerControl:
    """Calls of one emulator. Use it in one event loop."""

    def __init__(self, ready: Ready) -> None:
        self._line = ControlLine(ready, SECONDS)

    async def scan(self, code: str) -> PayOrder:
        """Let the payer's app open a code, link or order string without paying."""
        return self._order(await self._call("POST", "payer/scan", {"code": code}))

    async def pay(
        self,
        code: str = "",
        *,
        number: tuple[str, str] | None = None,
        outcome: PayOutcome = PayOutcome.SUCCESS,
    ) -> PayOrder:
        """Let the payer open `code`, or the order with this platform and number, and pay, fail or give up."""
        wish: dict[str, str] = {"outcome": str(outcome)}
        if number is None:
            wish["code"] = code
        else:
            wish["platform"], wish["out_trade_no"] = number
        return self._order(await self._call("POST", "payer/pay", wish))

    async def auth_code(self, platform: str, behaviour: PayBehaviour = PayBehaviour.IMMEDIATE) -> str:
        """Mint a payer's own code, for a merchant to scan; return its digits."""
        wish = {"platform": platform, "behaviour": str(behaviour)}
        return str((await self._call("POST", "payer/auth-code", wish)).get("auth_code", ""))

    async def age(self, code: str, seconds: float) -> None:
        """Let a code be older than it is, by so many seconds of business time."""
        await self._call("POST", "payer/age", {"code": code, "seconds": seconds})

    async def business_time(self) -> datetime:
        """Return the business clock's now, aware."""
        told = await self._call("GET", "health")
        return self._fitted(told.get("business_time"), datetime, "health")

    async def advance(self, seconds: float) -> datetime:
        """Move business time on; what became due is sent before this returns. Return the new now, UTC."""
        told = await self._call("POST", "clock", {"advance_seconds": seconds})
        return datetime.fromtimestamp(self._fitted(told.get("now"), int, "clock"), UTC)

    async def rotate(self) -> str:
        """Make a new certificate of WeChat Pay's; return its serial number."""
        told = await self._call("POST", "wechatpay/rotate-certificate", {})
        return str(told.get("platform_cert_serial", ""))

    async def orders(self, platform: str = "", before: int = 0) -> tuple[PayOrder, ...]:
        """Return a page of orders, newest first; `before` is the id where the last page ended."""
        asked = {"platform": platform} if platform else {}
        asked |= {"before": str(before)} if before else {}
        told = await self._call("GET", _with(asked, "orders"))
        found = self._fitted(told.get("orders"), list[dict[str, Any]], "orders")
        return tuple(self._order(each) for each in found)

    async def notifications(self, number: str = "") -> tuple[PayNotice, ...]:
        """Return the callbacks about an order number, of all orders when it is empty; newest first."""
        path = _with({"out_trade_no": number} if number else {}, "notifications")
        told = await self._call("GET", path)
        return tuple(self._fitted(told.get("notifications"), list[PayNotice], "notifications"))

    async def redeliver(self, id_: str, tamper: Damage | None = None) -> PayAttempt:
        """Send a callback again, damaged on purpose if wished; return the try."""
        path = f"notifications/{quote(id_, safe='')}/redeliver"
        told = await self._call("POST", path, {"tamper": str(tamper) if tamper else None})
        return self._fitted(told, PayAttempt, "redeliver")

    async def requests(self, after: int = 0) -> tuple[ApiRequest, ...]:
        """Return some requests younger than `after`, oldest first; ask again until none come."""
        told = await self._call("GET", _with({"after": str(after)} if after else {}, "requests"))
        return tuple(self._fitted(told.get("requests"), list[ApiRequest], "requests"))

    async def arm(self, faults: Iterable[Mapping[str, Any]]) -> int:
        """Arm faults (see the emulator's `POST /faults`); return how many are armed."""
        armed = 0
        for fault in faults:
            told = await self._call("POST", "faults", dict(fault))
            armed = self._fitted(told.get("armed"), int, "faults")
        return armed

    async def disarm(self) -> None:
        """Disarm every fault."""
        await self._call("DELETE", "faults")

    async def reset(self, *, clock: bool = False) -> None:
        """Forget orders, codes, tokens and callbacks; with `clock` put business time back too. Keys stay."""
        await self._call("POST", "reset", {"clock": clock})

    async def aclose(self) -> None:
        """Close the connection."""
        await self._line.aclose()

    async def _call(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        try:
            return await self._line.call(method, path, body)
        except RebuffedError as rebuff:
            raise PayerRefusedError(rebuff.reason, rebuff.words) from rebuff

    def _order(self, told: dict[str, Any]) -> PayOrder:
        try:
            return order_of(told)
        except InputErrors as errors:
            raise _senseless("orders", errors) from errors

    def _fitted(self, value: object, kind: type[T], call: str) -> T:
        try:
            return from_plain(value, kind)
        except InputErrors as errors:
            raise _senseless(call, errors) from errors


def _senseless(call: str, errors: InputErrors) -> EnvironmentFault:
    return EnvironmentFault(message("send.control-answer", call=call, reason=str(errors)))


def _with(asked: Mapping[str, str], call: str) -> str:
    return f"{call}?{urlencode(asked, errors='replace')}" if asked else call


def _said(reason: str, words: str) -> Message:
    if reason in REASONS:
        return Message(f"payer.refused-{reason}", {"words": words})
    return message("payer.refused", reason=reason, words=words)
