"""Whole codes: read, summed up, written again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.payment import UNKNOWN, StandardId
from linktester.payments import detect, encode, read
from linktester.payments.emv.profile import profiles
from linktester.payments.emv.reading import claim
from tests.fakes.emvcodes import good, hello, spoilt
from tests.fakes.paymentvectors import PaymentVector, values, vectors

ALL = tuple(vector for name in profiles() for vector in vectors(name))
MINE = tuple(vector for name in ("emvco-mpm", "hkfps", "qrph", "bharatqr") for vector in vectors(name))


@pytest.mark.parametrize("vector", MINE, ids=[each.name for each in MINE])
def test_fields_and_summaries(vector: PaymentVector) -> None:
    reading = vector.read()
    assert values(reading).items() >= vector.fields.items()
    assert {name: getattr(reading.summary, name) for name in vector.summary} == vector.summary


@pytest.mark.parametrize("vector", ALL, ids=[each.name for each in ALL])
def test_what_is_valid_is_written_again(vector: PaymentVector) -> None:
    reading = vector.read()
    again = encode(reading)
    assert not reading.valid or again == vector.payload


@pytest.mark.parametrize("vector", [each for each in MINE if each.valid], ids=lambda each: each.name)
def test_good_ones_are_claimed(vector: PaymentVector) -> None:
    assert detect(vector.payload) == vector.standard


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"000",
        b"hello",
        b"134567890123456789",
        b"0041000600000101030140220014242082547BPM049885102TH910417DF",
        b"\xff" * 9,
    ],
)
def test_what_is_no_such_code_is_not_claimed(payload: bytes) -> None:
    assert claim(payload) is None


def test_a_code_whose_start_is_wrong_is_still_claimed() -> None:
    assert claim(hello()[6:]) == "emvco-mpm"


@settings(deadline=None, max_examples=60)
@given(good())
def test_good_codes_read_well_and_come_back(octets: bytes) -> None:
    reading = read(octets)
    assert reading.valid
    assert encode(reading) == octets


@settings(deadline=None, max_examples=80)
@given(
    st.one_of(spoilt(), st.binary(max_size=80).map(b"000201".__add__)), st.sampled_from(sorted(profiles()))
)
def test_anything_is_read_as_anything(octets: bytes, name: str) -> None:
    reading = read(octets, standard=StandardId(name))
    again = encode(reading)
    assert not reading.valid or again == octets
    for field in reading.fields:
        assert octets[field.offset : field.offset + field.length].decode("utf-8", "replace") == field.value


def test_mending_a_broken_code_gives_a_better_one() -> None:
    mended = encode(read(hello()[:-4] + b"0000"))
    assert mended == hello()


def test_all_schemes_of_a_code_are_listed() -> None:
    shared = hello().replace(b"EXAMPLE.PAY", b"ID.CO.EXMPL")
    assert read(shared).schemes == ("emvco-mpm",)
    thai = b"00020101021229370016A000000677010111011300668999900005303764540525.005802TH6304221D"
    assert read(thai, standard=StandardId("emvco-mpm")).schemes == ("emvco-mpm", "promptpay")


def test_a_template_without_objects_is_text() -> None:
    assert read(hello().replace(b"6304", b"8204abcd6304")).objects["82"] == "abcd"


def test_readings_do_not_share_their_objects() -> None:
    first = read(hello()).objects
    first["26"]["00"] = "changed"
    assert read(hello()).objects["26"]["00"] == "EXAMPLE.PAY"


def test_unknown_texts_stay_unknown() -> None:
    assert detect(b"0002") == UNKNOWN
