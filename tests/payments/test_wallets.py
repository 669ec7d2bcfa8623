"""Codes of Chinese wallets: published ones, broken ones, made ones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.payment import StandardId
from linktester.payments import detect, encode, form, read, write
from tests.fakes.paymentlinks import assert_as_expected, assert_places_fit, spoilt
from tests.fakes.paymentvectors import AT, PaymentVector, good, vectors

STANDARDS = ("wechat-native", "alipay-precreate", "unionpay-url", "aggregated")
ALL = [each for standard in STANDARDS for each in vectors(standard)]
GOOD = [each for standard in STANDARDS for each in good(standard)]
TOKEN = st.from_regex(r"[0-9A-Za-z]{7,12}", fullmatch=True)


@pytest.mark.parametrize("vector", ALL, ids=[each.name for each in ALL])
def test_vectors(vector: PaymentVector) -> None:
    assert_as_expected(vector)


@pytest.mark.parametrize("vector", GOOD, ids=[each.name for each in GOOD])
def test_good_ones_are_written_again_and_claimed(vector: PaymentVector) -> None:
    assert encode(vector.read()) == vector.payload
    if vector.standard != "aggregated":
        assert detect(vector.payload) == vector.standard


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_standard_has_enough_vectors(standard: str) -> None:
    assert len(good(standard)) >= 6
    assert len(vectors(standard)) - len(good(standard)) >= 12


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_examples_of_the_form_make_a_code(standard: str) -> None:
    rows = form(StandardId(standard))
    examples = {
        each.name: each.example for each in rows if each.name not in ("pr", "groupid") and each.example
    }
    reading = read(write(StandardId(standard), examples), standard=StandardId(standard))
    assert reading.valid


def test_long_codes_are_told() -> None:
    reading = read(b"weixin://wxpay/bizpayurl?pr=" + b"a" * 200)
    assert "long" in {each.code for each in reading.findings}
    assert reading.valid


@settings(max_examples=60, deadline=None)
@given(TOKEN, st.one_of(st.none(), st.from_regex("[0-9]{1,3}", fullmatch=True)))
def test_made_order_codes_read_back_and_are_written_again(token: str, group: str | None) -> None:
    payload = write(
        StandardId("wechat-native"), {"pr": token, "groupid": group or ""} if group else {"pr": token}
    )
    reading = read(payload)
    assert reading.valid
    assert encode(reading) == payload


@settings(max_examples=60, deadline=None)
@given(st.from_regex("bax[0-9A-Za-z]{12,21}", fullmatch=True), st.from_regex("[0-9]{26,32}", fullmatch=True))
def test_made_web_codes_read_back_and_are_written_again(token: str, order: str) -> None:
    alipay = write(StandardId("alipay-precreate"), {"token": token})
    unionpay = write(StandardId("unionpay-url"), {"institution": "00010000", "order": order})
    for payload in (alipay, unionpay):
        assert read(payload).valid
        assert encode(read(payload)) == payload


@settings(max_examples=200, deadline=None)
@given(spoilt([each.payload for each in ALL]), st.sampled_from(STANDARDS))
def test_spoilt_codes_never_raise_and_valid_ones_are_written_again(payload: bytes, standard: str) -> None:
    reading = read(payload, standard=StandardId(standard), at=AT)
    assert_places_fit(reading)
    written = encode(reading)
    assert written == payload or not reading.valid
