"""The payer's calls of the control port: scan, pay, payers' codes, the clock, callbacks, faults, reset.

    POST /payer/scan        {"code"}: the payer's app opens a code, link or order string, without paying
    POST /payer/pay         {"code"} or {"platform", "out_trade_no"}, and "outcome": success, fail, cancel
    POST /payer/age         {"code", "seconds"}: puts a minted code and its order that much into the past, as
                            if they had been made earlier; no other order and no clock is touched
    POST /payer/auth-code   {"platform", "behaviour"}: immediate, confirm, expired, insufficient
    POST /clock             {"advance_seconds": n}: moves business time on, sends what became due → {"now"}
    POST /wechatpay/rotate-certificate
    POST /wechatpay/callback-keys   {"mode"}: order, certificate, public_key, mixed: what signs callbacks
    GET  /orders            ?platform=&before=ID: newest first
    GET  /notifications     ?out_trade_no=: callbacks with every try
    POST /notifications/{id}/redeliver   {"tamper"}: null, signature, body, timestamp, probe
    GET  /requests          ?after=ID: the journal of API requests
    POST /faults            see `injected`; DELETE /faults disarms
    POST /reset             {"clock": true} puts business time back as well

Mistakes are 4xx with `{"error", "reason"}`.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

from linktester.serve import payapis
from linktester.serve.callbackkeys import CallbackKeys
from linktester.serve.callbacks import Sender
from linktester.serve.clock import MOST_OFFSET
from linktester.serve.exchange import Answer
from linktester.serve.ground import Ground
from linktester.serve.injected import BadFaultError, Injected
from linktester.serve.payapis.payments import Behaviour, Outcome, Payments, Refusal, Tamper
from linktester.serve.requestlog import Entry
from linktester.serve.state import Attempt, Notice
from linktester.serve.wire import BadBodyError, json_answer, read_json

SETTLE_SECONDS = 12.0
"""How long a clock move waits for the merchants it calls."""

PayerCall = Callable[[bytes, Mapping[str, str]], Answer | Awaitable[Answer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Code:
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pay:
    code: str | None = None
    platform: str | None = None
    out_trade_no: str | None = None
    outcome: Outcome = Outcome.SUCCESS


@dataclass(frozen=True, slots=True, kw_only=True)
class _AuthCode:
    platform: str
    behaviour: Behaviour = Behaviour.IMMEDIATE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Age:
    code: str
    seconds: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Advance:
    advance_seconds: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keys:
    mode: CallbackKeys = CallbackKeys.ORDER


@dataclass(frozen=True, slots=True, kw_only=True)
class _Redeliver:
    tamper: Tamper | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reset:
    clock: bool = False


class Payer:
    """The calls, over one ground."""

    def __init__(self, ground: Ground, sender: Sender) -> None:
        self._ground = ground
        self._sender = sender
        self._payments = payapis.payments()
        self.calls: Mapping[tuple[str, str], PayerCall] = {
            ("POST", "/payer/scan"): self._scan,
            ("POST", "/payer/pay"): self._pay,
            ("POST", "/payer/age"): self._age,
            ("POST", "/payer/auth-code"): self._auth_code,
            ("POST", "/clock"): self._clock,
            ("POST", "/wechatpay/rotate-certificate"): self._rotate,
            ("POST", "/wechatpay/callback-keys"): self._callback_keys,
            ("GET", "/orders"): self._orders,
            ("GET", "/notifications"): self._notifications,
            ("GET", "/requests"): self._requests,
            ("POST", "/faults"): self._arm,
            ("DELETE", "/faults"): self._disarm,
            ("POST", "/reset"): self._reset,
        }

    def find(self, method: str, name: str) -> PayerCall | None:
        """Return the call of this name, None when there is none."""
        known = self.calls.get((method, name))
        if known is not None:
            return known
        before, _, verb = name.removeprefix("/notifications/").partition("/")
        if method != "POST" or verb != "redeliver" or not name.startswith("/notifications/"):
            return None

        def again(body: bytes, _: Mapping[str, str]) -> Awaitable[Answer]:
            return self._redeliver(unquote(before), body)

        return again

    def _scan(self, body: bytes, _: Mapping[str, str]) -> Answer:
        code = read_json(body, _Code).code
        seen = self._owner(code).scan(self._ground, code)
        return json_answer(seen.told)

    def _pay(self, body: bytes, _: Mapping[str, str]) -> Answer:
        wish = read_json(body, _Pay)
        if wish.code is not None:
            seen = self._owner(wish.code).pay(self._ground, wish.code, wish.outcome)
            return json_answer(seen.told)
        platform, number = wish.platform or "", wish.out_trade_no or ""
        payments = self._platform(platform)
        order = self._ground.ledger.find_number(platform, number)
        if order is None:
            raise Refusal("unknown", f"{platform} has no order {number[:100]}")
        return json_answer(payments.pay_order(self._ground, order, wish.outcome).told)

    def _age(self, body: bytes, _: Mapping[str, str]) -> Answer:
        wish = read_json(body, _Age)
        if not 0 <= wish.seconds <= MOST_OFFSET.total_seconds():
            raise BadBodyError("seconds must be 0 or more, ten years at most")
        seen = self._owner(wish.code).age(self._ground, wish.code, timedelta(seconds=wish.seconds))
        return json_answer(seen.told)

    def _auth_code(self, body: bytes, _: Mapping[str, str]) -> Answer:
        wish = read_json(body, _AuthCode)
        made = self._platform(wish.platform).auth_code(self._ground, wish.behaviour)
        return json_answer({"auth_code": made})

    async def _clock(self, body: bytes, _: Mapping[str, str]) -> Answer:
        wish = read_json(body, _Advance)
        try:
            self._ground.clock.advance(timedelta(seconds=wish.advance_seconds))
        except (ValueError, OverflowError) as error:
            raise BadBodyError("advance_seconds must be 0 or more, ten years altogether at most") from error
        await self._sender.settle(SETTLE_SECONDS)
        self._ground.ring()
        return json_answer({"now": int(self._ground.clock.now().timestamp())})

    def _rotate(self, _: bytes, __: Mapping[str, str]) -> Answer:
        made = self._ground.credentials.rotate_wechatpay()
        return json_answer({"platform_cert_serial": made.serial})

    def _callback_keys(self, body: bytes, _: Mapping[str, str]) -> Answer:
        wish = read_json(body or b"{}", _Keys)
        self._ground.callback_keys.force(wish.mode)
        return json_answer({"mode": wish.mode})

    def _orders(self, _: bytes, fields: Mapping[str, str]) -> Answer:
        from linktester.serve.listedorders import listed  # noqa: PLC0415 - a start does without it

        before = fields.get("before", "")
        found = self._ground.ledger.orders(
            fields.get("platform", ""), before=int(before[:18]) if before.isdecimal() else 0
        )
        told = [
            listed(self._ground, self._payments[order.platform], order)
            for order in found
            if order.platform in self._payments
        ]
        return json_answer({"orders": told})

    def _notifications(self, _: bytes, fields: Mapping[str, str]) -> Answer:
        notices = self._ground.notices
        found = notices.listed(fields.get("out_trade_no", ""))
        told = [_told_notice(each, notices.attempts(each.id)) for each in found]
        return json_answer({"notifications": told})

    async def _redeliver(self, id_: str, body: bytes) -> Answer:
        wish = read_json(body or b"{}", _Redeliver)
        notice = self._ground.notices.find(id_)
        if notice is None:
            raise Refusal("unknown", f"there is no callback {id_[:100]}")
        return json_answer(_told_attempt(await self._sender.send_again(notice, wish.tamper)))

    def _requests(self, _: bytes, fields: Mapping[str, str]) -> Answer:
        after = fields.get("after", "")
        found = self._ground.requests.after(int(after[:18]) if after.isdecimal() else 0)
        return json_answer({"requests": [_told_request(each) for each in found]})

    def _arm(self, body: bytes, _: Mapping[str, str]) -> Answer:
        try:
            self._ground.faults.arm(read_json(body, Injected))
        except BadFaultError as error:
            raise BadBodyError(str(error)) from error
        return json_answer({"armed": len(self._ground.faults)})

    def _disarm(self, _: bytes, __: Mapping[str, str]) -> Answer:
        self._ground.faults.clear()
        return json_answer({})

    def _reset(self, body: bytes, _: Mapping[str, str]) -> Answer:
        wish = read_json(body or b"{}", _Reset)
        self._ground.reset()
        if wish.clock:
            self._ground.clock.reset()
        return json_answer({})

    def _owner(self, code: str) -> Payments:
        for payments in self._payments.values():
            if payments.owns(code):
                return payments
        raise Refusal("unknown", "no platform here made this code")

    def _platform(self, name: str) -> Payments:
        found = self._payments.get(name)
        if found is None:
            raise Refusal("platform", f"platform must be one of {', '.join(sorted(self._payments))}")
        return found


def _told_notice(notice: Notice, attempts: tuple[Attempt, ...]) -> dict[str, Any]:
    return {
        "id": notice.id,
        "platform": notice.platform,
        "out_trade_no": notice.number,
        "event": notice.event,
        "url": notice.url,
        "state": notice.state,
        "made_at": notice.made_at,
        "next_due": notice.due,
        "payload": notice.payload,
        "attempts": [_told_attempt(each) for each in attempts],
    }


def _told_attempt(attempt: Attempt) -> dict[str, Any]:
    return {
        "at": attempt.at,
        "sent_at": attempt.sent_at,
        "tamper": attempt.tamper,
        "headers": attempt.headers,
        "body": attempt.body.decode("utf-8", "replace"),
        "status": attempt.status,
        "answer": attempt.answer.decode("utf-8", "replace"),
        "error": attempt.error,
        "outcome": attempt.outcome,
    }


def _told_request(entry: Entry) -> dict[str, Any]:
    return asdict(entry)
