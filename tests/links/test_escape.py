import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.links import escape


@pytest.mark.parametrize(
    ("text", "form", "plain"),
    [
        ("a%20b", False, "a b"),
        ("a+b", False, "a+b"),
        ("a+b%2B", True, "a b+"),
        ("%E4%BA%BA", False, "人"),
        ("%ff", False, "�"),
        ("%zz%4", False, "%zz%4"),
        ("%2525", False, "%25"),
        ("人%20", False, "人 "),
    ],
)
def test_decoded_takes_one_layer_off(text: str, form: bool, plain: str) -> None:
    assert escape.decoded(text, form=form) == plain


def test_encoded_keeps_only_the_unreserved() -> None:
    assert escape.encoded("a/b?c=1&d ~人") == "a%2Fb%3Fc%3D1%26d%20~%E4%BA%BA"
    assert escape.encoded("a/b", "/") == "a/b"


@pytest.mark.parametrize(("text", "offset"), [("a%2", 1), ("%%41", 0), ("%41", None), ("x", None)])
def test_broken_at(text: str, offset: int | None) -> None:
    assert escape.broken_at(text) == offset


@pytest.mark.parametrize(
    ("text", "still"),
    [("https%3A%2F%2Fa", True), ("https%253a%252f%252fa", True), ("https://a", False), ("a%3Fb", False)],
)
def test_still_escaped(text: str, still: bool) -> None:
    assert escape.still_escaped(text) is still


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("aHR0cHM6Ly9hLz9iPTE=", "https://a/?b=1"),
        ("aHR0cHM6Ly9hLz9iPTE", "https://a/?b=1"),
        ("5Lq6", "人"),
        ("fn5-", "~~~"),
        ("fn5", "~~"),
        ("fn5\n~", None),
        ("a", None),
        ("/w==", None),
        ("https://a/", None),
        ("", None),
    ],
)
def test_from_base64(text: str, plain: str | None) -> None:
    assert escape.from_base64(text) == plain


def test_blanks_of_form_decoders_count_as_plus() -> None:
    assert escape.from_base64("fn5 fn5+") == escape.from_base64("fn5+fn5+") == "~~~~~~"


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_what_is_encoded_decodes_back(text: str) -> None:
    assert escape.decoded(escape.encoded(text)) == escape.whole(text)
    if text:
        assert escape.from_base64(escape.to_base64(text)) == escape.whole(text)


@given(st.text(alphabet="%0123456789abcdefABCDEFxyz+=-_/ "))
@settings(max_examples=200, deadline=None)
def test_nothing_raises(text: str) -> None:
    escape.decoded(text)
    escape.decoded(text, form=True)
    escape.from_base64(text)
    escape.broken_at(text)
    escape.still_escaped(text)
