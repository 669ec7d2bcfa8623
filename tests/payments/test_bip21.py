"""Bitcoin links: the proposals' own, a library's fixtures, broken ones, made ones."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.payment import Aspect, StandardId
from linktester.payments import detect, encode, form, read, write
from tests.fakes.paymentlinks import assert_as_expected, assert_places_fit, mistakes_of, spoilt
from tests.fakes.paymentvectors import AT, PaymentVector, good, values, vectors

ID = StandardId("bip21")
ALL = vectors("bip21")
ADDRESS = "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx"
TEXT = st.text(min_size=1, max_size=20).filter(lambda text: text.isprintable())


@pytest.mark.parametrize("vector", ALL, ids=[each.name for each in ALL])
def test_vectors(vector: PaymentVector) -> None:
    assert_as_expected(vector)


@pytest.mark.parametrize("vector", good("bip21"), ids=[each.name for each in good("bip21")])
def test_good_ones_are_claimed_and_written_again(vector: PaymentVector) -> None:
    assert detect(vector.payload) == ID
    assert encode(vector.read()) == vector.payload


@pytest.mark.parametrize("vector", good("bip21"), ids=[each.name for each in good("bip21")])
def test_the_library_reads_the_same_parameters(vector: PaymentVector) -> None:
    split = urlsplit(vector.payload.decode())
    found = vector.read()
    assert found.fields[0].value == split.path
    ours = [(each.path.removeprefix("query/"), each.value) for each in found.fields[1:]]
    assert ours == parse_qsl(split.query.replace("+", "%2B"), keep_blank_values=True)


def test_there_are_enough_vectors() -> None:
    assert len(good("bip21")) >= 6
    assert len(ALL) - len(good("bip21")) >= 12


def test_the_proposals_own_address_is_named_as_such() -> None:
    reading = read(b"bitcoin:175tWpb8K1S7NmH4Zx6rewF9WQrcZv245W")
    assert {each.code for each in reading.findings} == {"address-checksum", "sample-address"}


def test_a_wrong_address_hides_no_field() -> None:
    reading = read(b"bitcoin:1BgGZ9tcN4rm9KBzDn7KprQz87SZ26XXXX?amount=1&label=a")
    assert values(reading) == {
        "address": "1BgGZ9tcN4rm9KBzDn7KprQz87SZ26XXXX",
        "query/amount": "1",
        "query/label": "a",
    }
    assert {each.aspect for each in reading.findings} == {Aspect.CHECKSUM}


def test_new_links() -> None:
    made = write(ID, {"address": ADDRESS, "amount": "0.001", "label": "Link Tester", "message": "a+b & c"})
    assert made == f"bitcoin:{ADDRESS}?amount=0.001&label=Link%20Tester&message=a%2Bb%20%26%20c".encode()
    assert write(ID, {"address": ADDRESS}) == f"bitcoin:{ADDRESS}".encode()
    assert write(ID, {"lightning": "lnbc1"}) == b"bitcoin:?lightning=lnbc1"


def test_forms_are_refused_with_all_mistakes() -> None:
    assert mistakes_of(lambda: write(ID, {})) == {"address": "missing"}
    assert mistakes_of(lambda: write(ID, {"address": "1abc", "amount": "1,5"})) == {
        "address": "address-length",
        "amount": "amount",
    }
    assert mistakes_of(lambda: write(ID, {"address": ADDRESS, "amount": "0.123456789"})) == {
        "amount": "amount-decimals"
    }
    more = {"address": f"{ADDRESS}?amount=1"}
    assert mistakes_of(lambda: write(ID, more)) == {"address": "address-characters"}
    assert mistakes_of(lambda: write(ID, {"address": ADDRESS, "label": "\ud800"})) == {"label": "not-text"}


def test_the_examples_of_the_form_make_a_link() -> None:
    assert read(write(ID, {each.name: each.example for each in form(ID) if each.example})).valid


@settings(max_examples=100, deadline=None)
@given(
    st.fixed_dictionaries(
        {"address": st.sampled_from([ADDRESS, ADDRESS.upper(), "1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH"])},
        optional={
            "amount": st.from_regex(r"[0-9]{1,7}(\.[0-9]{1,8})?", fullmatch=True),
            "label": TEXT,
            "message": TEXT,
        },
    )
)
def test_made_links_read_back_and_are_written_again(given_values: dict[str, str]) -> None:
    payload = write(ID, given_values)
    reading = read(payload)
    assert reading.valid
    assert encode(reading) == payload
    found = {path.removeprefix("query/"): value for path, value in values(reading).items()}
    assert found == given_values


@settings(max_examples=200, deadline=None)
@given(spoilt([each.payload for each in ALL]))
def test_spoilt_links_never_raise_and_valid_ones_are_written_again(payload: bytes) -> None:
    reading = read(payload, standard=ID, at=AT)
    assert_places_fit(reading)
    assert encode(reading) == payload or not reading.valid
