"""Objects of tag, length and value, and every way their frame breaks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.payments.bertlv import MAX_DEPTH, FlawKind, header, parse, shortest


def seen(hexadecimal: str) -> list[tuple[str, int, int]]:
    elements, flaws = parse(bytes.fromhex(hexadecimal))
    assert flaws == []
    return [(each.path, each.offset, each.length) for each in elements]


def flaws_of(hexadecimal: str) -> list[tuple[FlawKind, str]]:
    return [(flaw.kind, flaw.path) for flaw in parse(bytes.fromhex(hexadecimal))[1]]


def test_a_template_comes_before_its_content() -> None:
    assert seen("85024142 6105 4F0101 5000") == [
        ("85", 2, 2),
        ("61", 6, 5),
        ("61/4F", 8, 1),
        ("61/50", 11, 0),
    ]


def test_a_tag_goes_on_while_its_low_bits_and_then_its_high_bit_ask_for_it() -> None:
    assert seen("9F260101 DF810100 5F2D0141") == [("9F26", 3, 1), ("DF8101", 8, 0), ("5F2D", 11, 1)]


def test_long_lengths() -> None:
    (element,) = parse(bytes.fromhex("508180") + b"a" * 128)[0]
    assert (element.length, element.length_octets) == (128, 2)


def test_a_value_past_the_end_shows_what_is_left() -> None:
    elements, flaws = parse(bytes.fromhex("5005414243"))
    assert [(each.path, each.length) for each in elements] == [("50", 3)]
    assert [(flaw.kind, flaw.said, flaw.left) for flaw in flaws] == [(FlawKind.PAST_END, 5, 3)]


@pytest.mark.parametrize("octets", ["50", "5F", "9F81", "5081", "508200", "1F8181818100"])
def test_a_cut_frame_is_one_flaw(octets: str) -> None:
    assert flaws_of(octets) == [(FlawKind.CUT, "")]


def test_a_cut_inside_a_template_names_the_template() -> None:
    assert flaws_of("6103500050") == [(FlawKind.CUT, "61")]


@pytest.mark.parametrize("length", ["80" + "00" * 128, "8F" + "00" * 143, "820001" + "00", "FF" + "00" * 255])
def test_other_forms_of_length_are_told_and_read_as_meant(length: str) -> None:
    elements, _ = parse(bytes.fromhex("50" + length))
    assert flaws_of("50" + length) == [(FlawKind.LENGTH_FORM, "50")]
    assert elements[0].offset + elements[0].length == len(bytes.fromhex("50" + length))


def test_nesting_ends_somewhere() -> None:
    octets = b""
    for _ in range(60):
        octets = header("61", len(octets)) + octets
    elements, flaws = parse(octets)
    assert max(each.path.count("/") for each in elements) == MAX_DEPTH - 1
    assert [flaw.kind for flaw in flaws] == [FlawKind.DEEP]
    assert not elements[-1].constructed


@given(st.integers(0, 5000), st.integers(1, 3))
@settings(deadline=None, max_examples=60)
def test_a_header_is_read_back(length: int, octets: int) -> None:
    made = header("9F10", length, octets)
    (element,) = parse(made + b"x" * length)[0]
    assert (element.length, element.length_octets) == (length, max(octets, shortest(length)))


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=150)
def test_any_octets_give_objects_that_lie_inside(octets: bytes) -> None:
    elements, flaws = parse(octets)
    assert all(0 <= each.offset <= each.offset + each.length <= len(octets) for each in elements)
    assert len(elements) + len(flaws) <= 3 * len(octets)
    assert bool(octets) == bool(elements or flaws)
