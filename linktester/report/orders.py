"""The order of a payment case in words: what was wished for, the way it went, and how it ended.

Addresses, numbers and subjects come back as they were; the face that shows them escapes them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from linktester import links
from linktester.model.evidence import AnyObservation, Launched, Ordered, Paid, Queried, Returned
from linktester.model.link import Link, PlatformId
from linktester.model.order import OrderWish, PayerDoes, PaymentEnd
from linktester.model.run import CaseResult
from linktester.model.verdict import Cause, Outcome
from linktester.report.phrases import NO_TRADE, Phrases

T = TypeVar("T", bound=AnyObservation)
UNKNOWN = "unknown"
_WECHATPAY = ("NOTPAY", "USERPAYING", "SUCCESS", "REFUND", "CLOSED", "REVOKED", "PAYERROR")
_ALIPAY = (NO_TRADE, "WAIT_BUYER_PAY", "TRADE_SUCCESS", "TRADE_FINISHED", "TRADE_CLOSED")
STATES = (*_WECHATPAY, *_ALIPAY)
"""The platforms' own words for the states of an order, and ours for one that is not known there."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of an order's way: made, shown, paid, back, asked about."""

    words: str
    came: bool
    """False: it did not come to that."""
    step: int | None = None
    """1-based number of the observation that tells of it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact with its label."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Told:
    """All about an order, ready to be laid out."""

    line: str
    """How it ended, in one line."""
    stages: tuple[Stage, ...]
    facts: tuple[Fact, ...]


def yuan(fen: int) -> str:
    """Return an amount in yuan with its sign: `¥1,234.50`."""
    sign = "-" if fen < 0 else ""
    return f"{sign}¥{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def wished(wish: OrderWish, phrases: Phrases) -> str:
    """Return the order in one line, with what is unusual of it: `Alipay QR code · ¥12.34 · 咖啡`."""
    what = product(wish.product, phrases)
    return " · ".join((what, yuan(wish.fen), wish.subject, *_unusual(wish, phrases)))


def intended(link: Link, phrases: Phrases) -> str:
    """Return what reaching `link` means; the order, where it asks for one."""
    wish = links.order_of(link)
    return phrases.identity(link.identity) if wish is None else wished(wish, phrases)


def wish_facts(wish: OrderWish, phrases: Phrases) -> tuple[Fact, ...]:
    """Return what was wished for, fact by fact."""
    facts = [
        Fact(phrases.text("report.order-product"), product(wish.product, phrases)),
        Fact(phrases.text("report.order-amount"), yuan(wish.fen)),
        Fact(phrases.text("report.order-subject"), wish.subject),
        Fact(phrases.text("report.order-payer"), phrases.of("does", wish.payer)),
    ]
    if wish.return_url is not None:
        facts.append(Fact(phrases.text("report.order-return-url"), wish.return_url))
    times = " · ".join(_times(wish, phrases))
    return (*facts, Fact(phrases.text("report.order-times"), times)) if times else tuple(facts)


def product(name: str, phrases: Phrases) -> str:
    """Return what a way to ask for money is called."""
    return phrases.of("product", name.replace("/", "-"))


def states_of(link: Link) -> tuple[str, ...]:
    """Return the states that the order of `link` may be in; none for a link that orders nothing."""
    if not links.is_order(link):
        return ()
    return {"wechat": _WECHATPAY, "alipay": _ALIPAY}.get(link.target, STATES)


def state_of(end: PaymentEnd, cause: Cause | None) -> str:
    """Return the platform's word, `NO_TRADE` where it has none, `unknown` where our own side broke first."""
    return end.state or (UNKNOWN if cause is Cause.FAULT else NO_TRADE)


def state(end: PaymentEnd, cause: Cause | None, phrases: Phrases) -> str:
    """Return the state in words, with the platform's own beside them: `paid (SUCCESS)`."""
    word = state_of(end, cause)
    return phrases.of("order", word) if word == UNKNOWN else phrases.order_state(word)


def ended(end: PaymentEnd, cause: Cause | None, phrases: Phrases, act: str = "") -> str:
    """Return in one line how an order ended: `paid (SUCCESS) · ¥12.34 · back in the same tab`.

    `act` says what the payer did instead of paying.
    """
    refused = phrases.text("report.order-refused-by", why=_why(end, phrases)) if end.refused else ""
    leg = phrases.of("leg", end.leg) if end.leg is not None else ""
    return " · ".join(part for part in (state(end, cause, phrases), yuan(end.fen), refused, act, leg) if part)


def line(result: CaseResult, phrases: Phrases) -> str:
    """Return `Order: …` with how it ended; empty for anything but a payment case."""
    if result.payment is None:
        return ""
    end = ended(result.payment, result.verdict.cause, phrases, _act(result, phrases))
    return phrases.text("report.order-line", end=end)


def landing(landed: str, phrases: Phrases) -> str:
    """Return where the payer stands: an app by its name, an address as it is."""
    return landed if ":" in landed or not landed else phrases.platform(PlatformId(landed))


def told(result: CaseResult, phrases: Phrases) -> Told | None:
    """Return all about the order of a payment case; None for anything else."""
    if result.payment is None:
        return None
    wish = links.order_of(result.probe.link)
    facts = () if wish is None else wish_facts(wish, phrases)
    return Told(
        line=ended(result.payment, result.verdict.cause, phrases, _act(result, phrases)),
        stages=tuple(_stages(result, result.payment, phrases)),
        facts=(*facts, *_end_facts(result, result.payment, phrases)),
    )


def _unusual(wish: OrderWish, phrases: Phrases) -> Iterator[str]:
    if wish.payer is not PayerDoes.PAY:
        yield phrases.of("payer", wish.payer)
    yield from _times(wish, phrases)


def _times(wish: OrderWish, phrases: Phrases) -> Iterator[str]:
    if wish.scan_after:
        yield phrases.text("report.order-scan-after", seconds=wish.scan_after)
    if wish.expires_after is not None:
        yield phrases.text("report.order-expires-after", seconds=wish.expires_after)


def _why(end: PaymentEnd, phrases: Phrases) -> str:
    return phrases.of("refusal", end.refused)


def _act(result: CaseResult, phrases: Phrases) -> str:
    """Return what the payer did where that was not to pay; empty where they paid, or could not act."""
    paid = _found(result, Paid)
    if paid is not None:
        does = paid[1].does
    else:
        wish = links.order_of(result.probe.link)
        looked = wish is not None and wish.payer is PayerDoes.LOOK and _is_shown(result)
        does = PayerDoes.LOOK if looked else PayerDoes.PAY
    return "" if does == PayerDoes.PAY else phrases.of("payer", does)


def _stages(result: CaseResult, end: PaymentEnd, phrases: Phrases) -> Iterator[Stage]:
    made = _found(result, Ordered)
    if made is not None:
        what = product(made[1].product, phrases)
        yield Stage(phrases.text("report.order-made", number=end.number, product=what), True, made[0])
    yield _shown(result, end, phrases)
    paid = _found(result, Paid)
    if paid is not None:
        pays = paid[1].does == PayerDoes.PAY and not end.refused
        yield Stage(_sentence(phrases.of("payer", paid[1].does)), pays, paid[0])
    else:
        yield Stage(_sentence(_act(result, phrases)) or phrases.text("report.order-not-acted"), False)
    back = _found(result, Returned)
    if back is not None:
        yield Stage(_return(end, phrases), end.leg != "lost", back[0])
    asked = _found(result, Queried)
    words = phrases.text("report.order-asked", state=state(end, result.verdict.cause, phrases))
    yield Stage(words, asked is not None, None if asked is None else asked[0])


def _shown(result: CaseResult, end: PaymentEnd, phrases: Phrases) -> Stage:
    launch = _opened(result)
    step = None if launch is None else launch[0]
    if end.refused:
        return Stage(phrases.text("report.order-refused", why=_why(end, phrases)), False, step)
    if not _is_shown(result):
        return Stage(phrases.text("report.order-not-shown"), False)
    receiver = None if launch is None else launch[1].receiver
    app = phrases.platform(receiver or result.probe.host)
    return Stage(phrases.text("report.order-shown", app=app), True, step)


def _opened(result: CaseResult) -> tuple[int, Launched] | None:
    """Return the last hand-over to an app before the payer acted, with its number."""
    paid = _found(result, Paid)
    seen = result.evidence.observations[: None if paid is None else paid[0]]
    launches = [
        (number, each)
        for number, each in enumerate(seen, start=1)
        if isinstance(each, Launched) and each.receiver is not None
    ]
    return launches[-1] if launches else None


def _return(end: PaymentEnd, phrases: Phrases) -> str:
    leg = _sentence(phrases.of("leg", end.leg))
    return f"{leg}: {landing(end.landed, phrases)}" if end.landed else leg


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _end_facts(result: CaseResult, end: PaymentEnd, phrases: Phrases) -> Iterator[Fact]:
    yield Fact(phrases.text("report.order-number"), end.number)
    yield Fact(phrases.text("report.order-state"), state(end, result.verdict.cause, phrases))
    if end.platform and end.paid:
        yield Fact(phrases.text("report.order-platform"), phrases.of("method", end.platform))
    if end.refused:
        yield Fact(phrases.text("report.order-refusal"), _why(end, phrases))
    if end.leg is not None:
        leg = phrases.of("leg", end.leg)
        yield Fact(phrases.text("report.order-leg"), f"{leg} – {phrases.of('means', f'leg-{end.leg}')}")
    if end.landed:
        yield Fact(phrases.text("report.order-landed"), landing(end.landed, phrases))


def _is_shown(result: CaseResult) -> bool:
    return _found(result, Paid) is not None or result.verdict.outcome is Outcome.HONORED


def _found(result: CaseResult, kind: type[T]) -> tuple[int, T] | None:
    """Return the first observation of a kind with its number, counted from 1."""
    numbered = enumerate(result.evidence.observations, start=1)
    return next(((number, seen) for number, seen in numbered if isinstance(seen, kind)), None)
