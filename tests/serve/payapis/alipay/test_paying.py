from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from linktester.serve.payapis.payments import Outcome, Refusal
from tests.fakes.alipayapps import BACK, PAYMENTS, App, moved
from tests.fakes.payers import a_ground


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(a_ground(tmp_path))


def test_the_way_back_is_signed(app: App) -> None:
    address = PAYMENTS.pay(app.ground, app.page(), Outcome.SUCCESS).told["return_url"]
    page, _, query = address.partition("&")
    assert page == BACK
    fields = dict(parse_qsl(query))
    assert set(fields) == {
        "app_id",
        "auth_app_id",
        "charset",
        "method",
        "out_trade_no",
        "seller_id",
        "sign",
        "sign_type",
        "timestamp",
        "total_amount",
        "trade_no",
        "version",
    }
    assert fields["method"] == "alipay.trade.page.pay.return"
    assert app.verifies_form(fields)


@pytest.mark.parametrize("outcome", [Outcome.FAIL, Outcome.CANCEL])
def test_who_does_not_pay_leaves_the_trade_open(app: App, outcome: Outcome) -> None:
    told = PAYMENTS.pay(app.ground, app.page(), outcome).told
    assert told["state"] == "WAIT_BUYER_PAY"
    assert "return_url" not in told
    assert app.told("P1") == []
    assert PAYMENTS.pay(app.ground, app.page(), Outcome.SUCCESS).told["state"] == "TRADE_SUCCESS"


def test_who_gives_up_on_the_mobile_page_goes_where_the_shop_said(app: App) -> None:
    address = app.page("wap", quit_url="http://127.0.0.1:9/quit")
    assert PAYMENTS.pay(app.ground, address, Outcome.CANCEL).told["return_url"] == "http://127.0.0.1:9/quit"


def test_who_gives_up_on_the_desktop_page_goes_where_the_order_came_from(app: App) -> None:
    address = app.page(request_from_url="http://127.0.0.1:9/cart")
    assert PAYMENTS.pay(app.ground, address, Outcome.CANCEL).told["return_url"] == "http://127.0.0.1:9/cart"
    assert "return_url" not in PAYMENTS.pay(app.ground, address, Outcome.FAIL).told


def test_a_code_leads_nowhere_back(app: App) -> None:
    assert "return_url" not in PAYMENTS.pay(app.ground, app.code(), Outcome.SUCCESS).told


@pytest.mark.parametrize("outcome", list(Outcome))
def test_what_is_over_cannot_be_paid(app: App, outcome: Outcome) -> None:
    app.paid("T1")
    app.scanned("T2")
    app.trade("close", out_trade_no="T2")
    reasons = []
    for number in ("T1", "T2"):
        with pytest.raises(Refusal) as caught:
            PAYMENTS.pay_order(app.ground, app.kept(number), outcome)
        reasons.append(caught.value.reason)
    assert reasons == ["paid", "closed"]


def test_the_last_moment_to_pay(app: App) -> None:
    order = app.scanned(timeout_express="5m")
    app.ground.clock.advance(order.expires_at - app.ground.clock.now())  # type: ignore[operator]
    with pytest.raises(Refusal) as caught:
        PAYMENTS.pay_order(app.ground, order, Outcome.SUCCESS)
    assert caught.value.reason == "expired"
    assert app.state() == "WAIT_BUYER_PAY"
    moved(app.ground)
    assert app.state() == "TRADE_CLOSED"


def test_an_order_nobody_scanned_is_scanned_to_be_paid(app: App) -> None:
    app.code()
    told = PAYMENTS.pay_order(app.ground, app.kept(), Outcome.SUCCESS).told
    assert (told["state"], len(told["trade_no"])) == ("TRADE_SUCCESS", 28)
