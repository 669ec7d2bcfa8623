import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.errors import InputErrors
from linktester.model.payment import StandardId
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

GUI = ("00", "A000000677010111")
GOOD = "00020101021229370016A000000677010111011300668999900005303764540525.005802TH6304221D"


def code(*rest: tuple[str, str], proxy: tuple[tuple[str, str], ...] = (("01", "0066899990000"),)) -> str:
    return sealed(tlv(("00", "01"), ("29", tlv(GUI, *proxy)), ("53", "764"), ("58", "TH"), *rest))


@pytest.mark.parametrize("vector", vectors("promptpay"), ids=lambda vector: vector.name)
def test_vectors(vector: PaymentVector) -> None:
    hold(vector)


@settings(deadline=None, max_examples=40)
@given(
    st.one_of(
        st.tuples(st.just("phone"), digits(9).map("0{}".format).filter(lambda text: text[1] != "0")),
        st.tuples(st.just("id"), digits(13)),
        st.tuples(st.just("ewallet"), digits(15)),
        st.tuples(st.just("account"), digits(10, 43)),
    ),
    st.none() | amounts(),
    st.text(max_size=24).filter(lambda text: len(text.encode("utf-16-be", "surrogatepass")) <= 48),
)
def test_what_is_made_is_sound(proxy: tuple[str, str], amount: str | None, message: str) -> None:
    reading = made_and_read("promptpay", {proxy[0]: proxy[1], "amount": amount or "", "message": message})
    assert reading.summary.account.endswith(proxy[1].removeprefix("0"))
    assert reading.objects["01"] == ("12" if amount else "11")


@settings(deadline=None, max_examples=60)
@given(mutated(GOOD.encode()))
def test_broken_codes_are_read(octets: bytes) -> None:
    survives(octets, "promptpay")


def test_the_order_of_currency_and_country_is_free() -> None:
    swapped = sealed(
        tlv(("00", "01"), ("29", tlv(GUI, ("01", "0066899990000"))), ("58", "TH"), ("53", "764"))
    )
    one, other = (read(each.encode(), at=AT) for each in (code(), swapped))
    assert one.valid
    assert other.valid
    assert {**one.objects, "63": ""} == {**other.objects, "63": ""}


@pytest.mark.parametrize("dialled", ["0899990000", "089-999-0000", "+66 89 999 0000", "0066899990000"])
def test_numbers_are_written_internationally(dialled: str) -> None:
    assert b"01130066899990000" in write(StandardId("promptpay"), {"phone": dialled})


@pytest.mark.parametrize(("number", "doubted"), [("1234567890121", False), ("1234567890122", True)])
def test_check_digit_of_ids_is_only_doubted(number: str, *, doubted: bool) -> None:
    found = codes(code(proxy=(("02", number),)), "promptpay")
    assert (found.get("check-digit") == "warning") is doubted
    assert "error" not in found.values()


def test_the_message_is_told() -> None:
    octets = write(StandardId("promptpay"), {"phone": "0899990000", "message": "好 1"})
    said = [finding for finding in read(octets, at=AT).findings if finding.code == "message-says"]
    assert [finding.message.args["text"] for finding in said] == ["好 1"]


def test_half_a_character_in_the_message_is_no_crash() -> None:
    found = codes(code(("81", "D83D")), "promptpay")
    assert found["message-says"] == "info"
    assert codes(code(("81", "004")), "promptpay")["message-not-utf16"] == "warning"


def test_nobody_and_everybody_to_pay() -> None:
    assert codes(code(proxy=()), "promptpay")["proxy-missing"] == "error"
    both = (("01", "0066899990000"), ("02", "1234567890121"))
    assert codes(code(proxy=both), "promptpay")["proxy-many"] == "error"


def test_mistakes_are_told_at_their_fields() -> None:
    with pytest.raises(InputErrors) as raised:
        write(StandardId("promptpay"), {"phone": "12", "amount": "1,00", "message": "x" * 25})
    assert {problem.place.path for problem in raised.value.problems} == {"phone", "amount", "message"}
