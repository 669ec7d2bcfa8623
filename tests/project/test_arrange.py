import pytest
from hypothesis import given
from hypothesis import strategies as st

from linktester.project.arrange import Piece, arranged
from linktester.project.layout import Blocks

THREE = Blocks((b"head\n\n", b"\n\n", b"\n\n# part\n\n", b"\n"), (b"[A]", b"[B]", b"[C]"))


def order(*wanted, blocks=THREE):
    pieces = [Piece(one) if isinstance(one, int) else Piece(None, one) for one in wanted]
    return arranged(blocks, pieces, b"\n").decode()


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ((0, 1, 2), "head\n\n[A]\n\n[B]\n\n# part\n\n[C]\n"),
        ((1, 2), "head\n\n[B]\n\n# part\n\n[C]\n"),
        ((0, 2), "head\n\n[A]\n\n# part\n\n[C]\n"),
        ((0, 1), "head\n\n[A]\n\n[B]\n\n# part\n\n"),
        ((0,), "head\n\n[A]\n\n# part\n\n"),
        ((), "head\n\n# part\n\n"),
        ((1, 2, 0), "head\n\n[B]\n\n# part\n\n[C]\n\n[A]\n"),
        ((2, 0, 1), "head\n\n[C]\n\n[A]\n\n[B]\n\n# part\n\n"),
        ((b"[N]", 0, 1, 2), "head\n\n[N]\n\n[A]\n\n[B]\n\n# part\n\n[C]\n"),
        ((0, b"[N]", 1, 2), "head\n\n[A]\n\n[N]\n\n[B]\n\n# part\n\n[C]\n"),
        ((0, 1, 2, b"[N]"), "head\n\n[A]\n\n[B]\n\n# part\n\n[C]\n\n[N]\n"),
    ],
)
def test_what_stays_keeps_its_surroundings(wanted, text):
    assert order(*wanted) == text


def test_the_first_block_of_a_text_gets_room():
    assert order(b"[N]", blocks=Blocks((b"head",), ())) == "head\n\n[N]\n"
    assert order(b"[N]", blocks=Blocks((b"",), ())) == "[N]\n"
    assert order(1, blocks=Blocks((b"", b"\n\n", b""), (b"[A]", b"[B]"))) == "[B]"


def test_a_changed_block_stays_where_it_was():
    assert arranged(THREE, [Piece(0), Piece(1, b"[b]"), Piece(2)], b"\n") == (
        b"head\n\n[A]\n\n[b]\n\n# part\n\n[C]\n"
    )


def test_a_comment_at_the_end_does_not_become_the_next_ones():
    blocks = Blocks((b"", b"\n\n", b"\n", b"\n"), (b"[A]\n# a", b"[B]", b"[C]"))
    assert order(0, 2, blocks=blocks) == "[A]\n# a\n\n[C]\n"
    assert order(1, 0, 2, blocks=blocks) == "[B]\n\n[A]\n# a\n\n[C]\n"


def test_entries_of_a_list_stand_close():
    blocks = Blocks((b"x = [\r\n", b"\r\n]"), (b"  1,",))
    assert arranged(blocks, [Piece(None, b"  0,"), Piece(0)], b"\r\n", is_loose=False) == (
        b"x = [\r\n  0,\r\n  1,\r\n]"
    )


@given(st.permutations(range(6)), st.integers(0, 6))
def test_every_wanted_block_is_there_once_in_order(wanted, count):
    blocks = Blocks(tuple(b"\n\n" for _ in range(7)), tuple(b"[%d]" % number for number in range(6)))
    text = arranged(blocks, [Piece(at) for at in wanted[:count]], b"\n")
    assert text.split() == [b"[%d]" % at for at in wanted[:count]]
