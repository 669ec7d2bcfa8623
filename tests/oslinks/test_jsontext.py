import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.link import Severity
from linktester.model.message import message
from linktester.oslinks.filefindings import FileFinding
from linktester.oslinks.jsontext import MAX_BYTES, placed, read, spot

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)


def codes(octets: bytes) -> list[str]:
    return [finding.code for finding in read(octets).findings]


@settings(deadline=None, max_examples=300)
@given(octets=st.binary(max_size=200))
def test_no_octets_raise(octets: bytes) -> None:
    found = read(octets)
    assert found.readable or found.findings


@settings(deadline=None, max_examples=200)
@given(value=VALUES)
def test_json_is_read_as_it_was_written(value: object) -> None:
    found = read(json.dumps(value, indent=1).encode())
    assert found.readable
    assert found.value == value
    assert found.findings == ()


@settings(deadline=None, max_examples=200)
@given(value=VALUES.filter(lambda value: value not in (None, [], {})), cut=st.integers(1, 30))
def test_cut_off_json_is_told_not_raised(value: object, cut: int) -> None:
    read(json.dumps(value).encode()[:-cut])


@pytest.mark.parametrize(
    ("octets", "code"),
    [
        (b"", "jsontext.syntax"),
        (b"[" * 200_000, "jsontext.too-deep"),
        (b'{"a":' * 200_000, "jsontext.too-deep"),
        (b'{"a": NaN}', "jsontext.syntax"),
        (b'{"a": 1,}', "jsontext.syntax"),
        (b'{"a": 1 /* no */}', "jsontext.syntax"),
        (b"\xff\xfe{\x00}\x00", "jsontext.not-utf8"),
        (b" " * (MAX_BYTES + 1), "jsontext.too-big"),
    ],
)
def test_unreadable_octets_are_told(octets: bytes, code: str) -> None:
    found = read(octets)
    assert not found.readable
    assert [finding.code for finding in found.findings] == [code]


def test_a_mistake_has_line_and_column() -> None:
    finding = read(b'{\n  "a": tru\n}').findings[0]
    assert (finding.line, finding.column) == (2, 8)
    finding = read('{"é": "'.encode() + b"\xff").findings[0]
    assert (finding.line, finding.column) == (1, 8)


def test_a_byte_order_mark_is_passed_over() -> None:
    found = read(b'\xef\xbb\xbf{"a": 1}')
    assert found.value == {"a": 1}
    assert codes(b'\xef\xbb\xbf{"a": 1}') == ["jsontext.mark"]


def test_of_repeated_keys_the_last_counts_and_its_place_is_told() -> None:
    found = read(b'{"a": {"b": 1,\n "b": 2}}')
    assert found.value == {"a": {"b": 2}}
    finding = found.findings[0]
    assert (finding.code, finding.path, finding.line, finding.column) == (
        "jsontext.repeated-key",
        "a.b",
        2,
        2,
    )


def test_huge_numbers_do_no_harm() -> None:
    assert read(b"[" + b"9" * 100_000 + b"]").value == [float("inf")]


def test_paths_get_their_lines() -> None:
    text = '{"a": [\n  1,\n  {"/": "x",\n   "it\\u0065m": 2}]}'
    wanted = ["a", "a[1]", 'a[1]["/"]', "a[1].item", "a[9]"]
    findings = [FileFinding(Severity.INFO, message("aasa.no-app"), path) for path in wanted]
    spots = [(each.line, each.column) for each in placed(findings, text)]
    assert spots == [(1, 2), (3, 3), (3, 4), (4, 4), (None, None)]


def test_comments_and_other_quotes_do_not_disturb_places() -> None:
    text = "{ // {\n 'a' : 1, /* \" */\n b: [2] }"
    findings = [FileFinding(Severity.INFO, message("aasa.no-app"), path) for path in ("a", "b[0]")]
    assert [(each.line, each.column) for each in placed(findings, text)] == [(2, 2), (3, 6)]


def test_spots_count_from_one() -> None:
    assert spot("ab\nc", 0) == (1, 1)
    assert spot("ab\nc", 3) == (2, 1)
