"""The way back from paying."""

import asyncio
from dataclasses import replace

import pytest

from linktester.model.citation import GapKind
from linktester.model.evidence import (
    AnyObservation,
    HarnessGap,
    Launched,
    Left,
    Navigated,
    PageFacts,
    Paid,
    Redirected,
    Rendered,
    Requested,
    Returned,
    Screen,
    Swallowed,
)
from linktester.model.link import Identity, PlatformId
from linktester.model.order import OrderProduct, OrderWish, PayerDoes, ReturnLeg
from linktester.send.page import Button
from linktester.send.returning import come_back
from tests.fakes.probes import a_probe
from tests.fakes.trips import ATrip, AView, standing

BACK = "https://shop.example/done?id=1"
CASHIER = "https://openapi.alipay.com/gateway.do"
H5 = "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx1"
PRESSED = Button("/alipay/cashier/x", "outcome", "success")
WISH = OrderWish(product=OrderProduct.ALIPAY_WAP, fen=100, subject="tea", return_url=BACK)
PAID = Paid(platform="alipay", does="pay")
SCREEN = Screen(Identity(PlatformId("wechat"), "order", {}))


def page(url: str, status: int = 200) -> Rendered:
    return Rendered(url=url, status=status, page=PageFacts())


def launched(uri: str = "weixin://wap/pay?prepayid=wx1") -> Launched:
    return Launched(
        uri=uri, mechanism="custom-scheme", gesture=True, receiver=PlatformId("wechat"), screen=SCREEN
    )


def pressed(*then: AnyObservation) -> tuple[AnyObservation, ...]:
    """What pressing a button of the cashier is seen as, and what comes of it."""
    return (Navigated(url=CASHIER, to=CASHIER, how="form", gesture=True), Requested(url=CASHIER), *then)


def legs(trip: ATrip) -> list[tuple[str, str]]:
    return [(each.leg, each.landed) for each in trip.seen if isinstance(each, Returned)]


def back(
    trip: ATrip, wish: OrderWish, at: Launched | Rendered, button: Button | None = None, paid: Paid = PAID
) -> list[tuple[str, str]]:
    asyncio.run(come_back(trip, wish, at, button, paid))  # type: ignore[arg-type]
    return legs(trip)


def at_cashier(*then: AnyObservation, wish: OrderWish = WISH) -> list[tuple[str, str]]:
    trip = ATrip()
    standing(trip, CASHIER, *pressed(*then))
    return back(trip, wish, page(CASHIER), PRESSED)


def gone(to: str) -> Redirected:
    return Redirected(url=CASHIER, status=302, location=to)


@pytest.mark.parametrize(
    ("then", "leg"),
    [
        ((gone(BACK), page(BACK)), (ReturnLeg.SAME_TAB, BACK)),
        ((gone(BACK), page(BACK + "&sign=x")), (ReturnLeg.SAME_TAB, BACK + "&sign=x")),
        ((gone(BACK), page(BACK, 503)), (ReturnLeg.LOST, BACK)),
        (
            (gone(BACK), page("https://weixin110.qq.com/block")),
            (ReturnLeg.LOST, "https://weixin110.qq.com/block"),
        ),
        (
            (gone(BACK), page("https://shop.example/done?id=2")),
            (ReturnLeg.LOST, "https://shop.example/done?id=2"),
        ),
        ((gone(BACK), Swallowed(uri=BACK)), (ReturnLeg.LOST, "")),
        ((gone(BACK), Left(uri=BACK), launched(BACK)), (ReturnLeg.APP, "wechat")),
        ((gone(BACK), Left(uri=BACK), page(BACK)), (ReturnLeg.NEW_TAB, BACK)),
        ((page(CASHIER),), (ReturnLeg.LOST, "")),
    ],
)
def test_the_cashiers_own_answer_leads_back(then: tuple[AnyObservation, ...], leg: tuple[str, str]) -> None:
    assert at_cashier(*then) == [leg]


def test_where_nobody_may_say_nothing_is_said() -> None:
    assert at_cashier(gone(BACK), HarnessGap(kind=GapKind.NO_POLICY)) == []


def test_who_pays_without_a_way_back_stays() -> None:
    wish = replace(WISH, return_url=None)
    assert at_cashier(page(CASHIER), wish=wish) == [(ReturnLeg.NONE, "")]


def test_who_gives_up_comes_back_where_a_page_was_left_for_it() -> None:
    wish = replace(WISH, payer=PayerDoes.CANCEL)
    assert at_cashier(gone(BACK), page(BACK), wish=wish) == [(ReturnLeg.SAME_TAB, BACK)]
    assert at_cashier(page(CASHIER), wish=wish) == []


@pytest.mark.parametrize("product", [OrderProduct.WECHATPAY_NATIVE, OrderProduct.ALIPAY_PRECREATE])
def test_nothing_leads_back_from_a_code(product: OrderProduct) -> None:
    assert back(ATrip(), replace(WISH, product=product), launched()) == [(ReturnLeg.NONE, "")]


def test_a_checkouts_app_comes_back_in_front() -> None:
    trip = ATrip(probe=a_probe(host="eleme"))
    wish = replace(WISH, product=OrderProduct.WECHATPAY_APP)
    assert back(trip, wish, launched()) == [(ReturnLeg.APP, "eleme")]


@pytest.mark.parametrize("host", ["browser", "camera"])
def test_the_system_itself_is_no_app_to_come_back_to(host: str) -> None:
    wish = replace(WISH, product=OrderProduct.ALIPAY_APP)
    assert back(ATrip(probe=a_probe(host=host)), wish, launched()) == [(ReturnLeg.NONE, "")]


@pytest.mark.parametrize("at", [launched(), launched('{"paySign":"x"}')])
def test_the_page_behind_the_wallet_goes_on(at: Launched) -> None:
    trip = ATrip()
    view = standing(trip, H5, Requested(url=BACK), page(BACK))
    assert back(trip, replace(WISH, product=OrderProduct.WECHATPAY_H5), at) == [(ReturnLeg.SAME_TAB, BACK)]
    assert view.steps == [(H5, BACK)]


def test_without_a_return_url_the_page_behind_stands() -> None:
    trip = ATrip()
    standing(trip, "https://pay.shop.example/pay/1")
    wish = replace(WISH, product=OrderProduct.WECHATPAY_JSAPI, return_url=None)
    at = launched('{"paySign":"x"}')
    assert back(trip, wish, at) == [(ReturnLeg.SAME_TAB, "https://pay.shop.example/pay/1")]


def test_h5_without_a_return_url_goes_back_to_the_shop() -> None:
    trip = ATrip()
    standing(trip, H5)
    wish = replace(WISH, product=OrderProduct.WECHATPAY_H5, return_url=None)
    assert back(trip, wish, launched()) == [(ReturnLeg.SAME_TAB, "https://shop.example/")]


@pytest.mark.parametrize(
    ("wish", "paid"),
    [
        (replace(WISH, payer=PayerDoes.FAIL), PAID),
        (replace(WISH, payer=PayerDoes.CANCEL), PAID),
        (WISH, replace(PAID, refused="closed")),
    ],
)
def test_nobody_comes_back_from_not_paying(wish: OrderWish, paid: Paid) -> None:
    trip = ATrip()
    view: AView = standing(trip, H5)
    assert back(trip, replace(wish, product=OrderProduct.WECHATPAY_H5), launched(), paid=paid) == []
    assert view.steps == []
