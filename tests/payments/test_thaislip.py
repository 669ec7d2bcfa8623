import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester import resources
from linktester.model.errors import InputErrors
from linktester.model.payment import UNKNOWN, StandardId
from linktester.payments import detect, encode, form, read, write
from tests.fakes.nationalcodes import AT, codes, digits, hold, made_and_read, mutated, sealed, survives, tlv
from tests.fakes.paymentvectors import PaymentVector, vectors

SLIP = StandardId("thai-slip-verify")
GOOD = "004000060000010103002021900021231231212000115102TH91049C30"


@pytest.mark.parametrize("vector", vectors("thai-slip-verify"), ids=lambda vector: vector.name)
def test_vectors(vector: PaymentVector) -> None:
    hold(vector)


@settings(deadline=None, max_examples=40)
@given(digits(3), st.text("0123456789abcXYZ", min_size=1, max_size=25))
def test_what_is_made_is_sound(bank: str, reference: str) -> None:
    reading = made_and_read(SLIP, {"bank": bank, "reference": reference})
    assert (reading.summary.account, reading.summary.reference) == (bank, reference)
    assert [field.name for field in reading.fields][:4] == [
        "slip",
        "api-id",
        "sending-bank",
        "transfer-reference",
    ]


@settings(deadline=None, max_examples=80)
@given(mutated(GOOD.encode()))
def test_broken_codes_are_read(octets: bytes) -> None:
    survives(octets, SLIP)


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=80))
def test_anything_is_read(octets: bytes) -> None:
    survives(octets, SLIP)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(digits(2).filter(lambda name: name > "02"), digits(1, 9)), max_size=3))
def test_what_nobody_knows_is_kept(extra: list[tuple[str, str]]) -> None:
    inside = tlv(("00", "000001"), ("01", "014"), ("02", "QA1"), *extra)
    payload = sealed(tlv(("00", inside), ("51", "TH")), "91").encode()
    assert encode(read(payload, standard=SLIP, at=AT)) == payload


@pytest.mark.parametrize(
    "text", ["", "00", "0040", "000201010211", "4000060000010103002", "hello 0006000001", "00xx0006000001"]
)
def test_other_texts_are_no_slips(text: str) -> None:
    assert detect(text.encode()) != SLIP


def test_a_slip_cut_short_is_still_one() -> None:
    assert detect(GOOD[:20].encode()) == SLIP
    assert detect(b"\xff" + GOOD.encode()) == UNKNOWN


def test_lost_zeros_are_named() -> None:
    zeros = next(
        text
        for text in (
            sealed(
                tlv(("00", tlv(("00", "000001"), ("01", "014"), ("02", f"QA{number}"))), ("51", "TH")), "91"
            )
            for number in range(999)
        )
        if text[-4] == "0"
    )
    assert codes(zeros[:-4] + zeros[-3:], SLIP)["slip-zeros-lost"] == "error"
    assert "slip-zeros-lost" not in codes(zeros, SLIP)


def test_the_form_asks_for_bank_and_reference() -> None:
    assert [field.name for field in form(SLIP) if field.required] == ["bank", "reference"]
    with pytest.raises(InputErrors) as raised:
        write(SLIP, {"bank": "14"})
    assert {problem.place.path for problem in raised.value.problems} == {"bank", "reference"}


def test_the_table_names_its_sources() -> None:
    table = tomllib.loads(resources.read_text("payments/thaislip.toml"))
    known = tomllib.loads(resources.read_text("sources/payments.toml"))
    assert set(table["sources"]) <= known.keys()
