import hashlib
import hmac

import pytest

from linktester.model.payment import StandardId
from linktester.payments import detect, read, write
from linktester.payments.wechatcodes import HMAC_SHA256, MD5, claims, sign_fits, signature
from tests.fakes.paymentlinks import mistakes_of

ID = StandardId("wechat-native")
KEY = "0123456789abcdef0123456789abcdef"
VALUES = {
    "appid": "wx0000000000000000",
    "mch_id": "1900000000",
    "product_id": "QA-1",
    "time_stamp": "1700000000",
    "nonce_str": "abc123",
}
SIGN = "F2D36073E7E86DBD3DD7B22A21B4B1F0"
TEXT = (
    "appid=wx0000000000000000&mch_id=1900000000&nonce_str=abc123&product_id=QA-1&time_stamp=1700000000"
    f"&key={KEY}"
).encode()


def test_the_sign_is_the_md5_of_the_sorted_parameters_and_the_key() -> None:
    assert signature(VALUES, KEY) == SIGN == hashlib.md5(TEXT, usedforsecurity=False).hexdigest().upper()


def test_the_other_sign_is_an_hmac_of_the_same_text() -> None:
    expected = hmac.new(KEY.encode(), TEXT, hashlib.sha256).hexdigest().upper()
    assert signature(VALUES, KEY, HMAC_SHA256) == expected


def test_the_documentations_own_sign_comes_out() -> None:
    values = {
        "appid": "wxd930ea5d5a258f4f",
        "mch_id": "10000100",
        "device_info": "1000",
        "body": "test",
        "nonce_str": "ibuaiVcKdpRxkhJA",
    }
    key = "192006250b4c09247ec02edce69f6a2d"
    assert signature(values, key) == "9A0A8659F005D6984697E2CA0A9CF3B7"
    long = "6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6"
    assert signature(values, key, HMAC_SHA256) == long


def test_sign_and_empty_values_are_not_signed() -> None:
    assert signature({**VALUES, "sign": "x", "attach": ""}, KEY) == SIGN


@pytest.mark.parametrize("method", [MD5, HMAC_SHA256])
def test_a_code_made_with_a_key_fits_it_and_no_other(method: str) -> None:
    payload = write(ID, {**VALUES, "product_id": "测 & 1", "key": KEY, "sign_type": method})
    reading = read(payload)
    assert reading.valid
    assert KEY.encode() not in payload
    assert sign_fits(reading, KEY) is True
    assert sign_fits(reading, KEY[::-1]) is False


def test_an_order_code_has_no_sign_to_fit() -> None:
    assert sign_fits(read(b"weixin://wxpay/bizpayurl?pr=4T0Gq0azz"), KEY) is None


def test_the_references_own_code_is_made() -> None:
    made = write(ID, {**VALUES, "key": KEY})
    assert made.decode().startswith(f"weixin://wxpay/bizpayurl?sign={SIGN}&appid=wx0000000000000000&mch_id=")


def test_other_links_of_wechat_are_not_claimed() -> None:
    assert claims(b"WXP://f2f0")
    assert claims(b"weixin://wxpay/s/abc")
    assert not claims(b"weixin://dl/business/?t=abc")
    assert not claims(b"weixin://wap/pay?prepayid=1")
    assert not claims(b"wxpay://bizpayurl")
    assert detect(b"weixin://dl/scan") == "unknown"


def test_forms_that_fit_no_code_are_refused_with_all_mistakes() -> None:
    assert mistakes_of(lambda: write(ID, {})) == {"pr": "missing"}
    assert mistakes_of(lambda: write(ID, {"groupid": "00"})) == {"pr": "missing"}
    assert mistakes_of(lambda: write(ID, {"pr": "QA1"})) == {"pr": "too-short"}
    both = mistakes_of(lambda: write(ID, {"pr": "QA00001", "product_id": "1"}))
    assert both == {"product_id": "one-kind"}
    static = mistakes_of(lambda: write(ID, {"product_id": "1", "mch_id": "x", "sign_type": "RSA"}))
    assert static == {
        "sign_type": "choice",
        "sign": "missing",
        "appid": "missing",
        "mch_id": "form-wrong",
        "time_stamp": "missing",
        "nonce_str": "missing",
    }


def test_a_sign_that_is_not_the_keys_is_refused() -> None:
    wrong = {**VALUES, "key": KEY, "sign": "0" * 32}
    assert mistakes_of(lambda: write(ID, wrong)) == {"sign": "sign-wrong"}
    assert write(ID, {**VALUES, "sign": SIGN}) == write(ID, {**VALUES, "key": KEY, "sign": SIGN})


def test_a_group_changes_the_entrance() -> None:
    made = write(ID, {"pr": "QA00001", "groupid": "00"})
    assert made == b"weixin://wxpay/bizpayurl/up?pr=QA00001&groupid=00"
