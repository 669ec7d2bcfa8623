import re
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.payers import NOTIFY, Merchant, a_ground, moved, refused, said

TARGET = "/v3/refund/domestic/refunds"


@pytest.fixture
def merchant(tmp_path: Path) -> Merchant:
    made = Merchant(a_ground(tmp_path))
    made.paid()
    return made


def test_a_refund_is_accepted_first_and_done_later(merchant: Merchant) -> None:
    told = said(merchant.refund(30))
    assert told["status"] == "PROCESSING"
    assert "success_time" not in told
    assert re.fullmatch("50[0-9]{26}", told["refund_id"])
    assert told["amount"] | {"from": []} == {
        "total": 100,
        "refund": 30,
        "payer_total": 100,
        "payer_refund": 30,
        "settlement_refund": 30,
        "settlement_total": 100,
        "discount_refund": 0,
        "currency": "CNY",
        "from": [],
    }
    assert said(merchant.query())["trade_state"] == "REFUND"
    moved(merchant.ground, seconds=2)
    done = said(merchant.ask("GET", f"{TARGET}/R-1"))
    assert (done["status"], done["success_time"]) == ("SUCCESS", "2026-03-01T12:00:02+08:00")


def test_the_merchant_is_told_where_it_wants_to_be(merchant: Merchant) -> None:
    merchant.refund(30)
    merchant.refund(30, "R-2", notify_url=NOTIFY)
    moved(merchant.ground, seconds=2)
    told = [each for each in merchant.ground.notices.listed() if each.event.startswith("REFUND")]
    assert [each.payload["content"]["out_refund_no"] for each in told] == ["R-2"]
    assert told[0].payload["content"]["refund_status"] == "SUCCESS"


def test_the_same_number_refunds_once(merchant: Merchant) -> None:
    first = said(merchant.refund(60))
    assert said(merchant.refund(60)) == first
    assert refused(merchant.refund(61)) == (400, "INVALID_REQUEST")
    merchant.paid("T-0002")
    assert refused(merchant.refund(60, out_trade_no="T-0002")) == (400, "INVALID_REQUEST")
    assert said(merchant.refund(40, "R-2"))["status"] == "PROCESSING"


def test_never_more_than_was_paid_goes_back(merchant: Merchant) -> None:
    assert refused(merchant.refund(101)) == (400, "INVALID_REQUEST")
    assert merchant.refund(60).status == 200
    assert refused(merchant.refund(41, "R-2")) == (400, "INVALID_REQUEST")
    assert merchant.refund(40, "R-3").status == 200


@pytest.mark.parametrize(
    "change",
    [
        {"out_trade_no": "T-none1"},
        {"transaction_id": "42", "out_trade_no": None},
    ],
)
def test_what_was_never_ordered_cannot_be_refunded(merchant: Merchant, change: dict[str, Any]) -> None:
    assert refused(merchant.refund(1, **change)) == (404, "RESOURCE_NOT_EXISTS")
    assert refused(merchant.ask("GET", f"{TARGET}/R-9")) == (404, "RESOURCE_NOT_EXISTS")


def test_both_numbers_must_mean_one_order(merchant: Merchant) -> None:
    id_ = said(merchant.query())["transaction_id"]
    assert merchant.refund(1, transaction_id=id_).status == 200
    answer = merchant.refund(1, "R-2", transaction_id=id_, out_trade_no="T-0002")
    assert refused(answer) == (404, "RESOURCE_NOT_EXISTS")
    assert refused(merchant.refund(1, "R-3", out_trade_no=None)) == (400, "PARAM_ERROR")


def test_unpaid_orders_and_wrong_totals_are_refused(merchant: Merchant) -> None:
    merchant.create(out_trade_no="T-0002")
    assert refused(merchant.refund(1, out_trade_no="T-0002")) == (400, "INVALID_REQUEST")
    wrong = {"refund": 1, "total": 99, "currency": "CNY"}
    assert refused(merchant.refund(1, amount=wrong)) == (400, "INVALID_REQUEST")


def test_a_year_later_it_is_too_late(merchant: Merchant) -> None:
    moved(merchant.ground, days=365)
    assert merchant.refund(1).status == 200
    moved(merchant.ground, seconds=1)
    assert refused(merchant.refund(1, "R-2")) == (400, "INVALID_REQUEST")


def test_fifty_parts_and_no_more(merchant: Merchant) -> None:
    assert {merchant.refund(1, f"R-{index}").status for index in range(50)} == {200}
    assert refused(merchant.refund(1, "R-50")) == (400, "INVALID_REQUEST")


def test_a_timer_of_a_forgotten_refund_does_nothing(merchant: Merchant) -> None:
    merchant.refund(1)
    merchant.ground.ledger.forget()
    moved(merchant.ground, seconds=2)
    assert merchant.ground.timers.next_due() is None
