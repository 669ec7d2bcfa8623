from pathlib import Path

import pytest

from linktester.serve.payapis.payments import Behaviour, Outcome, Refusal
from tests.fakes.alipayapps import PAYMENTS, App, moved
from tests.fakes.payers import a_ground


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(a_ground(tmp_path))


def test_a_code_is_no_trade_until_it_is_scanned(app: App) -> None:
    code = app.code()
    assert code.startswith("https://qr.alipay.com/bax0")
    assert app.trade("query", out_trade_no="T1")["sub_code"] == "ACQ.TRADE_NOT_EXIST"
    assert app.trade("close", out_trade_no="T1")["sub_code"] == "ACQ.TRADE_NOT_EXIST"
    PAYMENTS.scan(app.ground, code)
    told = app.trade("query", out_trade_no="T1")
    assert (told["code"], told["trade_status"]) == ("10000", "WAIT_BUYER_PAY")
    assert "send_pay_date" not in told


def test_an_unscanned_number_gets_a_new_code_and_the_old_one_is_void(app: App) -> None:
    first, second = app.code(), app.code(total_amount="2.00")
    assert first != second
    with pytest.raises(Refusal, match="no longer valid"):
        PAYMENTS.scan(app.ground, first)
    seen = PAYMENTS.scan(app.ground, second)
    assert seen.told["amount"]["total"] == 200


@pytest.mark.parametrize("change", [{"total_amount": "2.00"}, {"subject": "两杯茶"}])
def test_an_open_trade_keeps_amount_and_subject(app: App, change: dict[str, str]) -> None:
    app.scanned()
    again = app.ask("alipay.trade.precreate", app.order())
    assert again["code"] == "10000"
    PAYMENTS.scan(app.ground, again["qr_code"])
    other = app.ask("alipay.trade.precreate", app.order(**change))
    assert other["sub_code"] == "ACQ.CONTEXT_INCONSISTENT"


def test_a_number_whose_trade_is_over(app: App) -> None:
    app.paid()
    app.scanned("T2")
    app.trade("close", out_trade_no="T2")
    again = [app.ask("alipay.trade.precreate", app.order(number))["sub_code"] for number in ("T1", "T2")]
    assert again == ["ACQ.TRADE_HAS_SUCCESS", "ACQ.TRADE_HAS_CLOSE"]


def test_a_payers_code_that_pays_at_once(app: App) -> None:
    told = app.charge(Behaviour.IMMEDIATE)
    assert (told["code"], told["total_amount"], told["buyer_pay_amount"]) == ("10000", "1.00", "1.00")
    assert told["gmt_payment"] == "2026-03-01 12:00:00"
    assert told["fund_bill_list"] == [{"fund_channel": "ALIPAYACCOUNT", "amount": "1.00"}]
    assert app.state("B1") == "TRADE_SUCCESS"


def test_a_payer_who_must_confirm(app: App) -> None:
    auth = PAYMENTS.auth_code(app.ground, Behaviour.CONFIRM)
    told = app.charge(Behaviour.CONFIRM, auth=auth)
    assert (told["code"], told["msg"]) == ("10003", "order success pay inprocess")
    assert app.trade("query", out_trade_no="B1")["trade_status"] == "WAIT_BUYER_PAY"
    assert app.charge(Behaviour.CONFIRM, auth=auth)["code"] == "10003"
    PAYMENTS.pay(app.ground, auth, Outcome.SUCCESS)
    assert app.state("B1") == "TRADE_SUCCESS"


@pytest.mark.parametrize(
    ("behaviour", "error"),
    [
        (Behaviour.EXPIRED, "ACQ.PAYMENT_AUTH_CODE_INVALID"),
        (Behaviour.INSUFFICIENT, "ACQ.BUYER_BALANCE_NOT_ENOUGH"),
    ],
)
def test_payers_codes_that_do_not_pay(app: App, behaviour: Behaviour, error: str) -> None:
    assert app.charge(behaviour)["sub_code"] == error
    assert app.ground.ledger.orders() == ()


def test_a_payers_code_is_for_one_order_and_for_a_minute(app: App) -> None:
    auth = PAYMENTS.auth_code(app.ground, Behaviour.IMMEDIATE)
    assert app.charge(Behaviour.IMMEDIATE, auth=auth)["code"] == "10000"
    for number in ("B1", "B2"):
        again = app.charge(Behaviour.IMMEDIATE, number, auth)
        assert again["sub_code"] == "ACQ.PAYMENT_AUTH_CODE_INVALID"
    old = PAYMENTS.auth_code(app.ground, Behaviour.IMMEDIATE)
    moved(app.ground, seconds=60)
    assert app.charge(Behaviour.IMMEDIATE, "B3", old)["sub_code"] == "ACQ.PAYMENT_AUTH_CODE_INVALID"
    unknown = app.charge(Behaviour.IMMEDIATE, "B3", "280000000000000000")
    assert unknown["sub_code"] == "ACQ.PAYMENT_AUTH_CODE_INVALID"


def test_the_trade_number_wins_in_a_query(app: App) -> None:
    order = app.paid()
    told = app.trade("query", trade_no=order.platform_number, out_trade_no="another")
    assert told["out_trade_no"] == "T1"
    assert app.trade("query")["sub_code"] == "ACQ.INVALID_PARAMETER"
