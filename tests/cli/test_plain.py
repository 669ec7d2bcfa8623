import pytest
from hypothesis import given
from hypothesis import strategies as st

from linktester.cli.plain import plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;https://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b2Jx", "x"),
        ("a\x1b(Bb", "ab"),
        ("a\nb\r\nc\td", "a b c d"),
        ("exe.\u202egnp", "exe.gnp"),
        ("\ud800x\x00\x07\x7f", "x"),
        ("[red]not mark-up[/red]", "[red]not mark-up[/red]"),
        ("淘宝 · café", "淘宝 · café"),
    ],
)
def test_what_a_terminal_may_show(text, shown):
    assert plain(text) == shown


def test_long_text_is_cut():
    assert plain("x" * 1_001) == "x" * 1_000 + "…"
    assert len(plain("\x1b[31m" * 1_000_000)) <= 1_001


@given(st.text(st.characters(), max_size=200))
def test_nothing_that_controls_a_terminal_is_left(text):
    shown = plain(text)
    assert all(ord(c) >= 32 and not 0x7F <= ord(c) <= 0x9F for c in shown)
    shown.encode("utf-8")
