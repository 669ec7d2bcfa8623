"""A payment case: an order is made, what the merchant gets is tried, the payer acts, the merchant asks.

    Ordered → (the link's own way) → Paid → (the way back) → Returned → Queried

The link under test is the order's code; all that follows `Paid` is aftermath and never changes what became of
it. A payer who only looks goes away: nothing is paid, and nobody returns.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from linktester import links
from linktester.model.case import Probe
from linktester.model.errors import EnvironmentFault
from linktester.model.evidence import Launched, Ordered, Paid, Prompted, Queried, Rendered, Swallowed
from linktester.model.link import Content, Identity
from linktester.model.order import OrderProduct, OrderWish, PayerDoes
from linktester.model.world import Site
from linktester.send.merchant import Desk, Made, Papers
from linktester.send.merchant.desk import shop_of
from linktester.send.page import Button
from linktester.send.payer import PayerControl, PayerRefusedError
from linktester.send.payertold import PayOutcome
from linktester.send.play import play
from linktester.send.port import Wire
from linktester.send.returning import come_back
from linktester.send.transport import Side
from linktester.send.trip import Trip, TripOver
from linktester.urls import parse

_OUTCOMES = {
    PayerDoes.PAY: PayOutcome.SUCCESS,
    PayerDoes.FAIL: PayOutcome.FAIL,
    PayerDoes.CANCEL: PayOutcome.CANCEL,
}


@dataclass(frozen=True, slots=True)
class Means:
    """What a session lends to a payment case."""

    papers: Papers
    payer: PayerControl
    enter: Callable[[Trip, bool], Awaitable[None]]
    """Puts the trip into the world of its probe; True: a world that no other probe will ask for."""


async def purchase(trip: Trip, wish: OrderWish, means: Means, wire: Wire) -> None:
    """Make the order of `wish` and go through with it. Ends the probe early where our own side breaks."""
    desk = Desk(trip, means.papers)
    made = await _ordered(trip, desk, wish, means.payer)
    trip.become(_probe(trip, wish, made))
    await means.enter(trip, bool(made.sites))
    platform = await _tried(trip, wish, made, means, wire) or made.platforms[0]
    state = await desk.ask(platform, made.number)
    trip.see(Queried(exchange=trip.last, platform=platform, state=state))


async def _ordered(trip: Trip, desk: Desk, wish: OrderWish, payer: PayerControl) -> Made:
    """Make the order, as long ago as wished for."""
    try:
        now = datetime.now(UTC) if wish.expires_after is None else await payer.business_time()
        made = await desk.make(wish, now)
        for code in made.aged if wish.scan_after else ():
            await payer.age(code, wish.scan_after)
    except PayerRefusedError as refused:
        trip.fail("bad-answer", f"payer/age: {refused.reason} {refused.words}")
    except EnvironmentFault as fault:
        trip.fail_by(fault)
    trip.see(
        Ordered(
            exchange=trip.last,
            product=wish.product,
            number=made.number,
            fen=wish.fen,
            state=made.state,
            code=made.code,
        )
    )
    return made


def _probe(trip: Trip, wish: OrderWish, made: Made) -> Probe:
    """Return the probe of the order's code, with the shop's page it comes from and the stand-ins it needs."""
    probe = trip.probe
    referer = probe.referer
    if referer is None and wish.product is OrderProduct.WECHATPAY_H5:
        referer = shop_of(wish)
    sites = (*probe.sites, *_shops(trip, wish, referer), *made.sites)
    parsed = links.parse(made.code, intent=probe.link.intent, content=Content.PAYMENT, sites=sites)
    return replace(probe, link=parsed.link, referer=referer, sites=sites)


def _shops(trip: Trip, wish: OrderWish, referer: str | None) -> tuple[Site, ...]:
    """Return stand-ins for the shop's own pages, unless the case has sites of its own that play them.

    A world with stand-ins takes them for the domains the merchant registered. The page the payer comes from
    stands among them too, unless the case names that page and has sites of its own.
    """
    is_told = bool(trip.probe.sites) and trip.probe.referer is not None
    wanted = [wish.return_url, None if is_told else referer]
    urls = [parse(address) for address in wanted if address]
    hosts = dict.fromkeys(url.hostname for url in urls if url is not None and url.is_web)
    return tuple(Site(host=host) for host in hosts if trip.side_of(host) is Side.REFUSED)


async def _tried(trip: Trip, wish: OrderWish, made: Made, means: Means, wire: Wire) -> str | None:
    """Put the code before the host and let the payer act; return where the order was opened, if anywhere."""
    try:
        await play(trip, wire)
    except TripOver:
        if not trip.is_at_gap:
            raise
        return None
    at = _order_shown(trip)
    identity = None if at is None else _identity(at)
    platform = made.platform_of(identity)
    if at is None or platform is None or wish.payer is PayerDoes.LOOK:
        return platform
    button = _button(trip, at, wish)
    if button is None:
        paid = await _act(trip, wish, made.number, platform, means.payer)
    else:
        paid = Paid(exchange=trip.last, platform=platform, does=wish.payer)
    trip.see(paid)
    await _aftermath(trip, wish, at, button, paid)
    return platform


async def _aftermath(
    trip: Trip, wish: OrderWish, at: Launched | Rendered, button: Button | None, paid: Paid
) -> None:
    """Follow the payer back; where nobody may say how, nothing more is said of it."""
    try:
        await come_back(trip, wish, at, button, paid)
    except TripOver:
        if not trip.is_at_gap:
            raise


async def _act(trip: Trip, wish: OrderWish, number: str, platform: str, payer: PayerControl) -> Paid:
    paid = Paid(exchange=trip.last, platform=platform, does=wish.payer)
    try:
        order = await payer.pay(number=(platform, number), outcome=_OUTCOMES[wish.payer])
    except PayerRefusedError as refused:
        return replace(paid, refused=refused.reason)
    except EnvironmentFault as fault:
        trip.fail_by(fault)
    return replace(paid, state=order.state)


def _order_shown(trip: Trip) -> Launched | Rendered | None:
    """Return the screen or page the phone stands at: what came to nothing after it does not count."""
    for seen in reversed(trip.observations):
        if isinstance(seen, Rendered):
            return seen
        if isinstance(seen, Launched) and seen.receiver is not None:
            return seen
        if not isinstance(seen, Launched | Swallowed | Prompted):
            return None
    return None


def _identity(at: Launched | Rendered) -> Identity | None:
    """Return what a screen shows, or what a page says it is."""
    if isinstance(at, Launched):
        return None if at.screen is None or at.refusal is not None else at.screen.identity
    word = at.page.canonical
    return links.identify(word) if word and 200 <= at.status < 300 else None


def _button(trip: Trip, at: Launched | Rendered, wish: OrderWish) -> Button | None:
    """Return the button of a cashier page that does what the payer wants, None where the app itself pays."""
    page = trip.shown.page if isinstance(at, Rendered) and trip.shown is not None else None
    return None if page is None else page.button("outcome", _OUTCOMES[wish.payer])
