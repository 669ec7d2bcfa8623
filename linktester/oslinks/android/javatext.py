"""How Java sees text and numbers: UTF-16 units, case one character at a time, integers of fixed width."""

import math
import re
import struct

_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_DECIMAL = re.compile(r"[+-]?\d+")
_PREFIXED = re.compile(r"([+-]?)(?:(?:0[xX]|#)([0-9a-fA-F]+)|0([0-7]+)|(0|(?!0)\d+))")
_REAL = re.compile(r"([+-]?)(?:(NaN|Infinity)|((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[fFdD]?)", re.ASCII)
_HEX_REAL = re.compile(
    r"[+-]?0[xX](?:[0-9a-fA-F]+\.?|[0-9a-fA-F]*\.[0-9a-fA-F]+)[pP][+-]?\d{1,9}(?=[fFdD]?\Z)", re.ASCII
)
_BLANKS = "".join(map(chr, range(33)))
_MOST_DIGITS = 100
"""Digits of a number that are read; no width takes more, leading zeros aside."""


def units(text: str) -> str:
    """Return `text` with each character beyond U+FFFF as its two surrogates: one item is one `char`."""
    return text if text.isascii() else _BEYOND.sub(_pair, text)


def folded(text: str) -> str:
    """Return a key that is equal for texts that `compareToIgnoreCase` calls equal."""
    if text.isascii():
        return text.lower()
    return "".join(_fold(char) for char in units(text))


def integer(text: str, bits: int = 32) -> int | None:
    """Return the number in decimal `text` as `Integer.parseInt` and its sisters do; None when they refuse."""
    if not _DECIMAL.fullmatch(text):
        return None
    sign, digits = ("-", text[1:]) if text[0] == "-" else ("", text.removeprefix("+"))
    return _within(sign, digits, 10, bits)


def decoded_integer(text: str) -> int | None:
    """Return the number that `Integer.decode` reads: decimal, `0x…`, `#…` or octal; None when it refuses.

    `0x80000000` is refused: it does not fit a signed number.
    """
    found = _PREFIXED.fullmatch(text)
    if found is None:
        return None
    sign, sixteen, eight, ten = found.groups()
    sign = sign.strip("+")
    if sixteen:
        return _within(sign, sixteen, 16, 32)
    return _within(sign, eight, 8, 32) if eight else _within(sign, ten, 10, 32)


def real(text: str, *, single: bool = False) -> float | None:
    """Return the number that `Double.parseDouble` (`single`: `Float.parseFloat`) reads; None when it refuses.

    A single is given by its shortest decimal form, as Java writes it.
    """
    bare = text.strip(_BLANKS)
    number = _hex_real(bare) if _HEX_REAL.match(bare) else _plain_real(bare)
    return number if number is None or not single else _as_single(number)


def split(text: str, mark: str) -> list[str]:
    """Return the pieces as `String.split` does: empty ones at the end are left out, `""` has one piece."""
    if not text:
        return [""]
    pieces = text.split(mark)
    while pieces and not pieces[-1]:
        pieces.pop()
    return pieces


def _within(sign: str, digits: str, base: int, bits: int) -> int | None:
    kept = digits.lstrip("0") or "0"
    if len(kept) > _MOST_DIGITS:
        return None
    number = int(sign + kept, base)
    return number if -(1 << (bits - 1)) <= number < 1 << (bits - 1) else None


def _plain_real(text: str) -> float | None:
    found = _REAL.fullmatch(text)
    if found is None:
        return None
    sign, word, digits = found.groups()
    if word:
        return math.nan if word == "NaN" else float(f"{sign}inf")
    return float(sign + digits)


def _hex_real(text: str) -> float | None:
    try:
        return float.fromhex(text.rstrip("fFdD") if text[-1] in "fFdD" else text)
    except OverflowError:
        return -math.inf if text.startswith("-") else math.inf


def _as_single(number: float) -> float:
    if not math.isfinite(number):
        return number
    try:
        (near,) = struct.unpack("<f", struct.pack("<f", number))
    except OverflowError:
        return math.copysign(math.inf, number)
    shortest = (float(f"{near:.{digits}g}") for digits in range(1, 10))
    return next((short for short in shortest if _rounds_to(short, near)), float(near))


def _rounds_to(short: float, near: float) -> bool:
    try:
        return bool(struct.unpack("<f", struct.pack("<f", short))[0] == near)
    except OverflowError:
        return False


def _pair(found: re.Match[str]) -> str:
    rest = ord(found[0]) - 0x10000
    return chr(0xD800 + (rest >> 10)) + chr(0xDC00 + (rest & 0x3FF))


def _single(char: str, other: str) -> str:
    return other if len(other) == 1 else char


def _fold(char: str) -> str:
    upper = _single(char, char.upper())
    return _single(upper, upper.lower())
