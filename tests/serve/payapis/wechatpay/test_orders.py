import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from linktester.serve.payapis.payments import Outcome, Refusal
from tests.fakes.payers import NOON, PAYMENTS, Merchant, a_ground, headers_of, refused, said

USED = (403, "OUT_TRADE_NO_USED")


@pytest.fixture
def merchant(tmp_path: Path) -> Merchant:
    return Merchant(a_ground(tmp_path))


def test_every_product_hands_out_its_own_thing(merchant: Merchant) -> None:
    told = {
        name: said(merchant.create(name, out_trade_no=f"T-{name}-1"))
        for name in ("native", "jsapi", "app", "h5")
    }
    assert re.fullmatch(r"weixin://wxpay/bizpayurl\?pr=[0-9A-Za-z]{9}", told["native"]["code_url"])
    assert re.fullmatch("wx[0-9a-z]{34}", told["jsapi"]["prepay_id"])
    assert re.fullmatch("wx[0-9a-z]{34}", told["app"]["prepay_id"])
    h5 = urlsplit(told["h5"]["h5_url"])
    assert (h5.netloc, h5.path) == ("wx.tenpay.com", "/cgi-bin/mmpayweb-bin/checkmweb")
    assert set(parse_qs(h5.query)) == {"prepay_id", "package"}


def test_the_same_again_gives_the_same_code(merchant: Merchant) -> None:
    assert merchant.code() == merchant.code()
    assert len(merchant.ground.ledger.orders()) == 1


def test_a_code_grows_old_and_the_order_does_not(merchant: Merchant) -> None:
    first = merchant.code()
    merchant.ground.clock.advance(timedelta(hours=2))
    with pytest.raises(Refusal, match="too old") as told:
        PAYMENTS.scan(merchant.ground, first)
    assert told.value.reason == "expired"
    second = merchant.code()
    assert second != first
    assert PAYMENTS.scan(merchant.ground, second).told["state"] == "NOTPAY"


@pytest.mark.parametrize(
    "change",
    [
        {"amount": {"total": 101, "currency": "CNY"}},
        {"description": "两杯茶"},
        {"attach": "x"},
        {"time_expire": "2026-03-02T12:00:00+08:00"},
    ],
)
def test_a_changed_parameter_makes_the_number_a_used_one(
    merchant: Merchant, change: dict[str, object]
) -> None:
    merchant.create()
    assert refused(merchant.create(**change)) == USED
    assert said(merchant.create(**change))["message"] == "201 商户订单号重复"


def test_paid_closed_late_and_other_products_numbers_are_used(merchant: Merchant) -> None:
    merchant.paid("T-paid")
    merchant.create(out_trade_no="T-closed")
    merchant.close("T-closed")
    merchant.create(out_trade_no="T-other")
    soon = {"out_trade_no": "T-late", "time_expire": "2026-03-01T12:05:00+08:00"}
    merchant.create(**soon)
    merchant.ground.clock.advance(timedelta(minutes=5))
    assert refused(merchant.create(out_trade_no="T-paid")) == USED
    assert refused(merchant.create(out_trade_no="T-closed")) == USED
    assert refused(merchant.create("app", out_trade_no="T-other")) == USED
    assert refused(merchant.create(**soon)) == USED


@pytest.mark.parametrize(
    ("wished", "life"),
    [
        (None, timedelta(days=7)),
        ("2026-03-01T12:30:00+08:00", timedelta(minutes=30)),
        ("2026-03-01T04:30:00Z", timedelta(minutes=30)),
        ("2026-03-01T12:00:30+08:00", timedelta(minutes=1)),
        ("2020-01-01T00:00:00+08:00", timedelta(minutes=1)),
        ("2030-01-01T00:00:00+08:00", timedelta(days=90)),
    ],
)
def test_the_time_to_pay_has_its_bounds(merchant: Merchant, wished: str | None, life: timedelta) -> None:
    merchant.create(time_expire=wished)
    assert merchant.ground.ledger.orders()[0].expires_at == NOON + life


def test_a_late_order_stays_unpaid_until_it_is_closed(merchant: Merchant) -> None:
    code = merchant.code(time_expire="2026-03-01T12:01:00+08:00")
    merchant.ground.clock.advance(timedelta(minutes=1))
    with pytest.raises(Refusal) as told:
        PAYMENTS.pay(merchant.ground, code, Outcome.SUCCESS)
    assert told.value.reason == "expired"
    assert said(merchant.query())["trade_state"] == "NOTPAY"
    assert merchant.close().status == 204


def test_an_order_is_found_by_both_numbers(merchant: Merchant) -> None:
    told = merchant.paid()
    number, mchid = told["transaction_id"], told["mchid"]
    assert re.fullmatch("42000[0-9]{23}", number)
    assert said(merchant.ask("GET", f"/v3/pay/transactions/id/{number}?mchid={mchid}")) == told
    answer = merchant.ask("GET", f"/v3/pay/transactions/id/42?mchid={mchid}")
    assert refused(answer) == refused(merchant.query("T-none")) == (404, "ORDER_NOT_EXIST")


def test_closing_is_answered_with_nothing_and_signed(merchant: Merchant) -> None:
    merchant.create()
    for _ in range(2):
        answer = merchant.close()
        assert (answer.status, answer.body) == (204, b"")
        assert merchant.verifies(headers_of(answer), b"")
    assert said(merchant.query())["trade_state"] == "CLOSED"


def test_only_what_is_unpaid_can_be_closed(merchant: Merchant) -> None:
    merchant.paid()
    assert refused(merchant.close()) == (400, "ORDERPAID")
    assert refused(merchant.close("T-none")) == (404, "ORDER_NOT_EXIST")
    assert said(merchant.query())["trade_state"] == "SUCCESS"
