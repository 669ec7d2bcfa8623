import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from linktester.serve.payapis.payments import Tamper
from linktester.serve.payapis.wechatpay.callbacks import outgoing
from tests.fakes.payers import NOTIFY, Merchant, a_ground, moved, said


@pytest.fixture
def merchant(tmp_path: Path) -> Merchant:
    return Merchant(a_ground(tmp_path))


def sent(merchant: Merchant, tamper: Tamper | None = None) -> tuple[dict[str, str], bytes]:
    found = outgoing(merchant.ground, merchant.ground.notices.listed()[0], tamper)
    return dict(found.headers), found.body


def content(merchant: Merchant, body: bytes) -> Any:
    return json.loads(merchant.opened(json.loads(body)["resource"]))


def test_a_payment_is_told_sealed_and_signed(merchant: Merchant) -> None:
    paid = merchant.paid()
    headers, body = sent(merchant)
    told = json.loads(body)
    assert merchant.verifies(headers, body)
    assert content(merchant, body) == paid
    assert (told["event_type"], told["resource_type"]) == ("TRANSACTION.SUCCESS", "encrypt-resource")
    assert (told["resource"]["original_type"], told["resource"]["associated_data"]) == ("transaction",) * 2
    assert len(told["id"]) == 36
    assert told["create_time"].endswith("+08:00")


def test_every_try_has_the_same_id_and_a_new_seal_and_signature(merchant: Merchant) -> None:
    merchant.paid()
    tries = [sent(merchant) for _ in range(2)]
    assert len({json.loads(body)["id"] for _, body in tries}) == 1
    assert len({body for _, body in tries}) == 2
    assert len({headers["Wechatpay-Nonce"] for headers, _ in tries}) == 2


def test_a_refund_is_told_with_its_own_words(merchant: Merchant) -> None:
    merchant.paid()
    merchant.refund(30, notify_url=NOTIFY)
    moved(merchant.ground, seconds=2)
    _, body = sent(merchant)
    told = content(merchant, body)
    assert json.loads(body)["event_type"] == "REFUND.SUCCESS"
    assert (told["refund_status"], told["out_refund_no"]) == ("SUCCESS", "R-1")
    assert "status" not in told
    assert told["amount"] == {"total": 100, "refund": 30, "payer_total": 100, "payer_refund": 30}


def test_the_key_is_that_of_the_mode_the_order_was_made_in(merchant: Merchant) -> None:
    pay = merchant.ground.credentials.bundle.wechatpay
    merchant.headers["wechatpay-serial"] = pay.platform_public_key_id
    merchant.create()
    merchant.headers.clear()
    merchant.paid()
    headers, body = sent(merchant)
    assert headers["Wechatpay-Serial"] == pay.platform_public_key_id
    assert merchant.verifies(headers, body)


def test_after_a_rotation_the_new_certificate_signs(merchant: Merchant) -> None:
    merchant.paid()
    made = merchant.ground.credentials.rotate_wechatpay()
    headers, body = sent(merchant)
    assert headers["Wechatpay-Serial"] == made.serial
    assert merchant.verifies(headers, body)


@pytest.mark.parametrize("tamper", [Tamper.SIGNATURE, Tamper.BODY, Tamper.PROBE])
def test_what_is_damaged_does_not_verify(merchant: Merchant, tamper: Tamper) -> None:
    merchant.paid()
    headers, body = sent(merchant, tamper)
    assert not merchant.verifies(headers, body)
    assert json.loads(body)["resource"]["ciphertext"]
    assert headers["Wechatpay-Signature"].startswith("WECHATPAY/SIGNTEST/") == (tamper is Tamper.PROBE)


def test_an_old_timestamp_is_signed_rightly(merchant: Merchant) -> None:
    merchant.paid()
    headers, body = sent(merchant, Tamper.TIMESTAMP)
    assert merchant.verifies(headers, body)
    age = merchant.ground.clock.real().timestamp() - int(headers["Wechatpay-Timestamp"])
    assert age > 300


def test_the_signature_goes_by_the_real_clock(merchant: Merchant) -> None:
    merchant.paid()
    merchant.ground.clock.advance(timedelta(days=2))
    headers, _ = sent(merchant)
    assert int(headers["Wechatpay-Timestamp"]) == int(merchant.ground.clock.real().timestamp())


def test_without_an_address_nobody_is_told(merchant: Merchant) -> None:
    merchant.paid()
    merchant.refund(1)
    moved(merchant.ground, seconds=2)
    assert [each.event for each in merchant.ground.notices.listed()] == ["TRANSACTION.SUCCESS"]
    assert said(merchant.query())["trade_state"] == "REFUND"
