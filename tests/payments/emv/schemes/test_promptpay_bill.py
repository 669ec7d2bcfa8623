import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.errors import InputErrors
from linktester.model.payment import StandardId
from linktester.payments import detect, write
from tests.fakes.nationalcodes import (
    CAPITALS,
    amounts,
    codes,
    digits,
    hold,
    made_and_read,
    mutated,
    sealed,
    survives,
    tlv,
)
from tests.fakes.paymentvectors import PaymentVector, vectors

BILL = ("30", tlv(("00", "A000000677010112"), ("01", "0112233445566"), ("02", "QA001")))
ENDS = (("53", "764"), ("58", "TH"))


@pytest.mark.parametrize("vector", vectors("promptpay-bill"), ids=lambda vector: vector.name)
def test_vectors(vector: PaymentVector) -> None:
    hold(vector)


@settings(deadline=None, max_examples=40)
@given(
    digits(13, 15),
    st.text(CAPITALS, min_size=1, max_size=20),
    st.text(CAPITALS, max_size=20),
    st.none() | amounts(),
)
def test_what_is_made_is_sound(biller: str, one: str, two: str, amount: str | None) -> None:
    given = {"biller": biller, "ref1": one, "ref2": two, "amount": amount or ""}
    reading = made_and_read("promptpay-bill", given)
    assert (reading.summary.account, reading.summary.reference) == (biller, one)


@settings(deadline=None, max_examples=60)
@given(mutated(sealed(tlv(("00", "01"), BILL, *ENDS)).encode()))
def test_broken_codes_are_read(octets: bytes) -> None:
    survives(octets, "promptpay-bill")


def test_an_amount_without_satang_is_doubted() -> None:
    assert (
        codes(sealed(tlv(("00", "01"), BILL, ("54", "10"), *ENDS)), "promptpay-bill")["two-decimals"]
        == "warning"
    )
    assert "two-decimals" not in codes(
        sealed(tlv(("00", "01"), BILL, ("54", "10.00"), *ENDS)), "promptpay-bill"
    )


def test_a_transfer_is_no_bill() -> None:
    transfer = ("29", tlv(("00", "A000000677010111"), ("01", "0066899990000")))
    assert detect(sealed(tlv(("00", "01"), transfer, *ENDS)).encode()) == "promptpay"
    assert detect(sealed(tlv(("00", "01"), BILL, *ENDS)).encode()) == "promptpay-bill"


def test_mistakes_are_told_at_their_fields() -> None:
    with pytest.raises(InputErrors) as raised:
        write(StandardId("promptpay-bill"), {"biller": "1", "ref1": "qa", "ref2": "A" * 21})
    assert {problem.place.path for problem in raised.value.problems} == {"biller", "ref1", "ref2"}
