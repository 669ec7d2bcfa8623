import json
from pathlib import Path

import pytest

from linktester.serve.payapis.payments import Outcome
from tests.fakes.alipayapps import PAYMENTS, App, cut
from tests.fakes.payers import a_ground


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(a_ground(tmp_path))


def test_the_shops_app_is_told_of_a_payment_in_a_signed_text(app: App) -> None:
    told = PAYMENTS.pay(app.ground, app.order_string(), Outcome.SUCCESS).told["app_result"]
    assert (told["resultStatus"], told["memo"]) == ("9000", "")
    whole = json.loads(told["result"])
    inner, _ = cut(told["result"].encode())
    assert app.verifies(inner, whole["sign"], whole["sign_type"])
    response = whole["alipay_trade_app_pay_response"]
    assert (response["code"], response["out_trade_no"], response["total_amount"]) == ("10000", "A1", "1.00")


@pytest.mark.parametrize(("outcome", "status"), [(Outcome.FAIL, "4000"), (Outcome.CANCEL, "6001")])
def test_without_a_payment_there_is_a_status_only(app: App, outcome: Outcome, status: str) -> None:
    told = PAYMENTS.pay(app.ground, app.order_string(), outcome).told["app_result"]
    assert told == {"resultStatus": status, "result": "", "memo": ""}


def test_only_orders_of_apps_have_one(app: App) -> None:
    assert "app_result" not in PAYMENTS.pay(app.ground, app.code(), Outcome.SUCCESS).told
