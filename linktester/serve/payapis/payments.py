"""What a platform that takes money offers to the payer's calls, the clock and the sender of callbacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from linktester.serve.ground import Ground
from linktester.serve.state import Notice, Order, Timer


class Refusal(Exception):
    """The payer cannot do this. `reason` is one word for programs, the text is for people."""

    def __init__(self, reason: str, words: str) -> None:
        self.reason = reason
        """`unknown`, `expired`, `closed`, `paid`, `order`, `behaviour` …"""
        super().__init__(words)


class Outcome(StrEnum):
    """What the payer does."""

    SUCCESS = "success"
    FAIL = "fail"
    CANCEL = "cancel"


class Behaviour(StrEnum):
    """What a payer's own code does when it is scanned by a merchant."""

    IMMEDIATE = "immediate"
    CONFIRM = "confirm"
    EXPIRED = "expired"
    INSUFFICIENT = "insufficient"


class Tamper(StrEnum):
    """How a callback is damaged on purpose."""

    SIGNATURE = "signature"
    BODY = "body"
    TIMESTAMP = "timestamp"
    PROBE = "probe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One callback as it goes out: the octets are what was signed."""

    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the payer's app shows of a code or an order."""

    order: Order | None = None
    """None while nothing but a code exists."""
    told: Mapping[str, Any]
    """Plain JSON for the caller: state, amount, description, `return_url` …"""


class Payments(Protocol):
    """A platform's side of paying. Amounts and states are in the ledger; every call is one transaction."""

    def owns(self, code: str) -> bool:
        """Tell whether `code` (a code's content, a link, an order string) is this platform's."""

    def scan(self, ground: Ground, code: str) -> Seen:
        """Let the payer's app open `code` without paying. Raises Refusal."""

    def pay(self, ground: Ground, code: str, outcome: Outcome) -> Seen:
        """Let the payer open `code` if needed, and pay, fail or give up. Raises Refusal."""

    def pay_order(self, ground: Ground, order: Order, outcome: Outcome) -> Seen:
        """Let the payer do the same with an order of the ledger. Raises Refusal."""

    def knows(self, ground: Ground, code: str) -> bool:
        """Tell whether an order here has `code`; books that nobody has opened yet stay closed."""

    def age(self, ground: Ground, code: str, by: timedelta) -> Seen:
        """Put a minted code and its order into the past. Raises Refusal where no order has the code."""

    def auth_code(self, ground: Ground, behaviour: Behaviour) -> str:
        """Mint a payer's own code. Raises Refusal."""

    def due(self, ground: Ground, timer: Timer) -> None:
        """Do what a timer was set for."""

    def outgoing(self, ground: Ground, notice: Notice, tamper: Tamper | None) -> Outgoing:
        """Build one try of a callback, signed by the real clock's now."""

    def accepted(self, status: int, body: bytes) -> bool:
        """Tell whether a merchant's answer means success."""

    def ladder(self, name: str) -> tuple[float, ...]:
        """Return a retry ladder: seconds of business time between tries."""

    def told(self, order: Order) -> Mapping[str, Any]:
        """Return an order as the window lists it, in plain JSON."""


def next_due(tries: int, due: datetime, rungs: tuple[float, ...]) -> datetime | None:
    """Return when the try after the `tries`th is due, None when the ladder has no rung left."""
    return due + timedelta(seconds=rungs[tries - 1]) if tries <= len(rungs) else None
