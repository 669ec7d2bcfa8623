from hypothesis import given
from hypothesis import strategies as st

from linktester.gui.widgets.bytelines import ByteLines

LINES = ByteLines(b"hello world, 12345\xff", 8)


def test_lines_tell_place_numbers_and_letters() -> None:
    assert LINES.text.splitlines() == [
        "0     68 65 6c 6c 6f 20 77 6f  hello wo",
        "8     72 6c 64 2c 20 31 32 33  rld, 123",
        "16    34 35 ff                 45·",
    ]


@given(st.binary(min_size=1, max_size=70), st.sampled_from([4, 8, 16]), st.data())
def test_a_marked_byte_is_the_one_that_stands_there(octets: bytes, count: int, data: st.DataObject) -> None:
    lines = ByteLines(octets, count)
    place = data.draw(st.integers(0, len(octets) - 1))
    (line, first, _), (_, letter, behind) = lines.spans(place, 1)
    text = lines.text.splitlines()
    assert text[line][first : first + 2] == f"{octets[place]:02x}"
    assert behind == letter + 1
    assert lines.byte_at(line, first) == lines.byte_at(line, letter) == place


def test_a_stretch_over_lines_is_marked_on_each() -> None:
    assert [span[0] for span in LINES.spans(6, 4)] == [0, 0, 1, 1]
    assert LINES.spans(0, 0) == []
    assert LINES.byte_at(2, 30) is None
