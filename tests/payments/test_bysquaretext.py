"""Places of a Pay by Square text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.payments.bysquaretext import MAX_VALUES, Form, Layout, doubts, flaws, groups, table

IBAN = "SK7700000000000000000000"
ONE = ["QA1", "1", "1", "12.50", "EUR", "", "", "", "", "", "", "1", IBAN, "", "0", "0", "Q", "", ""]


def laid(*values: str) -> Layout:
    return Layout("\t".join(values).encode())


def test_every_title_has_both_languages() -> None:
    assert all(rule.title.keys() == {"en", "zh_CN"} for rule in table().field)


def test_every_example_and_default_fits_its_own_rule() -> None:
    for rule in table().field:
        for value in filter(None, (rule.example, rule.default)):
            assert list(flaws(rule, rule.name, value)) == [], rule.name


def test_places_of_one_payment() -> None:
    layout = laid(*ONE)
    paths = [value.path for value in layout.values]
    assert paths[:4] == ["invoice-id", "payments", "payment/1/type", "payment/1/amount"]
    assert paths[11:14] == ["payment/1/accounts", "payment/1/account/1/iban", "payment/1/account/1/bic"]
    assert paths[-3:] == [f"payment/1/beneficiary-{name}" for name in ("name", "street", "city")]
    assert layout.wanted == []


def test_parts_that_a_flag_announces() -> None:
    standing = [*ONE[:14], "1", "15", "577", "m", "20301231", "0", "Q", "", ""]
    layout = laid(*standing)
    assert {value.path: value.text for value in layout.values}["payment/1/standing-periodicity"] == "m"
    debit = [*ONE[:15], "1", *([""] * 9), "20301231", "Q", "", ""]
    assert laid(*debit).values[-4].path == "payment/1/valid-until"


def test_offsets_are_those_of_the_values() -> None:
    text = "\t".join(["QÄ1", *ONE[1:]]).encode()
    for value in Layout(text).values:
        assert text[value.offset : value.offset + value.length].decode() == value.text


@pytest.mark.parametrize("cut", range(1, 19))
def test_a_text_that_stops_names_the_first_place_it_lacks(cut: int) -> None:
    whole = [value.path for value in laid(*ONE).values]
    assert laid(*ONE[:cut]).wanted[0] == whole[cut]


def test_more_than_all_places() -> None:
    assert [value.path for value in laid(*ONE, "a", "b").values][-2:] == ["extra/1", "extra/2"]


@pytest.mark.parametrize("count", ["99999", "999999999999", "-1", "", "x", "²"])
def test_counts_are_bounded_by_what_is_there(count: str) -> None:
    layout = laid("", count, *ONE[2:])
    assert len(layout.values) <= len(ONE) + 2
    layout = laid(*ONE[:11], count, *ONE[12:])
    assert len(layout.values) <= len(ONE) + 2


def test_a_flood_of_values_becomes_one() -> None:
    layout = laid(*ONE, *["x"] * 60_000)
    assert len(layout.values) == MAX_VALUES + 1
    assert layout.values[-1].text.count("\t") > 50_000


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("payments", "0", "none"),
        ("payments", "x", "not-digits"),
        ("type", "8", "choice"),
        ("type", "", "missing"),
        ("amount", "1,5", "amount"),
        ("amount", "1" * 16, "too-long"),
        ("currency", "eur", "currency-unknown"),
        ("due-date", "20300230", "date"),
        ("due-date", "2030123", "date"),
        ("variable-symbol", "٤٢", "not-digits"),
        ("iban", IBAN[:-1] + "1", "iban"),
        ("bic", "TATR", "bic"),
        ("standing-order", "2", "choice"),
        ("standing-day", "32", "amount-range"),
        ("standing-months", "0", "amount-range"),
        ("standing-periodicity", "M", "choice"),
    ],
)
def test_values_that_do_not_fit(name: str, value: str, code: str) -> None:
    (rule,) = [each for each in table().field if each.name == name]
    assert [said.code.partition(".")[2] for said in flaws(rule, name, value)] == [code]


@pytest.mark.parametrize(
    ("name", "value", "codes"),
    [
        ("amount", "0.00", ["amount-zero"]),
        ("amount", "1.005", ["amount-decimals"]),
        ("amount", "1.00", []),
        ("type", "3", ["combined"]),
        ("type", "1", []),
    ],
)
def test_doubts(name: str, value: str, codes: list[str]) -> None:
    (rule,) = [each for each in table().field if each.name == name]
    assert [said.code.partition(".")[2] for said in doubts(rule, name, value)] == codes


def test_groups_hold_every_place_once() -> None:
    assert sum(len(rules) for rules in groups().values()) == len(table().field)
    assert {rule.form for rule in table().field} == set(Form)


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=100)
def test_the_values_are_the_whole_text(text: bytes) -> None:
    values = Layout(text).values
    assert b"\t".join(text[each.offset : each.offset + each.length] for each in values) == text
