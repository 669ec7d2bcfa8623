"""Bodies inflated within a bound."""

import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.send.inflate import DecompressionError, decoder

TEXT = b"some text, " * 50


def bare(data: bytes) -> bytes:
    made = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return made.compress(data) + made.flush()


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT, mtime=0)),
        ("X-GZip", gzip.compress(TEXT, mtime=0)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", bare(TEXT)),
        ("gzip, deflate", zlib.compress(gzip.compress(TEXT, mtime=0))),
    ],
)
@pytest.mark.parametrize("step", [1, 7, 10_000])
def test_whole_bodies_however_they_arrive(coding: str, data: bytes, step: int) -> None:
    coder = decoder(coding)
    found = b"".join(coder.feed(data[at : at + step], 1 << 20) for at in range(0, len(data), step))
    assert found == TEXT


def test_no_more_than_there_is_room_for() -> None:
    bomb = gzip.compress(b"\0" * 10_000_000, mtime=0)
    assert len(decoder("gzip").feed(bomb, 1000)) == 1000
    assert decoder("gzip").feed(bomb, 0) == b""
    assert len(decoder("gzip, gzip").feed(gzip.compress(bomb, mtime=0), 1000)) <= 1000


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip, gzip", "what"])
def test_what_was_not_offered(coding: str) -> None:
    with pytest.raises(DecompressionError):
        decoder(coding)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_not_what_it_says(coding: str) -> None:
    with pytest.raises(DecompressionError):
        decoder(coding).feed(b"\x1f\x8bnot at all" + b"\xff" * 100, 1000)


def test_what_follows_the_end_is_ignored() -> None:
    coder = decoder("gzip")
    assert coder.feed(gzip.compress(b"a", mtime=0) + b"trailing", 100) == b"a"
    assert coder.feed(b"more", 100) == b""


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "gzip, deflate"]), st.integers(0, 50))
@settings(max_examples=200, deadline=None)
def test_no_octets_break_it(data: bytes, coding: str, room: int) -> None:
    coder = decoder(coding)
    try:
        assert len(coder.feed(data, room)) <= room
    except DecompressionError:
        assert data
