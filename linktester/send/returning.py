"""The way back from paying: where the payer stands afterwards, and whether the shop's page is there.

What happens within one web view is seen: the page goes on under the host's own rules. That a phone goes back
to the page or app that led to the wallet is how systems switch apps; it is assumed, not seen.
"""

from linktester import urls
from linktester.model.evidence import AnyObservation, HarnessGap, Launched, Left, Paid, Rendered, Returned
from linktester.model.order import OrderProduct, OrderWish, PayerDoes, ReturnLeg
from linktester.oslinks import BROWSER
from linktester.send.merchant.desk import shop_of
from linktester.send.page import Button
from linktester.send.play import CAMERA
from linktester.send.trip import Trip
from linktester.send.waypoints import Shown, Step

_CODES = frozenset({OrderProduct.WECHATPAY_NATIVE, OrderProduct.ALIPAY_PRECREATE})
"""Products whose code is scanned from elsewhere: nothing leads back."""
_H5_CASHIER = "wx.tenpay.com"


async def come_back(
    trip: Trip, wish: OrderWish, at: Launched | Rendered, button: Button | None, paid: Paid
) -> None:
    """Follow the payer back from `at`, and write down where they stand.

    Nothing is written down where nobody paid and no page was left for those who give up.
    """
    since = len(trip.observations)
    shown = trip.shown
    if button is not None and shown is not None:
        await shown.view.press(shown.url, button)
        _after_cashier(trip, wish, since)
        return
    if wish.payer is not PayerDoes.PAY or paid.refused:
        return
    if wish.product in _CODES:
        trip.see(Returned(leg=ReturnLeg.NONE))
    elif shown is not None and _is_behind(shown, at):
        await _to_page(trip, wish, shown, since)
    else:
        _to_app(trip)


def _after_cashier(trip: Trip, wish: OrderWish, since: int) -> None:
    """The cashier's own answer leads back, or it is where the payer stays."""
    if wish.return_url is not None and _went_on(trip.observations[since:]):
        _judge_way(trip, wish.return_url, since)
    elif wish.payer is PayerDoes.PAY:
        leg = ReturnLeg.NONE if wish.return_url is None else ReturnLeg.LOST
        trip.see(Returned(exchange=trip.last, leg=leg))


async def _to_page(trip: Trip, wish: OrderWish, shown: Shown, since: int) -> None:
    """Back on the page that led to the wallet; it goes on to where the merchant wants the payer."""
    if wish.return_url is None:
        landed = shop_of(wish) if shown.url.hostname == _H5_CASHIER else shown.url.href
        trip.see(Returned(exchange=trip.last, leg=ReturnLeg.SAME_TAB, landed=landed))
        return
    await shown.view.go_on(shown.url, Step(wish.return_url, "script"))
    _judge_way(trip, wish.return_url, since)


def _to_app(trip: Trip) -> None:
    """Back in the app that handed the order over; nowhere, where the system itself did."""
    host = trip.probe.host
    if host in {BROWSER, CAMERA}:
        trip.see(Returned(leg=ReturnLeg.NONE))
    else:
        trip.see(Returned(leg=ReturnLeg.APP, landed=host))


def _is_behind(shown: Shown, at: Launched | Rendered) -> bool:
    """Tell whether the page shown last is the one that led to the wallet."""
    if isinstance(at, Rendered):
        return False
    return at.uri.lstrip().startswith("{") or shown.url.hostname == _H5_CASHIER


def _went_on(aftermath: tuple[AnyObservation, ...]) -> bool:
    """Tell whether the page led on after the button was pressed."""
    return any(not isinstance(seen, Rendered) for seen in aftermath[2:])


def _judge_way(trip: Trip, wanted: str, since: int) -> None:
    """Write down where the way to `wanted` ended."""
    aftermath = trip.observations[since:]
    if any(isinstance(seen, HarnessGap) for seen in aftermath):
        return
    last = aftermath[-1] if aftermath else None
    if isinstance(last, Launched) and last.receiver is not None:
        trip.see(Returned(exchange=trip.last, leg=ReturnLeg.APP, landed=last.receiver))
        return
    if not isinstance(last, Rendered) or not _is_there(last, wanted):
        landed = last.url if isinstance(last, Rendered) else ""
        trip.see(Returned(exchange=trip.last, leg=ReturnLeg.LOST, landed=landed))
        return
    left = any(isinstance(seen, Left) for seen in aftermath)
    leg = ReturnLeg.NEW_TAB if left else ReturnLeg.SAME_TAB
    trip.see(Returned(exchange=trip.last, leg=leg, landed=last.url))


def _is_there(shown: Rendered, wanted: str) -> bool:
    """Tell whether the page is the wanted one; what the platform hangs onto its address does not count."""
    page, meant = urls.parse(shown.url), urls.parse(wanted)
    if page is None or meant is None or not 200 <= shown.status < 300:
        return False
    if (page.host, page.pathname) != (meant.host, meant.pathname):
        return False
    given = urls.query(page.search)
    return all(pair in given for pair in urls.query(meant.search))
