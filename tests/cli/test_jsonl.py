import io
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.cli.jsonl import MOST_OCTETS, answer_all, lines, source


def read_all(chunks: Iterable[bytes]) -> list[bytes | None]:
    waiting = iter(chunks)
    return list(lines(lambda: next(waiting, b""), lambda: True))


def test_lines_are_put_together_from_any_pieces():
    assert read_all([b"o", b"ne\r", b"\ntwo\nth", b"ree"]) == [b"one", b"two", b"three"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=20)))
def test_pieces_do_not_matter(chunks):
    chunks = [chunk for chunk in chunks if chunk]
    assert read_all(chunks) == read_all([b"".join(chunks)] if chunks else [])


def test_blank_lines_and_a_mark_at_the_start_are_skipped():
    assert read_all([b"\xef\xbb\xbfone\n\n \t\r\n\ntwo\n"]) == [b"one", b"two"]


def test_a_line_may_be_sixteen_mebibytes_and_no_octet_longer():
    most = b"x" * MOST_OCTETS
    assert read_all([most, b"\n", most, b"x", b"\nnext\n"]) == [most, None, b"next"]


def test_a_line_without_end_is_told_once_and_not_kept():
    chunk = b"x" * (MOST_OCTETS // 4)
    assert read_all([chunk] * 20) == [None]
    assert read_all([*[chunk] * 20, b"\n{}\n"]) == [None, b"{}"]


def test_answers_are_handed_on_before_anything_is_waited_for():
    happened = []
    chunks = iter([b"1\n2\n", b"3\n"])

    def read() -> bytes:
        happened.append("read")
        return next(chunks, b"")

    def write(text: str) -> bool:
        happened.append(text)
        return True

    answer_all(read, lambda line: f"<{(line or b'').decode()}>", write)
    assert happened == ["read", "<1><2>", "read", "<3>", "read"]


def test_large_answers_are_handed_on_before_the_input_is_through():
    written: list[int] = []
    chunks = iter([b"1\n" * 40])
    answer_all(
        lambda: next(chunks, b""),
        lambda _: "x" * 100_000,
        lambda text: bool(written.append(len(text))) or True,
    )
    assert len(written) > 1
    assert sum(written) == 4_000_000


def test_when_nobody_listens_nothing_more_is_read():
    asked = []

    def read() -> bytes:
        asked.append(1)
        return b"1\n"

    answer_all(read, lambda _: "x", lambda _: False)
    assert len(asked) == 1


def test_octets_are_taken_from_under_a_text_stream():
    assert source(io.TextIOWrapper(io.BytesIO(b"\xff\n")))() == b"\xff\n"
    assert source(io.StringIO("ü\ud800"))() == b"\xc3\xbc\xed\xa0\x80"
