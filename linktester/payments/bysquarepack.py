"""How a Pay by Square code is packed: base32hex over a header, a length and raw LZMA1 with a CRC-32 inside.

What is unpacked is bounded by the two octets of the length, so no code grows beyond 64 KiB.
"""

import lzma
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

MAX_PACKED = 16_384
"""Characters looked into; four times what any QR code holds."""
MAX_UNPACKED = 0xFFFF
HEADER, PREFIX, CHECKSUM = 2, 4, 4
"""Octets of the header, of header and length, of the checksum."""
_ALPHABET = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"
_FOREIGN = bytes(set(range(256)) - set(_ALPHABET))
_FILTERS = [{"id": lzma.FILTER_LZMA1, "lc": 3, "lp": 0, "pb": 2, "dict_size": 1 << 17}]
_STEP = 256
_FLUSH = 5
"""Octets a writer without an end mark may leave unread."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A code unpacked as far as it goes."""

    foreign: int | None
    """Index of the first character outside the alphabet."""
    loose_bits: bool
    """The bits that fill up the last character are not all zero, or it is a character too many."""
    prefix: bytes
    """Header and length, shorter than 4 octets when the code is."""
    octets: bytes
    """Checksum and text."""
    broken: bool
    """The compressed stream is damaged."""
    left_over: int
    """Compressed octets behind the end of the stream."""

    @property
    def header(self) -> bytes:
        """Return the two octets of the header."""
        return self.prefix[:HEADER]

    @property
    def said(self) -> int:
        """Return the length the code states, 0 when it is cut before."""
        return int.from_bytes(self.prefix[HEADER:PREFIX], "little")

    @property
    def text(self) -> bytes:
        """Return what stands behind the checksum."""
        return self.octets[CHECKSUM:]

    @property
    def checksum(self) -> bytes:
        """Return the checksum as it stands, little-endian."""
        return self.octets[:CHECKSUM]

    @property
    def sound(self) -> bool:
        """Return whether checksum and text fit."""
        return len(self.octets) > CHECKSUM and self.checksum == checksum(self.text)


@lru_cache(maxsize=2)
def opened(payload: bytes) -> Opened:
    """Return the code unpacked; characters that do not belong are reported and left out."""
    foreign = None
    upper = payload
    if payload.translate(None, _ALPHABET):
        foreign = next(at for at, octet in enumerate(payload) if octet not in _ALPHABET)
        upper = payload.upper().translate(None, _FOREIGN)
    packed, loose = _octets(upper)
    prefix = packed[:PREFIX]
    said = int.from_bytes(prefix[HEADER:], "little")
    octets, broken, left = _inflated(packed[PREFIX:], said)
    return Opened(foreign, loose, prefix, octets, broken, left)


def packed(header: bytes, text: bytes) -> bytes:
    """Return the code of a text, compressed as liblzma does it, end mark included."""
    plain = checksum(text) + text
    stream = lzma.compress(plain, lzma.FORMAT_RAW, filters=_FILTERS)
    # Two octets cannot say more; what is longer is no code, but is shown as one all the same.
    said = min(len(plain), MAX_UNPACKED)
    whole = header + said.to_bytes(PREFIX - HEADER, "little") + stream
    return _characters(whole)


def repacked(octets: bytes) -> bytes:
    """Return the code of octets as they are, header and length and checksum included."""
    return _characters(octets[:PREFIX] + lzma.compress(octets[PREFIX:], lzma.FORMAT_RAW, filters=_FILTERS))


def checksum(text: bytes) -> bytes:
    """Return the CRC-32 of the text as it is written, little-endian."""
    return crc32(text).to_bytes(CHECKSUM, "little")


def _octets(characters: bytes) -> tuple[bytes, bool]:
    """Return the octets of base32hex without padding, and whether bits are left that are not zero."""
    if not characters:
        return b"", False
    bits = 5 * len(characters)
    spare = bits % 8
    # The alphabet is that of Python's numbers to the base of 32, for which no limit of digits holds.
    number = int(characters, 32)
    return (number >> spare).to_bytes(bits // 8, "big"), spare >= 5 or bool(number & ((1 << spare) - 1))


def _characters(octets: bytes) -> bytes:
    bits = 8 * len(octets)
    count = -(-bits // 5)
    number = int.from_bytes(octets, "big") << (5 * count - bits)
    return bytes(_ALPHABET[(number >> shift) & 31] for shift in range(5 * (count - 1), -1, -5))


def _inflated(stream: bytes, said: int) -> tuple[bytes, bool, int]:
    """Return the octets, whether the stream is damaged, and how much of it is left.

    Takes the stated length first. Where the checksum does not fit that, the stream is read on to its end
    mark: a wrong length shall not hide the text.
    """
    found, broken, left = _inflate(stream, said)
    if _fits(found):
        return found, False, left
    longer, broken_later, left_later = _inflate(stream, MAX_UNPACKED)
    if _fits(longer):
        return longer, broken_later, left_later
    return found, broken, left


def _fits(found: bytes) -> bool:
    return len(found) > CHECKSUM and found[:CHECKSUM] == checksum(found[CHECKSUM:])


def _inflate(stream: bytes, most: int) -> tuple[bytes, bool, int]:
    if not stream or not most:
        return b"", not stream, 0
    engine = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=_FILTERS)
    try:
        found = engine.decompress(stream, most)
        if not engine.eof and len(found) == most:
            _finish(engine)
    except lzma.LZMAError:
        return _salvaged(stream, most), True, 0
    if engine.eof:
        return found, False, len(engine.unused_data)
    return found, False, _unread(stream, found)


def _finish(engine: lzma.LZMADecompressor) -> None:
    """Let the engine meet an end mark right behind the last octet."""
    try:
        engine.decompress(b"", 0)
    except lzma.LZMAError:
        # There is no end mark: what follows is the flush of a writer that relies on the length.
        return


def _unread(stream: bytes, found: bytes) -> int:
    """Return how many octets a stream without an end mark has too many."""
    least = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=_FILTERS)
    try:
        enough = least.decompress(stream[:-_FLUSH], len(found)) == found
    except lzma.LZMAError:
        return 0
    return _FLUSH if enough else 0


def _salvaged(stream: bytes, most: int) -> bytes:
    """Return what stands before the damage: first in strides, then octet by octet."""
    rough = _strides(stream, most, b"", _STEP)
    return _strides(stream, min(most, len(rough) + _STEP), rough, 1)


def _strides(stream: bytes, most: int, known: bytes, step: int) -> bytes:
    engine = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=_FILTERS)
    found = bytearray()
    feed, size = stream, len(known) or step
    try:
        while len(found) < most and not engine.eof:
            piece = engine.decompress(feed, min(size, most - len(found)))
            if not piece and engine.needs_input:
                break
            found += piece
            feed, size = b"", step
    except lzma.LZMAError:
        # A stride that meets the damage yields nothing; the next, finer pass gets closer.
        return bytes(found)
    return bytes(found)
