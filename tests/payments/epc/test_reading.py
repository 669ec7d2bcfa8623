from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.payment import StandardId
from linktester.payments import detect, encode, read
from linktester.payments.epc import claim
from linktester.payments.epc.reading import read as read_epc
from tests.fakes.paymentvectors import PaymentVector, assert_read_whole, misplaced, told, vectors

EPC = StandardId("epc")
NOW = datetime(2026, 11, 22, tzinfo=UTC)
VECTORS = vectors("epc")
LINES = ["BCD", "002", "1", "SCT", "", "Linktester GmbH", "DE98370400440000000042", "EUR1.5", "", "RF84QA42"]


@pytest.mark.parametrize("vector", VECTORS)
def test_vectors(vector: PaymentVector):
    assert_read_whole(vector)


def test_vectors_speak_of_all_character_sets():
    named = {field.value for vector in VECTORS for field in vector.read().fields if field.path == "line/3"}
    assert set("12345678") <= named


@pytest.mark.parametrize("opening", [b"BCD\n", b"BCD\r\n", b"bcd\n", b"BCD\r"])
def test_the_service_tag_claims(opening):
    assert claim(opening + b"002") == EPC
    assert detect(opening + b"002") == EPC


@pytest.mark.parametrize("payload", [b"", b"BCD", b"BCDE\n", b" BCD\n", b"SPC\n"])
def test_others_are_not_claimed(payload):
    assert claim(payload) is None


def test_offsets_count_octets():
    reading = read_epc("\n".join([*LINES[:5], "Müller", LINES[6]]).encode(), EPC, NOW)
    iban = reading.fields[6]
    assert reading.octets[iban.offset : iban.offset + iban.length] == b"DE98370400440000000042"
    assert (reading.fields[5].length, reading.fields[5].value) == (7, "Müller")


def test_values_are_read_in_the_character_set_named():
    payload = "\n".join([*LINES[:2], "8", "SCT", "", "5 €", *LINES[6:]]).encode("iso8859-15")
    reading = read(payload)
    assert reading.fields[5].value == "5 €"
    assert encode(reading) == payload


def test_a_wrong_charset_hides_no_line():
    reading = read_epc("\n".join([*LINES[:2], "99", *LINES[3:]]).encode(), EPC, NOW)
    assert not reading.valid
    assert reading.summary.account == "DE98370400440000000042"


def test_another_text_gets_one_finding():
    reading = read_epc(b"weixin://wxpay/bizpayurl?pr=x", EPC, NOW)
    assert told(reading) == ["wrong-standard"]
    assert [field.path for field in reading.fields] == ["line/1"]


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=150)
def test_any_octets_are_read_and_written(octets):
    for payload in (octets, b"BCD\n" + octets, b"BCD\r\n002\r\n3\r\n" + octets):
        reading = read_epc(payload, EPC, NOW)
        assert misplaced(reading) == []
        assert isinstance(encode(reading), bytes)


@given(
    st.sampled_from([vector for vector in VECTORS if vector.valid]),
    st.integers(0, 400),
    st.binary(max_size=3),
    st.integers(0, 3),
)
@settings(deadline=None, max_examples=150)
def test_a_bitten_code_is_read_and_one_still_valid_written_as_it_was(vector, place, octets, gone):
    payload = vector.payload[:place] + octets + vector.payload[place + gone :]
    reading = read_epc(payload, EPC, NOW)
    written = encode(reading)
    if reading.valid:
        assert written == payload
