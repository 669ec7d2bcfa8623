"""Tokens of scripts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.send.tokens import MARK, NAME, NUMBER, OPAQUE, TEXT, tokens_of, unescaped


def cut(script: str) -> list[tuple[str, str]]:
    return [(token.kind, token.value) for token in tokens_of(script)]


def test_kinds() -> None:
    assert cut("a$1 = 'b' + 0x1F; // c") == [
        (NAME, "a$1"),
        (MARK, "="),
        (TEXT, "b"),
        (MARK, "+"),
        (NUMBER, "0x1F"),
        (MARK, ";"),
    ]


@pytest.mark.parametrize("script", ["/* x */", "// x", "<!-- x", "/* never closed", " \n\t\ufeff"])
def test_nothing_to_see(script: str) -> None:
    assert cut(script) == []


@pytest.mark.parametrize(
    ("script", "kinds"),
    [
        ("a = /[/']x/g", [NAME, MARK, OPAQUE]),
        ("return /x/", [NAME, OPAQUE]),
        ("a / b / c", [NAME, MARK, NAME, MARK, NAME]),
        ("(a) / 2", [MARK, NAME, MARK, MARK, NUMBER]),
        ("`a${b}`", [OPAQUE]),
        ("`a\nb`", [TEXT]),
        ("'never closed\na", [TEXT, NAME]),
    ],
)
def test_slashes_and_quotes(script: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in cut(script)] == kinds


def test_lines() -> None:
    assert [token.fresh for token in tokens_of("a b\nc /**/ d /*\n*/ e")] == [True, False, True, False, True]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (r"\/", "/"),
        (r"\x41\u0042\u{43}", "ABC"),
        (r"\n\t\\\'", "\n\t\\'"),
        (r"\57", "/"),
        (r"\u{110000}", "\ufffd"),
        ("a\\\nb", "ab"),
        (r"\q", "q"),
        ("\\", "\\"),
    ],
)
def test_escapes(written: str, value: str) -> None:
    assert unescaped(written) == value


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_has_tokens_in_order(text: str) -> None:
    starts = [token.start for token in tokens_of(text)]
    assert starts == sorted(set(starts))
    assert all(0 <= start < len(text) for start in starts)
