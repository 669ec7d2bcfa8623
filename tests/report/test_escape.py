from hypothesis import given
from hypothesis import strategies as st

from linktester.report.escape import octets, one_line, visible


def test_controls_and_direction_marks_are_spelled_out():
    assert visible("a\x1b[31m\u202eb\u2066\x00\x7f\ufeff") == r"a\x1b[31m\u202eb\u2066\x00\x7f\ufeff"


def test_half_characters_and_tags_are_spelled_out():
    assert visible("\ud800 \U000e0041 \uffff") == r"\ud800 \U000e0041 \uffff"


def test_ordinary_text_of_any_language_is_left_alone():
    text = "淘宝 café ¥1 – ไทย עברית 👍\n\tnext"
    assert visible(text) == text


def test_long_text_is_cut_and_counted():
    assert visible("x" * 2_010) == "x" * 2_000 + "… (+10)"


def test_one_line_has_no_breaks():
    assert one_line("a\nb\tc\rd") == r"a\nb\tc\x0dd"


def test_octets_that_are_no_text_are_spelled_out():
    assert octets(b"/\xff\xe4\xb8\xad\x00") == r"/\xff中\x00"


@given(st.text(st.characters(), max_size=300))
def test_the_result_is_always_printable_utf_8(text):
    shown = visible(text)
    shown.encode("utf-8")
    assert not any(ord(c) < 32 and c not in "\t\n" for c in shown)
