from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.gui.plaintext import shown, tip


def test_a_tower_of_marks_is_lowered() -> None:
    assert shown("e" + "\u0301" * 100 + "x") == "e" + "\u0301" * 4 + "…x"
    assert len(shown("e" + "\u0301" * 10_000)) < 30
    assert shown("né ñ é") == "né ñ é"


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=300))
def test_anything_can_be_shown(text: str) -> None:
    shown(text).encode("utf-8")


def test_a_tool_tip_is_no_html() -> None:
    assert "<b>" not in tip("<b>bold</b>")
    assert "&lt;b&gt;bold" in tip("<b>bold</b>")
