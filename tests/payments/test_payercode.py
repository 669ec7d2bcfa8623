"""Payment codes shown by payers."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester import resources
from linktester.model.payment import StandardId
from linktester.payments import detect, encode, form, read, write
from linktester.payments.payercode import owner
from tests.fakes.paymentlinks import assert_as_expected, assert_places_fit, mistakes_of, spoilt
from tests.fakes.paymentvectors import AT, PaymentVector, good, vectors

ID = StandardId("payment-code")
ALL = vectors("payment-code")
PUBLISHED = {
    "wechat": re.compile(r"1[0-5]\d{16}", re.ASCII),
    "alipay": re.compile(r"(2[5-9]|30)\d{14,22}", re.ASCII),
    "unionpay": re.compile(r"62\d{17}", re.ASCII),
    "baidu": re.compile(r"31\d{14,16}", re.ASCII),
}
"""As public cashier libraries write the rules."""


@pytest.mark.parametrize("vector", ALL, ids=[each.name for each in ALL])
def test_vectors(vector: PaymentVector) -> None:
    assert_as_expected(vector)


@pytest.mark.parametrize("vector", good("payment-code"), ids=[each.name for each in good("payment-code")])
def test_good_ones_are_claimed_and_written_again(vector: PaymentVector) -> None:
    assert detect(vector.payload) == ID
    assert encode(vector.read()) == vector.payload


def test_there_are_enough_vectors() -> None:
    assert len(good("payment-code")) >= 6
    assert len(ALL) - len(good("payment-code")) >= 12


@settings(max_examples=400, deadline=None)
@given(st.from_regex("(1[0-7]|2[4-9]|3[0-2]|6[123])[0-9]{12,24}", fullmatch=True))
def test_owners_are_those_of_the_published_rules(digits: str) -> None:
    named = [name for name, rule in PUBLISHED.items() if rule.fullmatch(digits)]
    found = owner(digits)
    assert named == ([found.id] if found else [])


def test_digits_nobody_owns_get_no_claim() -> None:
    for digits in (b"621000000000000042", b"62100000000000000042", b"160000000000000042", b"7", b"1" * 40):
        assert detect(digits) == "unknown"


def test_blanks_and_full_width_digits_are_claimed_to_be_told() -> None:
    assert detect(b" 134567890123456789") == ID
    assert detect("１３４５６７８９０１２３４５６７８９".encode()) == ID
    assert not read(b"134567890123456789 ").valid


def test_each_wallet_is_named() -> None:
    codes = {"100000000000000042": "wechat", "2500000000000042": "alipay", "3100000000000042": "baidu"}
    for digits, name in codes.items():
        assert name in {each.code for each in read(digits.encode()).findings}


def test_what_may_be_a_bank_card_is_told() -> None:
    card, other = read(b"6200000000000000000"), read(b"6200000000000000001")
    assert "card-like" in {each.code for each in card.findings}
    assert "card-like" not in {each.code for each in other.findings}


def test_new_codes_are_checked_against_the_wallet() -> None:
    assert write(ID, {"code": "130000000000000042", "wallet": "wechat"}) == b"130000000000000042"
    assert mistakes_of(lambda: write(ID, {})) == {"code": "missing"}
    assert mistakes_of(lambda: write(ID, {"code": "13 "})) == {"code": "length"}
    assert mistakes_of(lambda: write(ID, {"code": "\ud800"})) == {"code": "not-text"}
    wrong = mistakes_of(lambda: write(ID, {"code": "130000000000000042", "wallet": "alipay"}))
    assert wrong == {"wallet": "other-wallet"}
    assert mistakes_of(lambda: write(ID, {"code": "13", "wallet": "x"})) == {"wallet": "choice"}


def test_the_example_of_the_form_is_a_code() -> None:
    assert read(write(ID, {each.name: each.example for each in form(ID) if each.example})).valid


def test_facts_name_sources_that_exist() -> None:
    table = resources.read_text("payments/payercode.toml")
    named = set(re.findall(r'"([a-z-]+)"', " ".join(re.findall(r"sources = \[(.*)\]", table))))
    assert named
    assert named <= set(resources.read_table("sources/payments.toml"))


@settings(max_examples=200, deadline=None)
@given(spoilt([each.payload for each in ALL]))
def test_spoilt_codes_never_raise_and_valid_ones_are_written_again(payload: bytes) -> None:
    detect(payload)
    reading = read(payload, standard=ID, at=AT)
    assert_places_fit(reading)
    assert encode(reading) == payload or not reading.valid
