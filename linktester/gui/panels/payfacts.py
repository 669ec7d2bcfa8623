"""What is told of one order: how it stands, which way it took, its facts line by line."""

from collections.abc import Iterator
from datetime import datetime

from linktester.gui.models.payorders import (
    Say,
    is_late,
    platform_name,
    product_name,
    span_words,
    state_words,
)
from linktester.gui.models.paystates import Move, begins, is_open, machine, way, words_of
from linktester.gui.widgets.prose import Line, Piece
from linktester.report.orders import yuan
from linktester.report.phrases import clock
from linktester.send.payertold import PayOrder

EVENTS = frozenset(
    {
        *("pay", "close", "fail", "reverse", "refund", "open"),
        *("cancel", "timeout", "refund-part", "refund-all", "finish"),
    }
)


def standing(order: PayOrder, now: datetime, t: Say) -> str:
    """Return how an order stands at a moment of the business clock, in one sentence."""
    state = state_words(order.platform, order.state, t)
    if is_late(order, now):
        assert order.expires_at is not None
        return t("payment.stands-late", state=state, span=span_words(now - order.expires_at, t))
    if is_open(order) and order.expires_at is not None:
        return t("payment.stands-open", state=state, span=span_words(order.expires_at - now, t))
    if words_of(order.platform, order.state) == "unscanned":
        return t("payment.stands-unscanned", state=state)
    return t("payment.stands", state=state, word=order.state)


def way_words(order: PayOrder, t: Say) -> str:
    """Return which way an order took and what can happen to it next."""
    found = machine(order.platform)
    if found is None:
        return ""
    passed = [begins(order) or order.state]
    for before, after in way(order):
        passed += [before] if not passed or passed[-1] != before else []
        passed.append(after)
    if passed[-1] != order.state:
        passed.append(order.state)
    names = [state_words(order.platform, each, t) for each in dict.fromkeys(passed)]
    moves = [_move(order, each, t) for each in found.next_moves(order)]
    lines = [t("payment.way", way=" → ".join(names))]
    lines.append(
        t("payment.next", moves=t("payment.list-mark").join(moves)) if moves else t("payment.no-next")
    )
    return "\n".join(lines)


def fact_lines(order: PayOrder, t: Say) -> tuple[Line, ...]:
    """Return the facts of an order, each under its name."""
    return tuple(
        Line((Piece(text, mono=mono),), label=t(f"payment.fact-{name}"))
        for name, text, mono in _facts(order, t)
    )


def _facts(order: PayOrder, t: Say) -> Iterator[tuple[str, str, bool]]:
    yield "number", order.number, True
    if order.platform_number:
        yield "platform-number", order.platform_number, True
    kind = f"{platform_name(order.platform, t)} · {product_name(order.product, t)}"
    yield "what", f"{order.description} · {kind}" if order.description else kind, False
    yield "amount", yuan(order.total), False
    for name in ("made", "expires", "paid", "ended"):
        moment: datetime | None = getattr(order, f"{name}_at")
        if moment is not None:
            yield name, clock(moment), False
    if order.code:
        yield "code", order.code, True
    yield "notify", order.notify_url or t("payment.no-notify"), bool(order.notify_url)
    for refund in order.refunds:
        said = f"{yuan(refund.amount)} · {refund.state} · {refund.number}"
        yield "refund", said, False


def _move(order: PayOrder, move: Move, t: Say) -> str:
    event = t(f"payment.event-{move.event}") if move.event in EVENTS else move.event
    return f"{event} → {state_words(order.platform, move.after, t)}"
