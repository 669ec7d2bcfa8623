from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.payment import StandardId
from linktester.payments import detect, encode
from linktester.payments.swissqr import claim
from linktester.payments.swissqr.reading import read
from tests.fakes.paymentvectors import PaymentVector, assert_read_whole, misplaced, told, vectors

SWISS = StandardId("swiss-qr")
NOW = datetime(2026, 11, 22, tzinfo=UTC)
VECTORS = vectors("swiss-qr")


@pytest.mark.parametrize("vector", VECTORS)
def test_vectors(vector: PaymentVector):
    assert_read_whole(vector)


@pytest.mark.parametrize("opening", [b"SPC\n", b"SPC\r\n", b"spc\n", b"SPC\r"])
def test_the_qr_type_claims(opening):
    assert claim(opening + b"0200") == SWISS
    assert detect(opening + b"0200") == SWISS


@pytest.mark.parametrize("payload", [b"", b"SPC", b"SPCX\n", b"BCD\n"])
def test_others_are_not_claimed(payload):
    assert claim(payload) is None


def test_every_line_is_a_field_empty_ones_too():
    octets = VECTORS[0].payload
    reading = read(octets, SWISS, NOW)
    assert [field.path for field in reading.fields] == [f"line/{number}" for number in range(1, 32)]
    assert b"\n".join(octets[f.offset : f.offset + f.length] for f in reading.fields) == octets


def test_octets_that_are_no_text_hide_no_line():
    reading = read(VECTORS[0].payload.replace(b"Biel", b"B\xff"), SWISS, NOW)
    assert "not-text" in told(reading)
    assert reading.fields[9].value == "B\ufffd"
    assert reading.summary.amount == "3949.75"


def test_another_text_gets_one_finding():
    assert told(read(b"weixin://wxpay/bizpayurl?pr=x", SWISS, NOW)) == ["wrong-standard"]


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=150)
def test_any_octets_are_read_and_written(octets):
    for payload in (octets, b"SPC\n" + octets, b"SPC\r\n0200\r\n1\r\n" + octets):
        reading = read(payload, SWISS, NOW)
        assert misplaced(reading) == []
        assert isinstance(encode(reading), bytes)


@given(
    st.sampled_from([vector for vector in VECTORS if vector.valid]),
    st.integers(0, 600),
    st.one_of(st.binary(max_size=3), st.just(b"\n"), st.just(b"\r\n")),
    st.integers(0, 3),
)
@settings(deadline=None, max_examples=150)
def test_a_bitten_code_is_read_and_one_still_valid_written_as_it_was(vector, place, octets, gone):
    payload = vector.payload[:place] + octets + vector.payload[place + gone :]
    reading = read(payload, SWISS, vector.at)
    written = encode(reading)
    if reading.valid:
        assert written == payload
