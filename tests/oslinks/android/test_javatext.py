"""Java's numbers and letters."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.android.javatext import decoded_integer, folded, integer, real, split, units


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("+7", 7),
        ("-7", -7),
        ("007", 7),
        ("٣", 3),
        ("2147483647", 2147483647),
        ("-2147483648", -(2**31)),
    ],
)
def test_integers_are_read(text: str, number: int) -> None:
    assert integer(text) == number


@pytest.mark.parametrize("text", ["", "+", " 1", "1 ", "1_0", "0x1", "2147483648", "1" * 9000, "--1", "1.0"])
def test_what_java_refuses_is_refused(text: str) -> None:
    assert integer(text) is None


def test_widths_bound_a_number() -> None:
    assert (integer("127", 8), integer("128", 8), integer("9" * 18, 64)) == (127, None, 999999999999999999)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0x10", 16),
        ("#f", 15),
        ("010", 8),
        ("10", 10),
        ("-0x1", -1),
        ("0", 0),
        ("0x80000000", None),
        ("08", None),
        ("0x", None),
        ("", None),
    ],
)
def test_prefixes_choose_the_base(text: str, number: int | None) -> None:
    assert decoded_integer(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("10.4", 10.4),
        (" 1e3 ", 1000.0),
        (".5f", 0.5),
        ("1.", 1.0),
        ("0x1p3", 8.0),
        ("0x1p99999d", math.inf),
        ("-Infinity", -math.inf),
        ("1e999", math.inf),
    ],
)
def test_reals_are_read(text: str, number: float) -> None:
    assert real(text) == number


@pytest.mark.parametrize("text", ["", "x", "1_0", "inf", "nan", "0x1", "1e", "1 2", "NaNd"])
def test_reals_java_refuses_are_refused(text: str) -> None:
    assert real(text) is None


def test_a_single_is_given_by_its_shortest_form() -> None:
    assert (real("10.4", single=True), real("16777217", single=True)) == (10.4, 16777216.0)
    assert real("1e39", single=True) == math.inf
    assert real("3.4028235e38", single=True) == 3.4028235e38


@pytest.mark.parametrize(
    ("text", "pieces"), [("", [""]), ("&", []), ("a&", ["a"]), ("&a", ["", "a"]), ("a&&b", ["a", "", "b"])]
)
def test_splitting_drops_empty_pieces_at_the_end(text: str, pieces: list[str]) -> None:
    assert split(text, "&") == pieces


def test_one_item_is_one_utf16_unit() -> None:
    assert units("a\U0001f600") == "a\ud83d\ude00"


def test_folding_changes_no_length() -> None:
    assert folded("Straße") == folded("STRAßE") != folded("STRASSE")
    assert folded("ſ") == folded("S")


@settings(deadline=None, max_examples=100)
@given(st.text(), st.sampled_from([8, 16, 32, 64]))
def test_any_text_is_a_number_or_none(text: str, bits: int) -> None:
    number = integer(text, bits)
    assert number is None or -(2 ** (bits - 1)) <= number < 2 ** (bits - 1)
    decoded_integer(text)
    real(text, single=True)
