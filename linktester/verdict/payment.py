"""The payment in a payment case: what its link means, where it ends as a link, and how its order ended.

A link that asks for an order stands for the code the merchant got for it. What became of that code is decided
when the payer acts (or, where nobody could, when the merchant asks): all after that is the way back.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from linktester import links
from linktester.model.evidence import (
    AnyObservation,
    Evidence,
    Failed,
    Launched,
    Ordered,
    Paid,
    Queried,
    Rendered,
    Returned,
)
from linktester.model.link import WEB, Content, Identity, Link, PlatformId
from linktester.model.order import OrderProduct, PayerDoes, PaymentEnd, ReturnLeg
from linktester.verdict import addresses

T = TypeVar("T", bound=AnyObservation)
_BY_NUMBER = frozenset({OrderProduct.WECHATPAY_JSAPI, OrderProduct.AGGREGATED})
"""Products whose code is a page of the shop's or an acquirer's: the order behind it has to be shown."""
_WALLETS = {"wechatpay": PlatformId("wechat"), "alipay": PlatformId("alipay")}
_PAID = frozenset({"SUCCESS", "REFUND", "TRADE_SUCCESS", "TRADE_FINISHED"})
"""States of WeChat Pay and Alipay in which the money has been paid, be it given back later."""


def intended_link(link: Link, evidence: Evidence | None) -> Link:
    """Return the link on trial: the code of the order that `link` asked for, else `link` itself.

    Which wallet shows the order of a code for several of them does not matter: the one that does is meant.
    """
    order = None if evidence is None else _first(evidence, Ordered)
    if evidence is None or order is None:
        return link
    found = links.parse(order.code, intent=link.intent, content=Content.PAYMENT).link
    if order.product not in _BY_NUMBER:
        return found
    whose = next(_wallets_showing(evidence, order), _home(order))
    return replace(found, identity=_by_number(whose, order))


def before_paying(evidence: Evidence) -> Evidence:
    """Return the evidence of the link alone: up to the payer's act, or to the merchant's question.

    Indexes of observations stay what they are. Where our own side broke afterwards, that stays seen.
    """
    seen = evidence.observations
    end = next((at for at, each in enumerate(seen) if isinstance(each, Paid | Queried)), None)
    if end is None:
        return evidence
    if any(_is_our_fault(each) for each in seen[end:]):
        rest = tuple(each if _is_our_fault(each) else seen[end] for each in seen[end:])
        return replace(evidence, observations=seen[:end] + rest)
    at = seen[end].exchange
    if at is None:
        return replace(evidence, observations=seen[:end])
    # The payer acts after the exchange that showed the order; the merchant's question is one of its own.
    upto = at if isinstance(seen[end], Queried) else at + 1
    return replace(evidence, observations=seen[:end], exchanges=evidence.exchanges[:upto])


def payment_end(evidence: Evidence) -> PaymentEnd | None:
    """Return how the order of a payment case ended, None for anything else."""
    order = _first(evidence, Ordered)
    if order is None:
        return None
    paid, back = _first(evidence, Paid), _last(evidence, Returned)
    state = "" if (asked := _last(evidence, Queried)) is None else asked.state
    is_paid = state in _PAID if asked is not None else _has_paid(paid)
    return PaymentEnd(
        platform=_platform(order, paid if is_paid else None),
        number=order.number,
        fen=order.fen,
        state=state,
        paid=is_paid,
        leg=None if back is None else ReturnLeg(back.leg),
        landed="" if back is None else back.landed,
        refused=_refusal(evidence, paid),
    )


def _platform(order: Ordered, paid: Paid | None) -> str:
    if order.product != OrderProduct.AGGREGATED:
        return order.product.partition("/")[0]
    return "" if paid is None else paid.platform


def _has_paid(paid: Paid | None) -> bool:
    return paid is not None and paid.does == PayerDoes.PAY and not paid.refused


def _refusal(evidence: Evidence, paid: Paid | None) -> str:
    """Return why the payer's app would not: its word when the payer acted, else when it opened the order."""
    if paid is not None:
        return paid.refused
    launch = _last(before_paying(evidence), Launched)
    return "" if launch is None else launch.refusal or ""


def _wallets_showing(evidence: Evidence, order: Ordered) -> Iterator[PlatformId]:
    """Yield the wallets that show the order of this number, in the order seen."""
    for seen in evidence.observations:
        shown = _shown(seen)
        if shown is not None and shown == _by_number(shown.platform, order):
            yield shown.platform


def _shown(seen: AnyObservation) -> Identity | None:
    if isinstance(seen, Launched):
        return None if seen.screen is None else seen.screen.identity
    if isinstance(seen, Rendered) and seen.page.canonical:
        return addresses.named(seen.page.canonical)
    return None


def _by_number(platform: PlatformId, order: Ordered) -> Identity:
    return Identity(platform, "order", {"out_trade_no": order.number})


def _home(order: Ordered) -> PlatformId:
    """Return whose order it is; nobody's in particular where several wallets take it."""
    return _WALLETS.get(order.product.partition("/")[0], WEB)


def _is_our_fault(seen: AnyObservation) -> bool:
    return isinstance(seen, Failed) and seen.ours


def _first(evidence: Evidence, kind: type[T]) -> T | None:
    return next((seen for seen in evidence.observations if isinstance(seen, kind)), None)


def _last(evidence: Evidence, kind: type[T]) -> T | None:
    return next((seen for seen in reversed(evidence.observations) if isinstance(seen, kind)), None)
