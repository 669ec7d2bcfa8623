"""Packing of Pay by Square: what unpacks, what does not, and how much work it may make."""

import lzma

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.payments.bysquarepack import MAX_UNPACKED, checksum, opened, packed
from tests.fakes.bysquare import with_checksum, with_length, with_stream

TEXT = b"QA1\t1\t1\t12.50\tEUR"
CODE = packed(b"\x02\x00", TEXT)


@given(st.binary(max_size=400), st.binary(min_size=2, max_size=2))
@settings(deadline=None, max_examples=60)
def test_what_is_packed_unpacks(text: bytes, header: bytes) -> None:
    code = opened(packed(header, text))
    assert (code.header, code.text, code.said) == (header, text, len(text) + 4)
    assert (code.broken, code.left_over, code.loose_bits, code.foreign) == (False, 0, False, None)


def test_a_checksum_is_little_endian() -> None:
    assert checksum(b"123456789") == bytes.fromhex("2639F4CB")


def test_a_wrong_checksum_hides_no_text() -> None:
    code = opened(with_checksum(CODE, b"\0\0\0\0"))
    assert not code.sound
    assert code.text == TEXT


@pytest.mark.parametrize("said", [5, 20, 60, MAX_UNPACKED])
def test_a_wrong_length_hides_no_text(said: int) -> None:
    code = opened(with_length(CODE, said))
    assert (code.said, code.text, code.sound) == (said, TEXT, True)


def test_a_length_of_nothing_still_shows_the_text() -> None:
    assert opened(with_length(CODE, 0)).text == TEXT


def test_what_stands_before_damage_is_kept() -> None:
    text = " ".join(str(number**3) for number in range(200)).encode()
    whole = packed(b"\0\0", text)
    code = opened(whole[:400] + b"V" * 60 + whole[460:])
    assert not code.sound
    assert text.startswith(code.text[:200])
    assert len(code.text) > 200


def test_damage_behind_the_text_hides_its_last_octet_at_most() -> None:
    code = opened(CODE[:-1] + b"V")
    assert (code.text, code.broken) == (TEXT[:-1], True)


@pytest.mark.parametrize("extra", [b"\0" * 8, b"\xff" * 40])
def test_octets_behind_the_end_mark(extra: bytes) -> None:
    assert opened(with_stream(CODE, lambda stream: stream + extra)).left_over >= 5


@pytest.mark.parametrize("code", [b"", b"0", b"00", b"000000", b"0000G000"])
def test_what_is_too_short(code: bytes) -> None:
    assert opened(code).text == b""


def test_small_letters_and_blanks_are_told_and_read() -> None:
    code = opened(CODE[:9].lower() + b" \n" + CODE[9:])
    assert code.foreign is not None
    assert code.text == TEXT


def test_bits_that_fill_up_may_be_anything() -> None:
    spare = 5 * len(CODE) % 8
    assert spare
    alphabet = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"
    last = alphabet[alphabet.index(CODE[-1:]) | 1]
    code = opened(CODE[:-1] + bytes([last]))
    assert (code.text, code.loose_bits, code.broken) == (TEXT, True, False)


def test_a_bomb_stops_at_the_bound() -> None:
    stream = lzma.compress(
        b"\0" * 50_000_000,
        lzma.FORMAT_RAW,
        filters=[{"id": lzma.FILTER_LZMA1, "lc": 3, "lp": 0, "pb": 2, "dict_size": 1 << 17}],
    )
    code = opened(with_length(with_stream(CODE, lambda _: stream), MAX_UNPACKED))
    assert len(code.octets) == MAX_UNPACKED


@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=150)
def test_any_octets_unpack_to_something_bounded(payload: bytes) -> None:
    assert len(opened(payload).octets) <= MAX_UNPACKED


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUV", max_size=150))
@settings(deadline=None, max_examples=150)
def test_any_characters_unpack_to_something_bounded(text: str) -> None:
    assert len(opened(b"0804" + text.encode()).octets) <= MAX_UNPACKED
