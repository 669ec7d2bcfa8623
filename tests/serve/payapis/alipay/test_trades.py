from datetime import timedelta
from pathlib import Path

import pytest

from linktester.serve.payapis.payments import Outcome, Refusal
from tests.fakes.alipayapps import PAYMENTS, App, moved
from tests.fakes.payers import a_ground


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(a_ground(tmp_path))


def test_a_trade_closes_itself_when_its_time_is_over(app: App) -> None:
    app.scanned(timeout_express="5m")
    moved(app.ground, seconds=299)
    assert app.state() == "WAIT_BUYER_PAY"
    moved(app.ground, seconds=1)
    assert app.state() == "TRADE_CLOSED"


def test_the_time_to_pay_is_counted_from_the_scan(app: App) -> None:
    code = app.code(timeout_express="5m")
    moved(app.ground, hours=1)
    PAYMENTS.scan(app.ground, code)
    moved(app.ground, seconds=299)
    assert PAYMENTS.pay(app.ground, code, Outcome.SUCCESS).told["state"] == "TRADE_SUCCESS"


def test_a_point_in_time_that_passes_before_the_scan(app: App) -> None:
    code = app.code(time_expire="2026-03-01 12:30:00")
    moved(app.ground, minutes=30)
    with pytest.raises(Refusal):
        PAYMENTS.scan(app.ground, code)
    assert app.state() == "NO_TRADE"


def test_paying_takes_the_timer_off(app: App) -> None:
    order = app.paid(timeout_express="5m")
    assert order.paid_at is not None
    assert app.ground.timers.next_due() == order.paid_at + timedelta(days=365)
    moved(app.ground, hours=1)
    assert app.state() == "TRADE_SUCCESS"
    app.trade("cancel", out_trade_no="T1")
    assert app.ground.timers.next_due() is None


def test_a_trade_is_finished_when_it_can_no_longer_be_refunded(app: App) -> None:
    app.paid()
    moved(app.ground, days=365)
    assert app.state() == "TRADE_FINISHED"
    assert [each["trade_status"] for each in app.told()] == ["TRADE_SUCCESS", "TRADE_FINISHED"]
    assert (
        app.trade("refund", out_trade_no="T1", refund_amount="1.00")["sub_code"] == "ACQ.TRADE_HAS_FINISHED"
    )


def test_another_merchants_trade_is_nobodys(app: App) -> None:
    order = app.paid()
    app.ground.database.run("UPDATE orders SET merchant = 'another'")
    assert app.trade("query", trade_no=order.platform_number)["sub_code"] == "ACQ.TRADE_NOT_EXIST"


def test_a_reset_forgets_everything(app: App) -> None:
    code = app.code()
    app.ground.reset()
    with pytest.raises(Refusal, match="no order"):
        PAYMENTS.scan(app.ground, code)
