import pytest
from hypothesis import given
from hypothesis import strategies as st

from linktester.model.payment import UNKNOWN
from linktester.payments import detect, standards


@pytest.mark.parametrize(
    ("payload", "standard"),
    [
        (b"SPC\r\n0200\r\n1\r\n", "swiss-qr"),
        (b"SPC\n0200\n1\n", "swiss-qr"),
        (b"BCD\n002\n1\nSCT\n", "epc"),
        (b"SPD*1.0*ACC:CZ0699990000000000000042", "spayd"),
        (b"upi://pay?pa=a@b&pn=c", "upi"),
        (b"bitcoin:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "bip21"),
        (b"BITCOIN:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "bip21"),
        (b"weixin://wxpay/bizpayurl?pr=4T0Gq0azz", "wechat-native"),
        (b"https://qr.alipay.com/bax02431yd1nzbnkkxxu0034", "alipay-precreate"),
        (b"https://qr.95516.com/00010000/62012345678901234567890123456789", "unionpay-url"),
        (b"00020101021229370016A000000677010111011300668999900005303764540525.005802TH6304221D", "promptpay"),
        (b"000201", "emvco-mpm"),
        (b"hQVDUFYwMWEZTwegAAAJmQABUAVMVFBBWVoHEjRWeJASPw==", "emvco-cpm"),
        (b"134567890123456789", "payment-code"),
    ],
)
def test_a_payload_is_told_by_its_opening(payload, standard):
    assert detect(payload) == standard


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"hello",
        b"https://shop.example/a",
        b"SPC",
        b"weixin://dl/business/?t=abc",
        b"\xff\xfe\x00",
        b"42",
    ],
)
def test_what_nobody_claims_is_unknown(payload):
    assert detect(payload) == UNKNOWN


@given(st.binary(max_size=300))
def test_any_octets_have_an_answer(payload):
    assert detect(payload) in {UNKNOWN, *standards()}
