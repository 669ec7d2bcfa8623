from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.payment import StandardId
from linktester.payments import detect, encode
from linktester.payments.spayd import claim
from linktester.payments.spayd.reading import read
from tests.fakes.paymentvectors import PaymentVector, assert_read_whole, misplaced, vectors

SPAYD = StandardId("spayd")
NOW = datetime(2026, 11, 22, tzinfo=UTC)
VECTORS = vectors("spayd")


@pytest.mark.parametrize("vector", VECTORS)
def test_vectors(vector: PaymentVector):
    assert_read_whole(vector)


@pytest.mark.parametrize("opening", [b"SPD*", b"spd*", b"SPD*1.0*"])
def test_the_header_claims(opening):
    assert claim(opening) == SPAYD
    assert detect(opening) == SPAYD


@pytest.mark.parametrize("payload", [b"", b"SPD", b"SPDD*", b"SID*1.0*", b" SPD*"])
def test_others_are_not_claimed(payload):
    assert claim(payload) is None


def test_a_field_is_the_value_behind_its_key():
    payload = "SPD*1.0*ACC:x*MSG:Krte%C4%8Dek*Ř:1*stray".encode()
    reading = read(payload, SPAYD, NOW)
    assert [(each.path, each.name, each.value) for each in reading.fields] == [
        ("SPD", "version", "1.0"),
        ("ACC", "account", "x"),
        ("MSG", "message", "Krteček"),
        ("Ř", "", "1"),
        ("element/4", "", "stray"),
    ]
    assert [payload[each.offset : each.offset + each.length] for each in reading.fields] == [
        b"1.0",
        b"x",
        b"Krte%C4%8Dek",
        b"1",
        b"stray",
    ]


def test_a_due_date_that_is_over_is_noted():
    payload = b"SPD*1.0*ACC:CZ0699990000000000000042*DT:20261121"
    assert [each.code for each in read(payload, SPAYD, NOW).findings] == ["due-over"]
    assert read(payload, SPAYD, datetime(2026, 11, 21, tzinfo=UTC)).findings == ()


def test_a_wrong_checksum_hides_no_field():
    reading = read(b"SPD*1.0*ACC:CZ0699990000000000000042*CRC32:00000000*AM:1", SPAYD, NOW)
    assert not reading.valid
    assert reading.summary.amount == "1"


def test_escapes_are_kept_as_they_were():
    payload = "SPD*1.0*MSG:%c4%8d%20*RN:č*ACC:CZ0699990000000000000042*".encode()
    reading = read(payload, SPAYD, NOW)
    assert reading.valid
    assert encode(reading) == payload


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=150)
def test_any_octets_are_read_and_written(octets):
    for payload in (octets, b"SPD*" + octets, b"SPD*1.0*ACC:" + octets):
        reading = read(payload, SPAYD, NOW)
        assert misplaced(reading) == []
        assert isinstance(encode(reading), bytes)


@given(
    st.sampled_from([vector for vector in VECTORS if vector.valid]),
    st.integers(0, 250),
    st.one_of(st.binary(max_size=3), st.sampled_from([b"*", b"*X-A:", b"%", b"%41", b":"])),
    st.integers(0, 3),
)
@settings(deadline=None, max_examples=200)
def test_a_bitten_code_is_read_and_one_still_valid_written_as_it_was(vector, place, octets, gone):
    payload = vector.payload[:place] + octets + vector.payload[place + gone :]
    reading = read(payload, SPAYD, NOW)
    written = encode(reading)
    if reading.valid:
        assert written == payload
