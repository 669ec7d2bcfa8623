import pytest

from linktester.model.payment import StandardId
from linktester.payments import detect, read, write
from linktester.payments.webcodes import AGGREGATED, ALIPAY, UNIONPAY, claim
from tests.fakes.paymentlinks import mistakes_of


@pytest.mark.parametrize(
    ("payload", "standard"),
    [
        (b"https://qr.alipay.com/bax", ALIPAY),
        (b"http://QR.alipay.com", ALIPAY),
        (b"HTTPS://QR.95516.COM/1", UNIONPAY),
        (b"https://qr.alipay.com.example/", None),
        (b"https://qr.alipay.com:443/", None),
        (b"https://user@qr.alipay.com/", None),
        (b"https:/qr.alipay.com/", None),
        (b"https://" + b"a" * 90 + b"/", None),
        (b"https://\xff/", None),
        (b"", None),
    ],
)
def test_only_the_bare_hosts_are_claimed(payload: bytes, standard: StandardId | None) -> None:
    assert claim(payload) == standard


def test_an_aggregated_code_has_to_be_declared() -> None:
    assert detect(b"https://pay.acquirer.example/q/QA1") == "unknown"
    assert read(b"https://pay.acquirer.example/q/QA1", standard=AGGREGATED).valid


def test_segments_are_fields_at_their_octets() -> None:
    payload = "https://pay.acquirer.example/a//码".encode()
    fields = read(payload, standard=AGGREGATED).fields
    assert [(each.path, payload[each.offset : each.offset + each.length].decode()) for each in fields] == [
        ("host", "pay.acquirer.example"),
        ("path/1", "a"),
        ("path/2", ""),
        ("path/3", "码"),
    ]


def test_new_codes() -> None:
    assert (
        write(ALIPAY, {"token": "bax00000000000000000qa01"})
        == b"https://qr.alipay.com/bax00000000000000000qa01"
    )
    made = write(UNIONPAY, {"institution": "00010000", "order": "01000000000000000000000042"})
    assert made == b"https://qr.95516.com/00010000/01000000000000000000000042"
    assert write(AGGREGATED, {"url": "https://pay.acquirer.example/q"}) == b"https://pay.acquirer.example/q"


def test_new_codes_are_refused_beyond_what_was_seen() -> None:
    assert mistakes_of(lambda: write(ALIPAY, {})) == {"token": "missing"}
    assert mistakes_of(lambda: write(ALIPAY, {"token": "bax1"})) == {"token": "alipay-length"}
    assert mistakes_of(lambda: write(ALIPAY, {"token": "fkx00000000000000000qa01"})) == {
        "token": "alipay-collection"
    }
    assert mistakes_of(lambda: write(ALIPAY, {"token": "bax00000000000000?a=b"})) == {
        "token": "unknown-field"
    }
    assert mistakes_of(lambda: write(UNIONPAY, {"institution": "1", "order": "x"})) == {
        "institution": "too-short",
        "order": "not-digits",
    }
    assert mistakes_of(lambda: write(AGGREGATED, {"url": "http://a.example"})) == {"url": "not-https"}
    assert mistakes_of(lambda: write(AGGREGATED, {"url": "https://qr.alipay.com/x"})) == {"url": "one-wallet"}
    assert mistakes_of(lambda: write(AGGREGATED, {"url": "https://a.example/\ud800"})) == {"url": "not-text"}
