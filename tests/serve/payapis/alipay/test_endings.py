from pathlib import Path

import pytest

from tests.fakes.alipayapps import App, moved
from tests.fakes.payers import a_ground


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(a_ground(tmp_path))


def test_an_open_trade_is_closed(app: App) -> None:
    order = app.scanned()
    told = app.trade("close", out_trade_no="T1")
    assert (told["code"], told["trade_no"]) == ("10000", order.platform_number)
    assert app.state() == "TRADE_CLOSED"
    assert app.trade("close", out_trade_no="T1")["sub_code"] == "ACQ.TRADE_STATUS_ERROR"


def test_a_paid_trade_cannot_be_closed(app: App) -> None:
    app.paid()
    assert app.trade("close", out_trade_no="T1")["sub_code"] == "ACQ.TRADE_STATUS_ERROR"
    assert app.state() == "TRADE_SUCCESS"


def test_cancelling_closes_what_is_not_paid(app: App) -> None:
    app.scanned()
    told = app.trade("cancel", out_trade_no="T1")
    assert (told["action"], told["retry_flag"]) == ("close", "N")
    assert app.state() == "TRADE_CLOSED"


def test_cancelling_gives_back_what_is_paid(app: App) -> None:
    app.paid()
    app.trade("refund", out_trade_no="T1", refund_amount="0.30", out_request_no="R1")
    assert app.trade("cancel", out_trade_no="T1")["action"] == "refund"
    assert app.state() == "TRADE_CLOSED"
    refunds = app.ground.ledger.refunds_of(app.kept())
    assert [each.amount for each in refunds] == [30, 70]
    assert "action" not in app.trade("cancel", out_trade_no="T1")


def test_cancelling_what_is_not_there_goes_well(app: App) -> None:
    told = app.trade("cancel", out_trade_no="T9")
    assert told == {"code": "10000", "msg": "Success", "out_trade_no": "T9", "retry_flag": "N"}
    app.code()
    assert "action" not in app.trade("cancel", out_trade_no="T1")


def test_cancelling_is_for_a_day(app: App) -> None:
    app.paid()
    app.paid("T2")
    moved(app.ground, hours=24)
    assert app.trade("cancel", out_trade_no="T2")["action"] == "refund"
    moved(app.ground, seconds=1)
    assert app.trade("cancel", out_trade_no="T1")["sub_code"] == "ACQ.TRADE_CANCEL_TIME_OUT"
