import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.br import cnpj, cpf

from linktester.model.errors import InputErrors
from linktester.model.payment import StandardId
from linktester.payments import write
from tests.fakes.nationalcodes import (
    AT,
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

PAYEE = {"name": "LINKTESTER", "city": "RECIFE"}
GOOD = sealed(
    tlv(
        ("00", "01"),
        ("26", tlv(("00", "br.gov.bcb.pix"), ("01", "qa@linktester.example"))),
        ("52", "0000"),
        ("53", "986"),
        ("58", "BR"),
        ("59", "LINKTESTER"),
        ("60", "RECIFE"),
        ("62", tlv(("05", "***"))),
    )
)


def with_cpf(nine: str) -> str:
    return nine + cpf._calc_check_digits(nine)


def with_cnpj(eight: str) -> str:
    return f"{eight}0001" + cnpj.calc_check_digits(f"{eight}0001")


KEYS = st.one_of(
    digits(9).filter(lambda text: text != "000000000").map(with_cpf),
    digits(8).filter(lambda text: text != "00000000").map(with_cnpj),
    digits(10, 11).map("+55{}".format),
    st.uuids(version=4).map(str),
    digits(1, 9).map("qa{}@linktester.example".format),
)


def key_codes(key: str) -> dict[str, str]:
    template = tlv(("00", "br.gov.bcb.pix"), ("01", key))
    rest = tlv(("52", "0000"), ("53", "986"), ("58", "BR"), ("59", "A"), ("60", "B"), ("62", "0503***"))
    return codes(sealed(tlv(("00", "01"), ("26", template)) + rest), "pix")


@pytest.mark.parametrize("vector", vectors("pix"), ids=lambda vector: vector.name)
def test_vectors(vector: PaymentVector) -> None:
    hold(vector)


@settings(deadline=None, max_examples=40)
@given(KEYS, st.none() | amounts(), st.text(CAPITALS, max_size=25))
def test_what_is_made_is_sound(key: str, amount: str | None, txid: str) -> None:
    reading = made_and_read("pix", PAYEE | {"key": key, "amount": amount or "", "txid": txid})
    assert reading.summary.account == key
    assert reading.summary.amount == (amount or "")
    assert reading.summary.reference == (txid or "***")


@settings(deadline=None, max_examples=60)
@given(mutated(GOOD.encode()))
def test_broken_codes_are_read(octets: bytes) -> None:
    survives(octets, "pix")


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_any_key_is_judged(key: str) -> None:
    assert isinstance(key_codes(key), dict)


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("52998224725", None),
        ("52998224724", "check-digit"),
        ("11987654321", "check-digit"),
        ("+5511987654321", None),
        ("+55119876543", "form-wrong"),
        ("5511987654321", "form-wrong"),
        ("11444777000161", None),
        ("11444777000162", "check-digit"),
        ("12ABC34501DE35", None),
        ("12abc34501de35", "form-wrong"),
        ("Qa@linktester.example", "pix-capitals"),
        ("qa@@linktester.example", "form-wrong"),
        ("qa@linktester", "form-wrong"),
        ("３３３９９８２２４７２", "form-wrong"),
    ],
)
def test_keys(key: str, found: str | None) -> None:
    severities = key_codes(key)
    errors = {code for code, severity in severities.items() if severity == "error"}
    assert errors == ({found} if found else set())


def test_eleven_digits_may_have_been_meant_as_a_phone() -> None:
    assert key_codes("11987654321")["pix-phone"] == "info"
    assert "pix-phone" not in key_codes("11487654321")


def test_a_uuid_of_another_version_is_only_doubted() -> None:
    assert key_codes("123e4567-e12b-12d1-a456-426655440000")["pix-uuid"] == "warning"
    assert "pix-uuid" not in key_codes("3f2b1c4e-8a6d-4e2f-9b7a-1c2d3e4f5a6b")


def test_a_dynamic_code_is_marked_so() -> None:
    made = write(StandardId("pix"), PAYEE | {"url": "pix.linktester.example/v2/cob/7f3a"})
    assert made.startswith(b"000201010212")


def test_recurrence_alone_is_somebody_to_pay() -> None:
    reading = made_and_read("pix", PAYEE | {"recurrence": "pix.linktester.example/rec/1"})
    assert reading.summary.account == "pix.linktester.example/rec/1"


def test_every_mistake_is_told_at_its_field() -> None:
    given = {"key": "12345678900", "name": "A" * 26, "city": "B", "amount": "1,00", "txid": "A-1"}
    with pytest.raises(InputErrors) as raised:
        write(StandardId("pix"), given)
    assert {problem.place.path for problem in raised.value.problems} == {"key", "name", "amount", "txid"}


def test_key_and_text_share_a_template() -> None:
    given = PAYEE | {"key": "a" * 60 + "@b.example", "text": "x" * 30}
    with pytest.raises(InputErrors) as raised:
        write(StandardId("pix"), given)
    assert [problem.message.code for problem in raised.value.problems] == ["payments.too-long"]


def test_nobody_to_pay() -> None:
    with pytest.raises(InputErrors) as raised:
        write(StandardId("pix"), PAYEE)
    assert [problem.message.code for problem in raised.value.problems] == ["schemes.pix-no-destination"]


def test_the_same_code_is_no_emvco_code_of_another_country() -> None:
    assert codes(GOOD, "promptpay", AT)["scheme-missing"] == "error"
