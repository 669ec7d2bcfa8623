import re
from pathlib import Path

import pytest

from linktester.serve.payapis.wechatpay import keys
from linktester.serve.payapis.wechatpay.name import Mode
from tests.fakes.payers import Merchant, a_ground


@pytest.fixture
def merchant(tmp_path: Path) -> Merchant:
    return Merchant(a_ground(tmp_path))


def test_only_the_merchants_signature_is_the_merchants(merchant: Merchant) -> None:
    known = merchant.ground.credentials
    good = merchant.sign(b"text")
    assert keys.is_signed_by_merchant(known, good, b"text")
    assert not keys.is_signed_by_merchant(known, good, b"other")
    for broken in ("", "no base64!", good[:-8], "AAAA", good.replace("=", "é")):
        assert not keys.is_signed_by_merchant(known, broken, b"text")


def test_the_platform_signs_by_the_key_its_serial_names(merchant: Merchant) -> None:
    known = merchant.ground.credentials
    older = known.bundle.wechatpay.platform_cert_serial
    newer = known.rotate_wechatpay().serial
    assert keys.serial_for(known, Mode.CERTIFICATE) == newer
    assert keys.serial_for(known, Mode.CERTIFICATE, older) == older
    assert keys.serial_for(known, Mode.CERTIFICATE, "AA") == newer
    id_ = known.bundle.wechatpay.platform_public_key_id
    assert keys.serial_for(known, keys.mode_of(known, id_), id_) == id_
    assert len({keys.sign(known, serial, b"x") for serial in (older, newer, id_)}) == 3


def test_an_unknown_public_key_id_is_never_used(merchant: Merchant) -> None:
    assert keys.mode_of(merchant.ground.credentials, "PUB_KEY_ID_0199") is Mode.CERTIFICATE


def test_what_is_sealed_only_the_merchant_opens(merchant: Merchant) -> None:
    sealed = keys.seal(merchant.ground.credentials, "字".encode(), "transaction")
    assert re.fullmatch("[0-9A-Za-z]{12}", sealed["nonce"])
    assert sealed["algorithm"] == "AEAD_AES_256_GCM"
    assert merchant.opened(sealed) == "字".encode()


def test_random_texts_have_their_length() -> None:
    assert re.fullmatch("[0-9A-Za-z]{9}", keys.nonce_text(9))
