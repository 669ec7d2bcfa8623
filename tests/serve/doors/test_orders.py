from datetime import timedelta
from pathlib import Path

import pytest

from linktester.serve.doors.orders import refused
from linktester.serve.payapis.payments import Outcome
from tests.fakes.alipayapps import PAYMENTS as ALIPAY
from tests.fakes.alipayapps import App
from tests.fakes.payers import PAYMENTS, Merchant, a_ground


@pytest.fixture
def merchant(tmp_path: Path) -> Merchant:
    return Merchant(a_ground(tmp_path))


def why(merchant: Merchant, *codes: str) -> str | None:
    found = refused(merchant.ground, codes)
    return None if found is None else found.refused


def test_an_order_that_can_be_paid_is_shown(merchant: Merchant) -> None:
    assert why(merchant, merchant.code()) is None


def test_an_order_that_cannot_is_refused_in_one_word(merchant: Merchant) -> None:
    paid, closed, old = (merchant.code(out_trade_no=f"T-000{each}") for each in (1, 2, 3))
    PAYMENTS.pay(merchant.ground, paid, Outcome.SUCCESS)
    merchant.close("T-0002")
    PAYMENTS.age(merchant.ground, old, timedelta(hours=2))
    assert [why(merchant, each) for each in (paid, closed, old)] == ["paid", "closed", "expired"]


def test_what_nobody_here_made_is_let_through(merchant: Merchant) -> None:
    strangers = ("weixin://wxpay/bizpayurl?pr=AbC123xyz", "https://qr.alipay.com/bax0abc", "", "{")
    assert why(merchant, *strangers) is None
    assert not merchant.ground.database.is_open


def test_a_link_around_a_code_is_looked_through(merchant: Merchant) -> None:
    app = App(merchant.ground)
    code = app.code()
    ALIPAY.age(merchant.ground, code, timedelta(hours=2))
    assert why(merchant, "alipays://platformapi/startapp?saId=10000007", code) == "expired"


def test_an_order_string_is_verified_where_it_is_the_apps_here(merchant: Merchant) -> None:
    app = App(merchant.ground)
    assert why(merchant, app.order_string()) is None
    assert app.state("A1") == "WAIT_BUYER_PAY"
    assert why(merchant, app.order_string("A2").replace("total_amount", "total_amouns")) is not None
    stranger = "method=alipay.trade.app.pay&app_id=2021009999999999&sign=x"
    assert why(merchant, stranger) is None
