import re
from datetime import timedelta
from pathlib import Path

import pytest

from linktester.serve.payapis.payments import Behaviour, Outcome
from tests.fakes.payers import PAYMENTS, Merchant, a_ground, refused, said

INVALID = (400, "AUTH_CODE_INVALID")


@pytest.fixture
def merchant(tmp_path: Path) -> Merchant:
    return Merchant(a_ground(tmp_path))


def test_a_payers_code_has_the_platforms_form(merchant: Merchant) -> None:
    code = PAYMENTS.auth_code(merchant.ground, Behaviour.IMMEDIATE)
    assert re.fullmatch("1[0-5][0-9]{16}", code)
    assert PAYMENTS.owns(code)


def test_paid_at_once(merchant: Merchant) -> None:
    told = said(merchant.codepay(Behaviour.IMMEDIATE))
    assert (told["trade_state"], told["trade_type"]) == ("SUCCESS", "MICROPAY")
    assert said(merchant.query()) == told
    assert merchant.ground.notices.listed() == ()


def test_a_password_is_waited_for(merchant: Merchant) -> None:
    code = PAYMENTS.auth_code(merchant.ground, Behaviour.CONFIRM)
    assert refused(merchant.codepay(Behaviour.CONFIRM, code=code)) == (202, "USERPAYING")
    assert said(merchant.query())["trade_state"] == "USERPAYING"
    assert refused(merchant.codepay(Behaviour.CONFIRM, code=code)) == (202, "USERPAYING")
    PAYMENTS.pay(merchant.ground, code, Outcome.SUCCESS)
    assert said(merchant.query())["trade_state"] == "SUCCESS"


def test_a_payer_who_gives_up_leaves_a_failed_order(merchant: Merchant) -> None:
    merchant.codepay(Behaviour.CONFIRM)
    PAYMENTS.pay_order(merchant.ground, merchant.ground.ledger.orders()[0], Outcome.CANCEL)
    assert said(merchant.query())["trade_state"] == "PAYERROR"
    assert merchant.reverse().status == 200
    assert said(merchant.query())["trade_state"] == "REVOKED"


def test_too_little_money(merchant: Merchant) -> None:
    assert refused(merchant.codepay(Behaviour.INSUFFICIENT)) == (403, "NOT_ENOUGH")
    assert said(merchant.query())["trade_state"] == "PAYERROR"


def test_a_code_is_good_once_and_for_a_minute(merchant: Merchant) -> None:
    code = PAYMENTS.auth_code(merchant.ground, Behaviour.IMMEDIATE)
    late = PAYMENTS.auth_code(merchant.ground, Behaviour.IMMEDIATE)
    assert merchant.codepay(Behaviour.IMMEDIATE, code=code).status == 200
    assert refused(merchant.codepay(Behaviour.IMMEDIATE, "T-0002", code=code)) == INVALID
    merchant.ground.clock.advance(timedelta(seconds=60))
    assert refused(merchant.codepay(Behaviour.IMMEDIATE, "T-0003", code=late)) == INVALID
    assert refused(merchant.codepay(Behaviour.EXPIRED, "T-0004")) == INVALID
    assert refused(merchant.codepay(Behaviour.IMMEDIATE, "T-0005", code="13" + "0" * 16)) == INVALID
    assert len(merchant.ground.ledger.orders()) == 1


def test_a_used_number_takes_no_second_payment(merchant: Merchant) -> None:
    merchant.codepay(Behaviour.IMMEDIATE)
    assert refused(merchant.codepay(Behaviour.IMMEDIATE)) == (403, "OUT_TRADE_NO_USED")


@pytest.mark.parametrize("behaviour", [Behaviour.IMMEDIATE, Behaviour.CONFIRM, Behaviour.INSUFFICIENT])
def test_reversing_revokes_and_may_be_repeated(merchant: Merchant, behaviour: Behaviour) -> None:
    merchant.codepay(behaviour)
    answers = [said(merchant.reverse()) for _ in range(2)]
    assert answers[0] == answers[1]
    assert answers[0]["out_trade_no"] == "T-0001"
    assert said(merchant.query())["trade_state"] == "REVOKED"


def test_what_cannot_be_reversed(merchant: Merchant) -> None:
    merchant.create()
    assert refused(merchant.reverse()) == (400, "INVALID_REQUEST")
    assert refused(merchant.reverse("T-none")) == (404, "ORDER_NOT_EXIST")
    merchant.codepay(Behaviour.IMMEDIATE, "T-0002")
    merchant.refund(1, out_trade_no="T-0002")
    assert refused(merchant.reverse("T-0002")) == (400, "INVALID_REQUEST")


def test_a_payment_codes_order_is_not_closed_but_reversed(merchant: Merchant) -> None:
    merchant.codepay(Behaviour.CONFIRM)
    assert refused(merchant.close()) == (400, "INVALID_REQUEST")
