import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.errors import InputErrors
from linktester.model.payment import Aspect, StandardId
from linktester.payments import read, write
from tests.fakes.nationalcodes import (
    AT,
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

GUI = ("00", "A000000727")
ACCOUNT = (("00", "970499"), ("01", "000111222"))


def code(*home: tuple[str, str]) -> str:
    return sealed(tlv(("00", "01"), ("01", "11"), ("38", tlv(GUI, *home)), ("53", "704"), ("58", "VN")))


@pytest.mark.parametrize("vector", vectors("vietqr"), ids=lambda vector: vector.name)
def test_vectors(vector: PaymentVector) -> None:
    hold(vector)


@settings(deadline=None, max_examples=40)
@given(
    digits(6),
    st.one_of(st.tuples(digits(1, 19), st.just("QRIBFTTA")), st.tuples(digits(16, 19), st.just("QRIBFTTC"))),
    st.none() | amounts(0),
    st.text("abc XYZ 019", max_size=25),
)
def test_what_is_made_is_sound(bin_: str, to: tuple[str, str], amount: str | None, note: str) -> None:
    given = {"bin": bin_, "account": to[0], "service": to[1], "amount": amount or "", "note": note}
    reading = made_and_read("vietqr", given)
    assert reading.objects["38"]["01"] == {"00": bin_, "01": to[0]}
    assert reading.objects["01"] == ("12" if amount else "11")


@settings(deadline=None, max_examples=60)
@given(mutated(code(("01", tlv(*ACCOUNT)), ("02", "QRIBFTTA")).encode()))
def test_broken_codes_are_read(octets: bytes) -> None:
    survives(octets, "vietqr")


def test_a_service_inside_the_beneficiary_is_sound_structure_and_a_wrong_scheme() -> None:
    nested = code(("01", tlv(*ACCOUNT, ("02", "QRIBFTTA"))))
    reading = read(nested.encode(), at=AT)
    assert reading.standard == "vietqr"
    errors = {(finding.aspect, finding.code) for finding in reading.findings if finding.severity == "error"}
    assert errors == {(Aspect.SCHEME, "vietqr-service-inside")}
    assert reading.objects["38"]["01"]["02"] == "QRIBFTTA"


@pytest.mark.parametrize("number", ["970403110123456", "97040311012345678901", "970403110123456A"])
def test_cards_have_sixteen_to_nineteen_digits(number: str) -> None:
    home = (("01", tlv(("00", "970499"), ("01", number))), ("02", "QRIBFTTC"))
    assert codes(code(*home), "vietqr")["form-wrong"] == "error"


def test_mistakes_are_told_at_their_fields() -> None:
    given = {"bin": "1", "account": "1-2", "amount": "1.5", "note": "x" * 26}
    with pytest.raises(InputErrors) as raised:
        write(StandardId("vietqr"), given)
    assert {problem.place.path for problem in raised.value.problems} == set(given)
