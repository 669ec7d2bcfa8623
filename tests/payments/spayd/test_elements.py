from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.payments.spayd.elements import (
    MOST_ELEMENTS,
    Element,
    checksum,
    cut,
    escaped,
    has_broken_escape,
    other_checksums,
    unescaped,
)


@pytest.mark.parametrize(
    ("payload", "header", "version", "elements", "closed"),
    [
        (b"", b"", b"", (), False),
        (b"SPD", b"SPD", b"", (), False),
        (b"SPD*1.0", b"SPD", b"1.0", (), False),
        (b"SPD*1.0*", b"SPD", b"1.0", (), True),
        (b"SPD*1.0*A:1", b"SPD", b"1.0", (Element(8, b"A:1"),), False),
        (b"SPD*1.0*A:1**B", b"SPD", b"1.0", (Element(8, b"A:1"), Element(12, b""), Element(13, b"B")), False),
        (b"SPD*1.0*A:1*", b"SPD", b"1.0", (Element(8, b"A:1"),), True),
    ],
)
def test_stars_cut(payload, header, version, elements, closed):
    parts = cut(payload)
    assert (parts.header, parts.version, parts.elements, parts.closed) == (header, version, elements, closed)


@given(st.binary(max_size=200), st.integers(1, 400))
@settings(deadline=None, max_examples=80)
def test_elements_stand_where_they_say(part, times):
    payload = b"SPD*1.0*" + (part + b"*") * times
    parts = cut(payload)
    assert len(parts.elements) <= MOST_ELEMENTS + 1
    for element in parts.elements:
        assert payload[element.offset : element.offset + len(element.octets)] == element.octets


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=150)
def test_what_is_escaped_comes_back(text):
    written = escaped(text)
    assert written.isascii()
    assert b"*" not in written
    assert unescaped(written) == text.encode()
    assert unquote(written.decode()) == text
    assert not has_broken_escape(written)


def test_escapes():
    assert escaped("a+b c:*%č") == b"a+b c:%2A%25%C4%8D"
    assert unescaped(b"a+b%20c%zz%2a") == b"a+b c%zz*"
    assert has_broken_escape(b"5%")
    assert has_broken_escape(b"5%2")
    assert not has_broken_escape(b"5%25")
    assert escaped("\ud800") == b"?"


def test_the_checksum_is_over_the_keys_in_order():
    elements = [b"CC:CZK", b"ACC:CZ5855000000001265098001", b"AM:100.00"]
    assert checksum(b"SPD", b"1.0", elements) == "AAD80227"
    assert checksum(b"SPD", b"1.0", reversed(elements)) == "AAD80227"


def test_some_writers_sum_otherwise():
    elements = [
        b"ACC:CZ5508000000001234567899+GIBACZPX",
        b"AM:123.45",
        b"CC:CZK",
        b"DT:20290131",
        b"MSG:ZPRAVA PRO PRIJEMCE",
        b"X-KS:0308",
        b"X-SS:11111",
        b"X-VS:22222",
    ]
    assert other_checksums(b"SPD", b"1.0", elements) == ("70E13582", "56674E89")
    assert checksum(b"SPD", b"1.0", elements) == "84AB7D09"
