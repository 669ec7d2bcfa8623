from pathlib import Path

import pytest

from linktester.serve.payapis.payments import Behaviour, Outcome, Refusal
from tests.fakes.payers import PAYMENTS, Merchant, a_ground, said


@pytest.fixture
def merchant(tmp_path: Path) -> Merchant:
    return Merchant(a_ground(tmp_path))


def reason(merchant: Merchant, code: str, outcome: Outcome = Outcome.SUCCESS) -> str:
    with pytest.raises(Refusal) as told:
        PAYMENTS.pay(merchant.ground, code, outcome)
    return told.value.reason


def test_scanning_pays_nothing(merchant: Merchant) -> None:
    seen = PAYMENTS.scan(merchant.ground, merchant.code())
    assert seen.told["state"] == "NOTPAY"
    assert (seen.told["amount"], seen.told["description"]) == ({"total": 100, "currency": "CNY"}, "一杯茶")
    assert said(merchant.query())["trade_state"] == "NOTPAY"


def test_paying_rings_the_bell_after_everything_is_kept(merchant: Merchant) -> None:
    kept: list[int] = []
    merchant.ground.listen(lambda: kept.append(len(merchant.ground.notices.listed())))
    code = merchant.code()
    assert PAYMENTS.pay(merchant.ground, code, Outcome.SUCCESS).told["state"] == "SUCCESS"
    assert kept == [1]
    assert reason(merchant, code) == "paid"


@pytest.mark.parametrize("outcome", [Outcome.FAIL, Outcome.CANCEL])
def test_whoever_gives_up_can_pay_later(merchant: Merchant, outcome: Outcome) -> None:
    code = merchant.code()
    assert PAYMENTS.pay(merchant.ground, code, outcome).told["state"] == "NOTPAY"
    assert merchant.ground.notices.listed() == ()
    assert PAYMENTS.pay(merchant.ground, code, Outcome.SUCCESS).told["state"] == "SUCCESS"


def test_closed_and_unknown_codes_cannot_be_paid(merchant: Merchant) -> None:
    code = merchant.code()
    merchant.close()
    assert reason(merchant, code) == "closed"
    assert reason(merchant, "weixin://wxpay/bizpayurl?pr=none") == "unknown"
    waiting = PAYMENTS.auth_code(merchant.ground, Behaviour.CONFIRM)
    assert reason(merchant, waiting) == "order"


def test_the_way_back_is_told_where_the_link_names_it(merchant: Merchant) -> None:
    link = said(merchant.create("h5"))["h5_url"]
    back = "https%3A%2F%2Fm.example%2Fdone%3Fa%3D1"
    seen = PAYMENTS.pay(merchant.ground, f"{link}&redirect_url={back}", Outcome.SUCCESS)
    assert seen.told["return_url"] == "https://m.example/done?a=1"
    assert "return_url" not in PAYMENTS.scan(merchant.ground, merchant.code(out_trade_no="T-0002")).told


@pytest.mark.parametrize(
    ("status", "taken"), [(200, True), (204, True), (201, False), (302, False), (500, False)]
)
def test_two_statuses_mean_success(status: int, taken: bool) -> None:
    assert PAYMENTS.accepted(status, b"anything") is taken


def test_lists_tell_an_order_in_plain_data(merchant: Merchant) -> None:
    told = PAYMENTS.told(merchant.ground.ledger.order(1)) if merchant.code() else {}
    assert (told["platform"], told["out_trade_no"], told["transaction_id"]) == ("wechatpay", "T-0001", None)
    assert PAYMENTS.ladder("notify")[0] == 15
