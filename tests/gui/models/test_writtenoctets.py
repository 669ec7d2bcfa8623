import pytest
from hypothesis import given
from hypothesis import strategies as st

from linktester.gui.models.writtenoctets import PLAIN, Writing, octets, shown, typed


@given(st.binary(max_size=80) | st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_whatever_was_read_is_written_again_byte_for_byte(payload: bytes) -> None:
    assert octets(*shown(payload)) == payload


@pytest.mark.parametrize(
    ("payload", "text", "writing"),
    [
        (b"000201", "000201", PLAIN),
        (b"SPC\r\n0200\r\n", "SPC\n0200\n", Writing(line_end="\r\n")),
        ("店\\".encode(), "店\\", PLAIN),
        (b"A\r\nB\n", "A\\x0D\nB\n", Writing(escaped=True)),
        (b"\xe9\\x41", "\\xE9\\\\x41", Writing(escaped=True)),
        ("a\u202eb".encode(), "a\\xE2\\x80\\xAEb", Writing(escaped=True)),
    ],
)
def test_text_is_shown_as_text_and_the_rest_spelled_out(payload: bytes, text: str, writing: Writing) -> None:
    assert shown(payload) == (text, writing)


def test_blanks_around_one_line_are_no_part_of_a_code() -> None:
    assert typed("  000201\n") == b"000201"
    assert typed("BCD\r\n002\n") == b"BCD\r\n002\n"
