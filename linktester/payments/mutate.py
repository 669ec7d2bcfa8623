"""Broken codes made from a valid one: each with a single fault, and what a reader has to say to it.

A mutation that changes a value lets lengths and checksums follow, so that nothing else is wrong; one that
breaks a length or a checksum changes nothing else. What cannot be done to a code is left out.
"""

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fnmatch import fnmatchcase

from linktester.model.link import Severity
from linktester.model.payment import CodeField, Reading, StandardId, Title
from linktester.payments import bysquarepack
from linktester.payments.emv.checksum import crc
from linktester.payments.mutationtable import Change, Deed, Plan, Way, plans
from linktester.payments.reading import encode, read
from linktester.payments.standards import standards

_FULL_WIDTH = {ord(digit): 0xFF10 + int(digit) for digit in "0123456789"}
_CRC_LENGTH = 4
_PACKED = frozenset({"cpm", "paybysquare"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """One broken code."""

    name: str
    """Stable, `checksum-wrong`; unique per standard and payload."""
    title: Title
    note: Title
    """What a reader should do and why."""
    standard: StandardId
    payload: bytes
    where: str
    """Path of the field that was touched; empty for the whole text."""
    expected: tuple[str, ...]
    """Stable codes of findings; one of them has to be made, with this severity."""
    also: tuple[str, ...]
    """Further findings that may follow from the same fault."""
    severity: Severity
    """ERROR: has to be refused. WARNING: readers differ."""


def mutations(
    payload: bytes, standard: StandardId | None = None, at: datetime | None = None
) -> tuple[Mutation, ...]:
    """Return every mutation that the code allows, none for a code that is not valid itself. Never raises.

    Each differs from `payload`. `standard` and `at` as in `read`.
    """
    reading = read(payload, standard=standard, at=at)
    if not reading.valid:
        return ()
    made: dict[str, Mutation] = {}
    for plan, way in plans().get(reading.standard, ()):
        if plan.name not in made:
            made.update((each.name, each) for each in _made(reading, plan, way))
    return tuple(made.values())


def _made(reading: Reading, plan: Plan, way: Way) -> Iterator[Mutation]:
    if not way.allows(reading.fields):
        return
    spots: list[int | None] = [*_spots(reading.fields, way)] if way.spot else [None]
    for spot in spots[:1]:
        payload = _DEEDS[way.do](reading, spot or 0, way)
        if payload is not None and payload != reading.payload:
            yield Mutation(
                name=plan.name,
                title=plan.title,
                note=plan.note,
                standard=reading.standard,
                payload=payload,
                where=reading.fields[spot].path if spot is not None else "",
                expected=way.expected,
                also=way.also,
                severity=way.severity or plan.severity,
            )


def _spots(fields: Sequence[CodeField], way: Way) -> Iterator[int]:
    """Yield the places of fields that the way is for, those of its first pattern before the others."""
    for pattern in way.spot:
        for at, field in enumerate(fields):
            named = fnmatchcase(field.path, pattern) or (field.name and fnmatchcase(field.name, pattern))
            if named and way.fits(field.value):
                yield at


def _value(reading: Reading, spot: int, way: Way) -> bytes | None:
    field = reading.fields[spot]
    changed = replace(field, value=_changed(field.value, way))
    return _encoded(reading, (*reading.fields[:spot], changed, *reading.fields[spot + 1 :]))


def _drop(reading: Reading, spot: int, way: Way) -> bytes | None:  # noqa: ARG001 - all deeds are called alike
    return _encoded(reading, reading.fields[:spot] + reading.fields[_end(reading.fields, spot) :])


def _repeat(reading: Reading, spot: int, way: Way) -> bytes | None:  # noqa: ARG001
    end = _end(reading.fields, spot)
    return _encoded(reading, reading.fields[:end] + reading.fields[spot:end] + reading.fields[end:])


def _beside(reading: Reading, spot: int, way: Way) -> bytes | None:
    parent = reading.fields[spot].path.rpartition("/")[0]
    new = CodeField(f"{parent}/{way.id}" if parent else way.id, 0, 0, "", way.value)
    end = _end(reading.fields, spot)
    return _encoded(reading, (*reading.fields[:end], new, *reading.fields[end:]))


def _length(reading: Reading, spot: int, way: Way) -> bytes | None:
    """Change the length as it is written before the value; in Pay by Square it is a field."""
    octets, offset = bytearray(reading.octets), reading.fields[spot].offset
    if _codec(reading) == "paybysquare":
        said = int.from_bytes(octets[offset : offset + 2], "little") + way.size
        octets[offset : offset + 2] = said.to_bytes(2, "little")
        return bysquarepack.repacked(bytes(octets))
    if _codec(reading) == "cpm":
        octets[offset - 1] = min(octets[offset - 1] + way.size, 0x7F if octets[offset - 1] < 0x80 else 0xFF)
        return b64encode(octets)
    said = int(octets[offset - 2 : offset]) + way.size
    octets[offset - 2 : offset] = b"%02d" % min(said, 99)
    return _mended(reading, bytes(octets))


def _octet(reading: Reading, spot: int, way: Way) -> bytes | None:  # noqa: ARG001
    field = reading.fields[spot]
    if not field.length:
        return None
    octets = bytearray(reading.octets)
    octets[field.offset] = 0xFF
    return _mended(reading, bytes(octets))


def _checksum(reading: Reading, spot: int, way: Way) -> bytes | None:  # noqa: ARG001
    field = reading.fields[spot]
    wrong = "".join("0" if digit.upper() == "F" else "F" for digit in field.value)
    if _codec(reading) == "paybysquare":
        octets = bytearray(reading.octets)
        octets[field.offset : field.offset + field.length] = bytes.fromhex(wrong)
        return bysquarepack.repacked(bytes(octets))
    return _spliced(reading, field, wrong.encode())


def _lower_checksum(reading: Reading, spot: int, way: Way) -> bytes | None:  # noqa: ARG001
    field = reading.fields[spot]
    return _spliced(reading, field, field.value.lower().encode())


def _cut(reading: Reading, spot: int, way: Way) -> bytes | None:  # noqa: ARG001
    return reading.payload[: -way.size] if len(reading.payload) > way.size else None


def _append(reading: Reading, spot: int, way: Way) -> bytes | None:  # noqa: ARG001
    return reading.payload + way.value.encode()


def _insert(reading: Reading, spot: int, way: Way) -> bytes | None:
    field = reading.fields[spot]
    packed = _codec(reading) in _PACKED
    at = len(reading.payload) // 2 if packed else field.offset + field.length // 2
    return reading.payload[:at] + way.value.encode() + reading.payload[at:]


def _replace(reading: Reading, spot: int, way: Way) -> bytes | None:  # noqa: ARG001
    return reading.payload.replace(way.id.encode(), way.value.encode(), 1)


def _line_ends(reading: Reading, spot: int, way: Way) -> bytes | None:  # noqa: ARG001
    first, other = (b"\r\n", b"\n") if b"\r\n" in reading.payload else (b"\n", b"\r\n")
    return reading.payload.replace(first, other, 1)


_DEEDS: Mapping[Deed, Callable[[Reading, int, Way], bytes | None]] = {
    Deed.VALUE: _value,
    Deed.DROP: _drop,
    Deed.REPEAT: _repeat,
    Deed.BESIDE: _beside,
    Deed.LENGTH: _length,
    Deed.OCTET: _octet,
    Deed.CHECKSUM: _checksum,
    Deed.LOWER_CHECKSUM: _lower_checksum,
    Deed.CUT: _cut,
    Deed.APPEND: _append,
    Deed.INSERT: _insert,
    Deed.REPLACE: _replace,
    Deed.LINE_ENDS: _line_ends,
}


def _changed(value: str, way: Way) -> str:
    return _CHANGES[way.change](value, way)


def _literal(value: str, way: Way) -> str:  # noqa: ARG001 - all changes are called alike
    return way.value


def _comma(value: str, way: Way) -> str:  # noqa: ARG001
    return value.replace(".", ",") if "." in value else f"{value},00"


def _decimals(value: str, way: Way) -> str:
    return f"{value.partition('.')[0]}.{'1' * way.size}"


def _full_width(value: str, way: Way) -> str:  # noqa: ARG001
    return value.translate(_FULL_WIDTH)


def _check_digit(value: str, way: Way) -> str:  # noqa: ARG001
    return value[:-1] + _other(value[-1:])


def _long(value: str, way: Way) -> str:
    return value + way.value * (way.size - len(value))


_CHANGES: Mapping[Change, Callable[[str, Way], str]] = {
    Change.LITERAL: _literal,
    Change.COMMA: _comma,
    Change.DECIMALS: _decimals,
    Change.FULL_WIDTH: _full_width,
    Change.CHECK_DIGIT: _check_digit,
    Change.LONG: _long,
}


def _other(letter: str) -> str:
    """Return another digit for a digit, another letter for a letter."""
    if letter.isdecimal() and letter.isascii():
        return str((int(letter) + 1) % 10)
    return {"q": "p", "Q": "P"}.get(letter, "Q" if letter.isupper() else "q")


def _end(fields: Sequence[CodeField], spot: int) -> int:
    """Return where the content of the field ends, if it is a template."""
    inside = f"{fields[spot].path}/"
    end = spot + 1
    while fields[spot].template and end < len(fields) and fields[end].path.startswith(inside):
        end += 1
    return end


def _encoded(reading: Reading, fields: Sequence[CodeField]) -> bytes:
    return encode(replace(reading, fields=tuple(fields)))


def _spliced(reading: Reading, field: CodeField, value: bytes) -> bytes:
    octets = reading.octets
    return octets[: field.offset] + value + octets[field.offset + field.length :]


def _mended(reading: Reading, octets: bytes) -> bytes:
    """Return the code of changed octets, packed and with a checksum that fits."""
    match _codec(reading):
        case "cpm":
            return b64encode(octets)
        case "paybysquare":
            behind = bysquarepack.PREFIX + bysquarepack.CHECKSUM
            return bysquarepack.packed(octets[: bysquarepack.HEADER], octets[behind:])
        case "emv" | "thaislip":
            return octets[:-_CRC_LENGTH] + crc(octets[:-_CRC_LENGTH]).encode()
        case _:
            return octets


def _codec(reading: Reading) -> str:
    return standards()[reading.standard].codec
