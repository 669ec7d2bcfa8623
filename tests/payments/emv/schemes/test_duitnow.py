import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.errors import InputErrors
from linktester.model.payment import StandardId
from linktester.payments import write
from tests.fakes.nationalcodes import (
    CAPITALS,
    amounts,
    codes,
    digits,
    hold,
    made_and_read,
    mutated,
    survives,
)
from tests.fakes.paymentvectors import PaymentVector, vectors

GOOD = (
    "00020201021126380014A000000615000101069999990206QA00015204000053034585802MY5910LINKTESTER6002KL63043AA8"
)


@pytest.mark.parametrize("vector", vectors("duitnow"), ids=lambda vector: vector.name)
def test_vectors(vector: PaymentVector) -> None:
    hold(vector)


@settings(deadline=None, max_examples=40)
@given(
    digits(6),
    st.text(CAPITALS, min_size=1, max_size=28),
    st.none() | amounts(),
    st.text(CAPITALS, max_size=99),
)
def test_what_is_made_is_sound(acquirer: str, merchant: str, amount: str | None, seal: str) -> None:
    given = {"acquirer": acquirer, "merchant": merchant, "name": "LINKTESTER", "integrity": seal}
    reading = made_and_read("duitnow", given | {"amount": amount or ""})
    assert reading.objects["00"] == "02"
    assert reading.objects.get("82", "") == seal


@settings(deadline=None, max_examples=60)
@given(mutated(GOOD.encode()))
def test_broken_codes_are_read(octets: bytes) -> None:
    survives(octets, "duitnow")


def test_02_is_right_here_and_wrong_for_emvco() -> None:
    assert "choice" not in codes(GOOD, "duitnow")
    assert codes(GOOD, "emvco-mpm")["choice"] == "error"


def test_mistakes_are_told_at_their_fields() -> None:
    given = {"acquirer": "1", "merchant": "A" * 29, "name": "A" * 26, "amount": "RM1"}
    with pytest.raises(InputErrors) as raised:
        write(StandardId("duitnow"), given)
    assert {problem.place.path for problem in raised.value.problems} == set(given)
