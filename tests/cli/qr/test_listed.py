import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.cli.qr.listed import MOST_ROWS, Listed, listed
from linktester.model.errors import InputErrors


def wrong(file: str, data: bytes) -> list[tuple[int | None, str]]:
    with pytest.raises(InputErrors) as error:
        listed(file, data)
    return [(each.place.line, each.message.code) for each in error.value.problems]


def test_lines_are_codes_labelled_by_themselves():
    assert listed("a.txt", b"\xef\xbb\xbfone\r\n\n two\n") == [
        Listed(1, b"one", "one"),
        Listed(3, b" two", "two"),
    ]


def test_a_table_has_columns():
    data = b'label,payload,payload_b64,more\n"A\nB",x,,1\n,,/w==,\n'
    assert [(each.payload, each.label) for each in listed("a.CSV", data)] == [
        (b"x", "A\nB"),
        (b"\xff", "\ufffd"),
    ]


def test_json_lines_hold_octets_and_labels():
    data = '{"payload":"ü","label":"标签"}\n\n{"payload_b64":"eA=="}\n'.encode()
    assert listed("a.jsonl", data) == [Listed(1, "ü".encode(), "标签"), Listed(3, b"x", "x")]


def test_all_mistakes_are_told_with_their_lines():
    data = b'{"payload":1}\n{}\n{"payload":"x"}\n{"payload_b64":"?"}\n['
    assert wrong("a.jsonl", data) == [
        (1, "cli.list-bad-line"),
        (2, "cli.batch-one-payload"),
        (4, "cli.batch-no-base64"),
        (5, "cli.list-bad-line"),
    ]
    assert wrong("a.csv", b"a,b\n1,2\n") == [(1, "cli.list-columns")]
    assert wrong("a.csv", b'payload\n"x') == [(2, "cli.list-bad-line")]
    assert wrong("a.txt", b"\n \n") == [(None, "cli.list-empty")]
    assert wrong("a.txt", b"a\n\xff\n") == [(2, "cli.list-not-text")]


def test_a_list_without_end_is_refused():
    ((_, code),) = wrong("a.txt", b"x\n" * (MOST_ROWS * 2))
    assert code == "cli.list-too-long"


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(["a.csv", "a.jsonl", "a"]), st.binary(max_size=80))
def test_any_octets_are_a_list_or_told(name, data):
    try:
        assert listed(name, data)
    except InputErrors as errors:
        assert errors.problems
