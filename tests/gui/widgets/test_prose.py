from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.gui.widgets.prose import MOST, Line, Piece, line, plain
from tests.fakes.results import HOSTILE_TEXT


def test_a_line_reads_as_its_pieces() -> None:
    assert Line((Piece("a"), Piece("b", bold=True))).plain == "ab"
    assert Line((Piece("WeChat"),), label="Place").plain == "Place\tWeChat"
    assert plain([line("a"), line("b", "muted")]) == "a\nb"


def test_hostile_text_is_spelled_out() -> None:
    safe = Piece(HOSTILE_TEXT).safe
    assert "\u202e" not in safe
    assert "\\u202e" in safe
    assert "<script>alert(1)</script>" in safe


def test_characters_that_a_document_takes_for_its_own_are_spelled_out() -> None:
    assert Piece("a\ufdd0b\ufdd1c\ufffcd").safe == "a\\ufdd0b\\ufdd1c\\ufffcd"


def test_a_megabyte_is_bounded_and_counted() -> None:
    assert Piece("x" * 1_000_000).safe == "x" * MOST + f"… (+{1_000_000 - MOST})"


@settings(deadline=None, max_examples=150)
@given(st.text())
def test_a_piece_never_begins_another_paragraph(text: str) -> None:
    safe = Piece(text).safe
    assert not set(safe) & set("\n\r\u2029\ufdd0\ufdd1\ufffc\x00")
