import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.errors import InputErrors
from linktester.model.payment import StandardId
from linktester.payments import write
from tests.fakes.nationalcodes import (
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

NATIONAL = ("51", tlv(("00", "ID.CO.QRIS.WWW"), ("02", "ID0000000000001")))
ENDS = (("52", "5812"), ("53", "360"), ("58", "ID"), ("59", "LINKTESTER"), ("60", "BANDUNG"), ("61", "40111"))
MERCHANT = {
    "acquirer": "ID.EXAMPLE.WWW",
    "pan": "936000999000000000",
    "nmid": "ID0000000000001",
    "category": "5812",
    "name": "LINKTESTER",
    "city": "BANDUNG",
    "postal": "40111",
}


def code(*rest: tuple[str, str], pan: str = "936000999000000000", kind: str = "11", root: str = "26") -> str:
    account = (root, tlv(("00", "ID.EXAMPLE.WWW"), ("01", pan)))
    return sealed(tlv(("00", "01"), ("01", kind), account, NATIONAL, *ENDS, *rest))


@pytest.mark.parametrize("vector", vectors("qris"), ids=lambda vector: vector.name)
def test_vectors(vector: PaymentVector) -> None:
    hold(vector)


@settings(deadline=None, max_examples=40)
@given(
    digits(14).map("9360{}".format),
    digits(13).map("ID{}".format),
    st.none() | amounts(),
    st.sampled_from(["UMI", "UKE", "UME", "UBE", "URE"]),
)
def test_what_is_made_is_sound(pan: str, nmid: str, amount: str | None, size: str) -> None:
    given = MERCHANT | {"pan": pan, "nmid": nmid, "amount": amount or "", "criteria": size}
    reading = made_and_read("qris", given)
    assert reading.objects["01"] == ("12" if amount else "11")
    assert reading.objects["26"]["03"] == reading.objects["51"]["03"] == size


@settings(deadline=None, max_examples=60)
@given(mutated(code().encode()))
def test_broken_codes_are_read(octets: bytes) -> None:
    survives(octets, "qris")


@pytest.mark.parametrize("root", ["26", "27", "45"])
def test_the_acquirer_may_stand_anywhere_up_to_45(root: str) -> None:
    assert "error" not in codes(code(root=root), "qris").values()
    assert codes(code(root=root, pan="1234"), "qris")["form-wrong"] == "error"


def test_an_acquirer_is_needed() -> None:
    alone = sealed(tlv(("00", "01"), NATIONAL, *ENDS))
    assert codes(alone, "qris")["qris-no-acquirer"] == "error"


def test_nineteen_digits_end_in_a_check_digit() -> None:
    assert "check-digit" not in codes(code(pan="9360099900000000010"), "qris")
    assert codes(code(pan="9360099900000000011"), "qris")["check-digit"] == "warning"
    assert "check-digit" not in codes(code(pan="936009990000000001"), "qris")


def test_amount_and_kind_of_code_go_together() -> None:
    assert codes(code(kind="12"), "qris")["dynamic-without-amount"] == "warning"
    assert codes(code(("54", "1000"), kind="11"), "qris")["static-with-amount"] == "warning"
    assert (
        not {"dynamic-without-amount", "static-with-amount"}
        & codes(code(("54", "1000"), kind="12"), "qris").keys()
    )


def test_mistakes_are_told_at_their_fields() -> None:
    given = MERCHANT | {"pan": "1", "nmid": "1", "postal": "1", "name": "A" * 26}
    with pytest.raises(InputErrors) as raised:
        write(StandardId("qris"), given)
    assert {problem.place.path for problem in raised.value.problems} == {"pan", "nmid", "postal", "name"}
