from pathlib import Path

from linktester.serve.payapis.alipay.telling import bought, identified, notified, queried
from tests.fakes.alipayapps import App
from tests.fakes.payers import a_ground


def test_an_unpaid_trade_tells_no_payment(tmp_path: Path) -> None:
    app = App(a_ground(tmp_path))
    order = app.scanned()
    assert queried(order)["buyer_pay_amount"] == "0.00"
    assert "fund_bill_list" not in queried(order)
    assert bought(order) == {**identified(order), "total_amount": "1.00"}
    assert "gmt_payment" not in notified(app.ground, order)


def test_an_order_without_a_trade_has_one_number(tmp_path: Path) -> None:
    app = App(a_ground(tmp_path))
    app.code()
    assert identified(app.kept()) == {"out_trade_no": "T1"}


def test_a_paid_trade_tells_when_and_with_what(tmp_path: Path) -> None:
    told = queried(App(a_ground(tmp_path)).paid())
    assert (told["trade_status"], told["send_pay_date"]) == ("TRADE_SUCCESS", "2026-03-01 12:00:00")
    assert told["buyer_logon_id"].count("*") == 3
