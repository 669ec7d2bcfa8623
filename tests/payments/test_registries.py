from decimal import Decimal

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linktester.payments import registries


@pytest.mark.parametrize(
    ("text", "amount"),
    [("12.50", "12.50"), ("1", "1"), ("0.1", "0.1"), ("00", "0"), ("999999999.99", "999999999.99")],
)
def test_an_amount_is_digits_with_a_point_inside(text, amount):
    assert registries.amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text", ["", ".", "1.", ".5", "1,50", "-1", "+1", "1e3", " 1", "1\n", "１２", "1.2.3", "0" * 41, "NaN"]
)
def test_anything_else_is_none(text):
    assert registries.amount(text) is None


def test_currencies_by_number_and_letters():
    assert registries.currency_of_number("156") == "CNY"
    assert registries.currency_of_number("764") == "THB"
    assert registries.currency_of_number("000") is None
    assert registries.is_currency("EUR")
    assert not registries.is_currency("eur")


def test_countries():
    assert registries.is_country("CN")
    assert not registries.is_country("XX")
    assert not registries.is_country("cn")


def test_categories_have_words():
    assert registries.category("5812") == "Eating places and restaurants"
    assert registries.category("0000") is None
    assert registries.category("58120") is None
    assert registries.category("५८१२") is None


@pytest.mark.parametrize(
    "text", ["DE98370400440000000042", "CH8830000000000000042", "GB82WEST12345698765432"]
)
def test_an_iban(text):
    assert registries.is_iban(text)


@pytest.mark.parametrize(
    "text",
    [
        "DE98370400440000000043",
        "de98370400440000000042",
        "DE98 3704 0044 0000 0000 42",
        "DE9837040044000000004",
        "XX00",
        "",
        "DE９8370400440000000042",
    ],
)
def test_what_is_no_iban(text):
    assert not registries.is_iban(text)


def test_bics_and_references():
    assert registries.is_bic("COBADEFF")
    assert registries.is_bic("COBADEFFXXX")
    assert not registries.is_bic("cobadeff")
    assert not registries.is_bic("COBADEFFX")
    assert registries.is_creditor_reference("RF84QA42")
    assert not registries.is_creditor_reference("RF85QA42")


def test_the_bank_of_an_account():
    assert registries.bank_of("DE98370400440000000042") == "Commerzbank"
    assert registries.bank_of("nonsense") == ""


@given(st.text(max_size=60))
def test_no_text_is_too_odd(text):
    registries.amount(text)
    registries.category(text)
    registries.is_iban(text)
    registries.is_bic(text)
    registries.is_creditor_reference(text)
    registries.bank_of(text)


def test_languages():
    assert registries.is_language("zh")
    assert not registries.is_language("xx")
    assert not registries.is_language("ZH")
    assert not registries.is_language("zho")


def test_the_registers_are_pycountrys():
    assert all(registries.currency_of_number(each.numeric) == each.alpha_3 for each in pycountry.currencies)
    assert all(registries.is_country(each.alpha_2) for each in pycountry.countries)
    two = [each.alpha_2 for each in pycountry.languages if hasattr(each, "alpha_2")]
    assert len(two) > 180
    assert all(map(registries.is_language, two))
