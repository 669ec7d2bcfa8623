from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.fakes.payers import HandClock, Merchant, a_ground, headers_of, said


@pytest.fixture
def merchant(tmp_path: Path) -> Merchant:
    return Merchant(a_ground(tmp_path, HandClock(datetime.now(UTC))))


def test_certificates_are_sealed_for_the_merchant(merchant: Merchant) -> None:
    answer = merchant.ask("GET", "/v3/certificates")
    entry = said(answer)["data"][0]
    pay = merchant.ground.credentials.bundle.wechatpay
    assert merchant.verifies(headers_of(answer), answer.body)
    assert entry["serial_no"] == pay.platform_cert_serial
    assert entry["encrypt_certificate"]["associated_data"] == "certificate"
    assert merchant.opened(entry["encrypt_certificate"]).decode() == pay.platform_cert_pem
    assert entry["effective_time"].endswith("+08:00")


def test_after_a_rotation_old_and_new_are_listed(merchant: Merchant) -> None:
    older = merchant.ground.credentials.bundle.wechatpay.platform_cert_serial
    newer = merchant.ground.credentials.rotate_wechatpay().serial
    listed = [each["serial_no"] for each in said(merchant.ask("GET", "/v3/certificates"))["data"]]
    assert listed == [older, newer]


def test_validity_goes_by_the_real_clock(merchant: Merchant) -> None:
    merchant.ground.clock.advance(timedelta(days=3_000))
    assert len(said(merchant.ask("GET", "/v3/certificates"))["data"]) == 1
