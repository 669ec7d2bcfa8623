"""Cutting codes into objects: whatever is wrong, what can be read is read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.payments.emv.tlv import FaultKind, Grammar, Parsed, parse
from tests.fakes.emvcodes import good, obj, spoilt

PLAIN = Grammar(templates=frozenset())
MPM = Grammar(
    templates=frozenset({"26", "62", "80"}),
    identified=frozenset({"26", "80"}),
    tentative=frozenset({"80", "62/50"}),
    nested={"nest": frozenset({"01"})},
    plain={"texts": frozenset({"80"})},
)


def seen(text: str, grammar: Grammar = MPM) -> Parsed:
    return parse(text.encode(), grammar)


def test_objects_in_order_with_offsets_of_their_values() -> None:
    parsed = seen("0002015903abc6304FFFF")
    assert [(item.path, item.offset, item.length, item.value) for item in parsed.items] == [
        ("00", 4, 2, "01"),
        ("59", 10, 3, "abc"),
        ("63", 17, 4, "FFFF"),
    ]
    assert parsed.faults == ()


def test_lengths_count_characters_and_offsets_octets() -> None:
    parsed = seen("5902北京6001x6304FFFF")
    assert [(item.offset, item.length, item.value) for item in parsed.items[:2]] == [
        (4, 6, "北京"),
        (14, 1, "x"),
    ]


def test_a_character_outside_the_basic_plane_counts_once() -> None:
    parsed = seen("5901😀6001x6304FFFF")
    assert [(item.offset, item.length) for item in parsed.items[:2]] == [(4, 4), (12, 1)]


def test_templates_come_before_their_content() -> None:
    parsed = seen("26130004test0101x")
    assert [(item.path, item.template) for item in parsed.items] == [
        ("26", True),
        ("26/00", False),
        ("26/01", False),
    ]
    assert parsed.guis == {"26": "test"}
    assert parsed.children == {"": ("26",), "26": ("00", "01")}


def test_a_scheme_may_nest_templates() -> None:
    inside = obj("00", "NEST") + obj("01", obj("00", "x"))
    assert seen(obj("26", inside)).values["26/01/00"] == "x"
    other = obj("00", "else") + obj("01", obj("00", "x"))
    assert "26/01/00" not in seen(obj("26", other)).values


def test_the_first_of_repeated_objects_is_the_value() -> None:
    parsed = seen("5901a5901b")
    assert parsed.values["59"] == "a"
    assert len(parsed.items) == 2


def test_text_in_a_tentative_template_stays_text() -> None:
    parsed = seen(obj("80", "plain text"))
    assert parsed.values == {"80": "plain text"}
    assert [fault.kind for fault in parsed.faults] == [FaultKind.NOT_OBJECTS]


def test_a_scheme_may_say_that_an_object_is_text_whatever_it_looks_like() -> None:
    parsed = seen(obj("26", obj("00", "texts")) + obj("80", obj("00", "x")))
    assert parsed.values["80"] == "0001x"
    assert "80/00" not in parsed.values
    assert "80" not in parsed.guis
    assert "80" not in parsed.children


@pytest.mark.parametrize(
    ("text", "kind", "where", "offset", "values"),
    [
        ("0002015925abc", FaultKind.PAST_END, "59", 6, {"00": "01", "59": "abc"}),
        ("000201x902ab", FaultKind.HEADER, "", 6, {"00": "01"}),
        ("00020159x2ab", FaultKind.HEADER, "", 6, {"00": "01"}),
        ("000201590", FaultKind.HEADER, "", 6, {"00": "01"}),
        ("000201５９01a", FaultKind.HEADER, "", 6, {"00": "01"}),
        ("6304FFFF\n", FaultKind.LEFT_OVER, "", 8, {"63": "FFFF"}),
        (obj("26", "0004test01"), FaultKind.HEADER, "26", 12, {"26/00": "test"}),
        (obj("26", "0004test0109x"), FaultKind.PAST_END, "26/01", 12, {"26/00": "test", "26/01": "x"}),
        (obj("26", "nothing"), FaultKind.HEADER, "26", 4, {"26": "nothing"}),
    ],
)
def test_faults(text: str, kind: FaultKind, where: str, offset: int, values: dict[str, str]) -> None:
    parsed = seen(text)
    (fault,) = parsed.faults
    assert (fault.kind, fault.where, fault.offset) == (kind, where, offset)
    assert parsed.values.items() >= values.items()


def test_what_follows_a_fault_is_found_again() -> None:
    parsed = seen("0002015904LINKTESTER5802CN6006RECIFE6304ABCD")
    assert parsed.values == {"00": "01", "59": "LINK", "58": "CN", "60": "RECIFE", "63": "ABCD"}
    assert [fault.kind for fault in parsed.faults] == [FaultKind.HEADER]


def test_a_length_past_the_end_does_not_hide_the_checksum() -> None:
    parsed = seen("0002015999LINKTESTER6304ABCD")
    assert parsed.values == {"00": "01", "59": "LINKTESTER", "63": "ABCD"}


def test_lengths_in_octets_are_recognised() -> None:
    parsed = seen("5906北京6001x6304FFFF")
    assert parsed.values == {"59": "北京", "60": "x", "63": "FFFF"}
    assert [fault.kind for fault in parsed.faults] == [FaultKind.OCTET_LENGTHS]


def test_lengths_in_octets_are_recognised_where_they_swallow_the_checksum() -> None:
    parsed = seen("5912灵测咖啡6304FFFF")
    assert parsed.values == {"59": "灵测咖啡", "63": "FFFF"}


def test_three_digits_of_length_are_recognised() -> None:
    inside = obj("00", "test") + obj("01", "x" * 98)
    parsed = seen(f"000201{'26'}{len(inside)}{inside}5802CN6304FFFF")
    assert parsed.values["26/01"] == "x" * 98
    assert parsed.values["58"] == "CN"
    assert [(fault.kind, fault.where) for fault in parsed.faults] == [(FaultKind.LONG_LENGTH, "26")]


def test_octets_that_are_no_text_are_told_and_read() -> None:
    parsed = parse(b"5903a\xffb5802CN", PLAIN)
    assert [(fault.kind, fault.offset) for fault in parsed.faults] == [(FaultKind.NOT_TEXT, 5)]
    assert parsed.values == {"59": "a\ufffdb", "58": "CN"}


def test_nothing_is_nothing() -> None:
    assert parse(b"", PLAIN).items == ()


@settings(deadline=None, max_examples=60)
@given(
    st.one_of(st.binary(max_size=200), spoilt(), st.from_regex("[0-9]{0,80}", fullmatch=True).map(str.encode))
)
def test_values_lie_where_they_say(octets: bytes) -> None:
    for item in parse(octets, MPM).items:
        assert octets[item.offset : item.offset + item.length].decode("utf-8", "replace") == item.value


@settings(deadline=None, max_examples=40)
@given(good())
def test_good_codes_have_no_fault(octets: bytes) -> None:
    assert parse(octets, PLAIN).faults == ()


@pytest.mark.parametrize(
    "octets",
    [
        b"26000000" * 2048,
        b"5201" * 4096,
        b"6399" * 4096,
        b"00020126" + b"9" * 16_000,
        "5902北".encode() * 2000,
    ],
)
def test_large_hostile_codes_are_read(octets: bytes) -> None:
    assert parse(octets, MPM).octets == octets
