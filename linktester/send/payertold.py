"""What the emulator tells of payments: orders, callbacks with their tries, requests to the platforms' APIs.

Everything is as the merchant or the platform wrote it: untrusted text. Unknown keys are left out, missing
ones have a plain default, so that an older emulator can be looked at too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from linktester.codec import from_plain
from linktester.model.zone import CHINA


class PayOutcome(StrEnum):
    """What the payer does."""

    SUCCESS = "success"
    FAIL = "fail"
    CANCEL = "cancel"


class PayBehaviour(StrEnum):
    """What a payer's own code does when a merchant scans it."""

    IMMEDIATE = "immediate"
    CONFIRM = "confirm"
    """A password is asked for; the payment waits."""
    EXPIRED = "expired"
    INSUFFICIENT = "insufficient"


class Damage(StrEnum):
    """How a callback is damaged on purpose."""

    SIGNATURE = "signature"
    BODY = "body"
    TIMESTAMP = "timestamp"
    PROBE = "probe"


@dataclass(frozen=True, slots=True, kw_only=True)
class PayRefund:
    """One refund of an order."""

    number: str = ""
    state: str = ""
    amount: int = 0
    """Minor units (fen)."""
    made_at: datetime | None = None
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOrder:
    """One order, as its platform holds it. All times are aware and of the business clock."""

    id: int = 0
    """Grows with every order of the emulator's state directory; 0 when it was not told."""
    platform: str = ""
    number: str = ""
    """The merchant's own number (out_trade_no)."""
    platform_number: str = ""
    """The platform's (transaction_id, trade_no); empty before it has one."""
    product: str = ""
    state: str = ""
    """The platform's own word."""
    total: int = 0
    """Minor units (fen)."""
    description: str = ""
    made_at: datetime | None = None
    expires_at: datetime | None = None
    """The last moment to pay."""
    paid_at: datetime | None = None
    ended_at: datetime | None = None
    notify_url: str = ""
    code: str = ""
    """What a payer scans or opens; empty where nothing was handed out for it."""
    request: Mapping[str, Any] = field(default_factory=dict)
    """What the merchant asked for, as received."""
    refunds: tuple[PayRefund, ...] = ()
    return_url: str = ""
    """Where the payer's browser goes now; only after paying or giving up, empty when it stays."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """The whole answer, for what a platform tells beside this (`app_result`)."""

    @property
    def key(self) -> tuple[str, str]:
        """Platform and number, by which an order is paid."""
        return self.platform, self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class PayAttempt:
    """One try to deliver a callback."""

    at: datetime | None = None
    """By the business clock."""
    sent_at: datetime | None = None
    """By the real clock."""
    tamper: str | None = None
    """How it was damaged on purpose, a `Damage`; None: rightly signed."""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    status: int | None = None
    """None: nobody answered."""
    answer: str = ""
    error: str | None = None
    outcome: str = ""
    """`accepted`, `refused`, `failed`, `held`; a damaged one that was taken: `not-verified`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayNotice:
    """One callback to a merchant."""

    id: str = ""
    platform: str = ""
    out_trade_no: str = ""
    event: str = ""
    url: str = ""
    state: str = ""
    """`pending`, `delivered`, `given-up`, `held`."""
    made_at: datetime | None = None
    next_due: datetime | None = None
    """By the business clock; None when no more tries come."""
    attempts: tuple[PayAttempt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiFindings:
    """What an API noted about a request while it answered."""

    number: str = ""
    """The merchant's order number it is about."""
    code: str = ""
    """The platform's error code, empty for none."""
    refused: str = ""
    """The check that refused it, such as `signature`; empty for none."""
    built: str = ""
    """The text the server built to verify the signature."""
    notes: tuple[str, ...] = ()
    """Remarks that changed nothing, such as `replayed-nonce`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiRequest:
    """One request to a platform's API, cut where it was long."""

    id: int = 0
    """Grows with every request of the emulator's process."""
    at: datetime | None = None
    """By the real clock."""
    api: str = ""
    method: str = ""
    target: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    status: int = 0
    """0: the connection was cut instead of an answer."""
    answer: str = ""
    findings: ApiFindings = ApiFindings()


def order_of(told: Mapping[str, Any]) -> PayOrder:
    """Return the order that a call of the payer tells. What does not fit is left at its default."""
    amount, moments = _object(told.get("amount")), _object(told.get("moments"))
    numbers = (told.get(name) for name in ("transaction_id", "trade_no"))
    return PayOrder(
        id=_whole(told.get("id")),
        platform=_text(told.get("platform")),
        number=_text(told.get("out_trade_no")),
        platform_number=next((_text(each) for each in numbers if each), ""),
        product=_text(told.get("product")),
        state=_text(told.get("state")),
        total=_whole(amount.get("total")),
        description=_text(told.get("description")),
        made_at=_moment(moments.get("made_at") or told.get("made_at")),
        expires_at=_moment(moments.get("expires_at") or told.get("expires_at")),
        paid_at=_moment(moments.get("paid_at")),
        ended_at=_moment(moments.get("ended_at")),
        notify_url=_text(told.get("notify_url")),
        code=_text(told.get("code")),
        request=_object(told.get("request")),
        refunds=tuple(from_plain(told.get("refunds") or [], list[PayRefund])),
        return_url=_text(told.get("return_url")),
        more=dict(told),
    )


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _whole(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _moment(value: object) -> datetime | None:
    """Return an aware moment; one without a zone is Beijing's, as the platforms write it."""
    try:
        found = datetime.fromisoformat(_text(value))
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=CHINA)
