"""The parts of a descriptor: cutting it at its stars, unescaping values, and the checksum over them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes
from zlib import crc32

STAR = b"*"
MOST_ELEMENTS = 200
"""What follows is kept as one more element; no standard has as many."""
_PLAIN = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in "*%")
"""Characters that need no escape."""
_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_NEEDS_ESCAPE = re.compile(r"[^\x20-\x29\x2b-\x7e]|%")


@dataclass(frozen=True, slots=True)
class Element:
    """What stands between two stars behind the version."""

    offset: int
    """First octet of the element in the payload."""
    octets: bytes


@dataclass(frozen=True, slots=True)
class Parts:
    """A descriptor cut at its stars."""

    header: bytes
    version: bytes
    version_offset: int
    elements: tuple[Element, ...]
    closed: bool
    """A star stands at the end."""


def cut(payload: bytes) -> Parts:
    """Return the parts of the payload, whatever it is."""
    header, *rest = payload.split(STAR, MOST_ELEMENTS + 2)
    closed = len(rest) > 1 and not rest[-1]
    if closed:
        rest.pop()
    version = rest[0] if rest else b""
    version_offset = min(len(header) + 1, len(payload))
    at = version_offset + len(version) + 1
    elements = []
    for octets in rest[1:]:
        elements.append(Element(at, octets))
        at += len(octets) + 1
    return Parts(header, version, version_offset, tuple(elements), closed)


def unescaped(raw: bytes) -> bytes:
    """Return the octets that percents stand for; a plus stays a plus."""
    return unquote_to_bytes(raw) if b"%" in raw else raw


def escaped(value: str) -> bytes:
    """Return the value as it is written anew: stars, percents and what is not plain ASCII escaped."""
    if _NEEDS_ESCAPE.search(value) is None:
        return value.encode()
    return quote(value, safe=_PLAIN, errors="replace").encode()


def has_broken_escape(raw: bytes) -> bool:
    """Return whether a percent stands there without two hexadecimal digits behind it."""
    return b"%" in raw and _BROKEN_ESCAPE.search(raw) is not None


def checksum(header: bytes, version: bytes, elements: Iterable[bytes]) -> str:
    """Return the CRC-32 in capitals over the elements sorted by key; leave the checksum's own out."""
    return _crc(STAR.join((header, version, *_sorted(elements))))


def other_checksums(header: bytes, version: bytes, elements: Iterable[bytes]) -> tuple[str, ...]:
    """Return the CRC-32 as some published writers compute it: with a star at the end, without the header."""
    in_order = _sorted(elements)
    return (_crc(STAR.join((header, version, *in_order, b""))), _crc(STAR.join(in_order)))


def _sorted(elements: Iterable[bytes]) -> list[bytes]:
    return sorted(elements, key=_key)


def _key(octets: bytes) -> bytes:
    return octets.partition(b":")[0]


def _crc(canonical: bytes) -> str:
    return f"{crc32(canonical):08X}"
