"""Pay by Square codes that no honest writer makes."""

import lzma
from base64 import b32hexdecode, b32hexencode
from collections.abc import Callable

from linktester.payments.bysquarepack import opened

FILTERS = [{"id": lzma.FILTER_LZMA1, "lc": 3, "lp": 0, "pb": 2, "dict_size": 1 << 17}]


def octets_of(code: bytes) -> bytes:
    """Return header, length and stream."""
    return b32hexdecode(code + b"=" * (-len(code) % 8))


def code_of(octets: bytes) -> bytes:
    return b32hexencode(octets).rstrip(b"=")


def with_length(code: bytes, said: int) -> bytes:
    octets = octets_of(code)
    return code_of(octets[:2] + said.to_bytes(2, "little") + octets[4:])


def with_stream(code: bytes, change: Callable[[bytes], bytes]) -> bytes:
    octets = octets_of(code)
    return code_of(octets[:4] + change(octets[4:]))


def with_checksum(code: bytes, checksum: bytes) -> bytes:
    plain = checksum + opened(code).text
    return with_stream(code, lambda _: lzma.compress(plain, lzma.FORMAT_RAW, filters=FILTERS))


class _RangeCoder:
    """The range coder of LZMA, as its specification has it."""

    def __init__(self) -> None:
        self.low, self.range, self.cache, self.pending = 0, 0xFFFFFFFF, 0, 1
        self.out = bytearray()

    def bit(self, odds: list[int], at: int, bit: int) -> None:
        bound = (self.range >> 11) * odds[at]
        if bit:
            self.low += bound
            self.range -= bound
            odds[at] -= odds[at] >> 5
        else:
            self.range = bound
            odds[at] += (2048 - odds[at]) >> 5
        while self.range < 1 << 24:
            self.range = (self.range << 8) & 0xFFFFFFFF
            self.shift()

    def shift(self) -> None:
        if self.low < 0xFF000000 or self.low > 0xFFFFFFFF:
            carry = self.low >> 32
            self.out += bytes([(self.cache + carry) & 0xFF])
            self.out += bytes([(0xFF + carry) & 0xFF]) * (self.pending - 1)
            self.pending = 0
            self.cache = (self.low >> 24) & 0xFF
        self.pending += 1
        self.low = (self.low & 0x00FFFFFF) << 8


def unmarked(plain: bytes) -> bytes:
    """Return a raw LZMA1 stream of literals only, without an end mark, as some banks' writers leave it."""
    coder = _RangeCoder()
    plainly = [[1024] * 16 for _ in range(12)]
    literal = [[1024] * 0x300 for _ in range(8)]
    before = 0
    for position, octet in enumerate(plain):
        coder.bit(plainly[0], position & 3, 0)
        odds, symbol = literal[before >> 5], 1
        for shift in range(7, -1, -1):
            bit = octet >> shift & 1
            coder.bit(odds, symbol, bit)
            symbol = symbol << 1 | bit
        before = octet
    for _ in range(5):
        coder.shift()
    return bytes(coder.out)
