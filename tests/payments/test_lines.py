import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.payments.lines import (
    MOST_LINES,
    OCTETS,
    Ends,
    Name,
    fields,
    join,
    judge_shape,
    path,
    split,
    titles,
)
from linktester.payments.notes import Notes

NAMES = (Name("first", {"en": "First", "zh_CN": "一"}), Name("second", {"en": "Second", "zh_CN": "二"}))


@pytest.mark.parametrize(
    ("payload", "octets", "offsets", "ends", "mixed"),
    [
        (b"", (b"",), (0,), Ends.LF, False),
        (b"a", (b"a",), (0,), Ends.LF, False),
        (b"a\n\nb\n", (b"a", b"", b"b", b""), (0, 2, 3, 5), Ends.LF, False),
        (b"a\r\nb", (b"a", b"b"), (0, 3), Ends.CRLF, False),
        (b"a\rb", (b"a", b"b"), (0, 2), Ends.CR, False),
        (b"a\r\nb\nc", (b"a", b"b", b"c"), (0, 3, 5), Ends.CRLF, True),
        (b"a\nb\rc", (b"a", b"b", b"c"), (0, 2, 4), Ends.LF, True),
        (b"\n\r", (b"", b"", b""), (0, 1, 2), Ends.LF, True),
    ],
)
def test_lines_are_cut_at_their_ends(payload, octets, offsets, ends, mixed):
    lines = split(payload)
    assert (lines.octets, lines.offsets, lines.ends, lines.mixed) == (octets, offsets, ends, mixed)


@given(st.binary(max_size=300), st.sampled_from([b"", b"\n", b"\r\n", b"\r"]), st.integers(1, 200))
@settings(deadline=None, max_examples=60)
def test_lines_stand_where_their_offsets_say(part, end, times):
    payload = (part + end) * times
    lines = split(payload)
    assert len(lines.octets) == len(lines.offsets) <= MOST_LINES + 1
    for octets, offset in zip(lines.octets, lines.offsets, strict=True):
        assert payload[offset : offset + len(octets)] == octets
    if not lines.mixed:
        assert join(lines.octets, lines.ends) == payload


@given(st.lists(st.text("ab ", max_size=9).map(str.encode), min_size=1, max_size=40))
@settings(deadline=None, max_examples=60)
def test_one_kind_of_line_end_is_known_for_what_it_is(parts):
    for ends in Ends:
        lines = split(OCTETS[ends].join(parts))
        assert lines.octets == tuple(parts)
        assert not lines.mixed
        assert len(parts) == 1 or lines.ends is ends


def test_fields_are_named_as_far_as_the_standard_goes():
    lines = split(b"a\nb\nc")
    assert [(each.path, each.name, each.value) for each in fields(lines, ["A", "B", "C"], NAMES)] == [
        ("line/1", "first", "A"),
        ("line/2", "second", "B"),
        ("line/3", "", "C"),
    ]


def test_lines_are_called_by_their_place():
    assert path(6) == "line/7"
    assert titles(NAMES) == {"line/1": NAMES[0].title, "line/2": NAMES[1].title}


@pytest.mark.parametrize(
    ("payload", "codes"),
    [
        (b"a\nb", []),
        (b"a\nb\r\n", ["line-ends-mixed", "empty-lines-behind"]),
        (b"a\rb", ["line-ends-cr"]),
        (b"a\nb\nc", ["too-many-lines"]),
        (b"a\nb\n\n\n", ["empty-lines-behind"]),
        (b"a\nbcdefgh", ["too-many-octets"]),
    ],
)
def test_the_shape_is_judged(payload, codes):
    notes = Notes()
    judge_shape(split(payload), payload, NAMES, 8, notes)
    assert [each.code for each in notes.all()] == codes


def test_unknown_ends_become_lf():
    assert join([b"a", b"b"], "nonsense") == b"a\nb"
