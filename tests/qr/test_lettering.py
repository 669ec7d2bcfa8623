from hypothesis import given, settings
from hypothesis import strategies as st

from linktester import resources
from linktester.qr.lettering import lines, spelled, strange

MOST_OCTETS = 2_500_000


def test_latin_and_chinese_are_drawn_as_they_are():
    text = "Café für Zoë — 付款码：¥12.50（微信支付）"
    assert spelled(text) == text
    assert strange(text) == ()


def test_all_of_gb_2312_can_be_drawn():
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    assert strange("".join(pair.decode("gb2312", errors="ignore") for pair in pairs)) == ()


def test_what_the_font_lacks_stands_as_its_number():
    assert spelled("𠮷野 😀") == "[U+20BB7]野 [U+1F600]"
    assert spelled("a\u202eb\x07\ud800") == "a[U+202E]b[U+0007][U+D800]"
    assert strange("𠮷a𠮷😀") == ("𠮷", "😀")


def test_lines_break_between_words_and_characters():
    assert lines("one two three", 40, 8, 3) == ["one two", "three"]
    assert lines("中文标签很长很长", 40, 8, 3) == ["中文标签很", "长很长"]
    assert lines("", 40, 8, 3) == []


def test_what_does_not_fit_ends_in_an_ellipsis():
    cut = lines("x" * 200, 40, 8, 2)
    assert len(cut) == 2
    assert cut[1].endswith("…")


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80), st.integers(10, 200), st.integers(1, 4))
def test_any_text_fits(text, width, most):
    made = lines(spelled(text), width, 8, most)
    assert len(made) <= most
    whole = lines(spelled(text), width, 8, 1000)
    assert "".join("".join(whole).split()) == "".join(spelled(text).split())


def test_the_font_stays_small():
    assert len(resources.read_bytes("fonts/LinktesterSansSC.ttf")) <= MOST_OCTETS
