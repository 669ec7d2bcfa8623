from pathlib import Path
from typing import Any

import pytest

from tests.fakes.alipayapps import App
from tests.fakes.payers import a_ground


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(a_ground(tmp_path))


def refund(app: App, amount: str, number: str | None = None, order: str = "T1") -> dict[str, Any]:
    more = {} if number is None else {"out_request_no": number}
    return app.trade("refund", out_trade_no=order, refund_amount=amount, **more)


def test_a_part_goes_back_and_the_trade_stays(app: App) -> None:
    app.paid()
    told = refund(app, "0.30", "R1")
    assert (told["fund_change"], told["refund_fee"]) == ("Y", "0.30")
    assert refund(app, "0.20", "R2")["refund_fee"] == "0.50"
    assert app.state() == "TRADE_SUCCESS"


def test_all_goes_back_and_the_trade_closes(app: App) -> None:
    app.paid()
    assert refund(app, "1.00")["fund_change"] == "Y"
    assert app.state() == "TRADE_CLOSED"
    again = refund(app, "1.00")
    assert (again["fund_change"], again["refund_fee"]) == ("N", "1.00")


def test_the_last_part_closes_the_trade(app: App) -> None:
    app.paid()
    refund(app, "0.40", "R1")
    refund(app, "0.60", "R2")
    assert app.state() == "TRADE_CLOSED"
    assert refund(app, "0.01", "R3")["sub_code"] == "ACQ.TRADE_HAS_CLOSE"


def test_no_more_goes_back_than_is_left(app: App) -> None:
    app.paid()
    refund(app, "0.40", "R1")
    assert refund(app, "0.61", "R2")["sub_code"] == "ACQ.REASON_TRADE_REFUND_FEE_ERR"
    assert refund(app, "1.00")["sub_code"] == "ACQ.REASON_TRADE_REFUND_FEE_ERR"
    assert app.state() == "TRADE_SUCCESS"


def test_the_same_number_changes_nothing(app: App) -> None:
    app.paid()
    refund(app, "0.30", "R1")
    assert refund(app, "0.30", "R1")["fund_change"] == "N"
    assert refund(app, "0.31", "R1")["sub_code"] == "ACQ.DISCORDANT_REPEAT_REQUEST"
    assert len(app.ground.ledger.refunds_of(app.kept())) == 1


def test_numbers_are_one_trades_own(app: App) -> None:
    app.paid()
    app.paid("T2")
    assert refund(app, "0.30", "R1")["fund_change"] == "Y"
    assert refund(app, "0.30", "R1", "T2")["fund_change"] == "Y"


@pytest.mark.parametrize(
    ("amount", "number", "error"),
    [
        ("0.30", None, "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL"),
        ("1.01", "R1", "ACQ.REASON_TRADE_REFUND_FEE_ERR"),
        ("1.01", None, "ACQ.REASON_TRADE_REFUND_FEE_ERR"),
        ("0.00", "R1", "ACQ.INVALID_PARAMETER"),
        ("abc", "R1", "ACQ.INVALID_PARAMETER"),
    ],
)
def test_refunds_that_cannot_be(app: App, amount: str, number: str | None, error: str) -> None:
    app.paid()
    assert refund(app, amount, number)["sub_code"] == error
    assert app.state() == "TRADE_SUCCESS"


def test_only_what_was_paid_goes_back(app: App) -> None:
    assert refund(app, "1.00")["sub_code"] == "ACQ.TRADE_NOT_EXIST"
    app.scanned()
    assert refund(app, "1.00")["sub_code"] == "ACQ.TRADE_STATUS_ERROR"
    app.trade("close", out_trade_no="T1")
    assert refund(app, "1.00")["sub_code"] == "ACQ.TRADE_HAS_CLOSE"


def test_a_refund_is_told_again(app: App) -> None:
    app.paid()
    app.trade("refund", out_trade_no="T1", refund_amount="0.30", out_request_no="R1", refund_reason="凉了")
    told = app.trade("fastpay.refund.query", out_trade_no="T1", out_request_no="R1")
    assert (told["refund_status"], told["refund_amount"]) == ("REFUND_SUCCESS", "0.30")
    assert (told["total_amount"], told["refund_reason"]) == ("1.00", "凉了")
    unknown = app.trade("fastpay.refund.query", out_trade_no="T1", out_request_no="R2")
    assert unknown == {"code": "10000", "msg": "Success"}


def test_refunds_are_notified(app: App) -> None:
    app.paid()
    refund(app, "0.30", "R1")
    paid, part = app.told()
    assert "refund_fee" not in paid
    assert (part["trade_status"], part["out_biz_no"], part["refund_fee"]) == ("TRADE_SUCCESS", "R1", "0.30")
    assert part["gmt_refund"] == "2026-03-01 12:00:00.000"
