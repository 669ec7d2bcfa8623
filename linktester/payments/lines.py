"""Codes that are lines of text: where each line starts, which line ends it has, and joining them again.

EPC069-12 and the Swiss QR-bill both allow LF or CR LF, one kind in a code.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from linktester.model.message import message
from linktester.model.payment import Aspect, CodeField, Title
from linktester.payments.notes import Notes

MOST_LINES = 64
"""What follows is kept as one more line; no standard has as many."""
_ANY_END = re.compile(rb"\r\n|\n|\r")


class Ends(StrEnum):
    """What ends a line."""

    LF = "lf"
    CRLF = "crlf"
    CR = "cr"


OCTETS: Mapping[str, bytes] = {Ends.LF: b"\n", Ends.CRLF: b"\r\n", Ends.CR: b"\r"}
"""Ends → octets."""


@dataclass(frozen=True, slots=True)
class Name:
    """What one line of a standard is called."""

    name: str
    title: Title


NAMELESS = Name("", {})
"""A line behind the last one the standard has."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A payload cut at its line ends."""

    octets: tuple[bytes, ...]
    """At least one, ends left out."""
    offsets: tuple[int, ...]
    ends: Ends
    """The first kind met; LF when there is only one line."""
    mixed: bool
    """There are other kinds too."""


def split(payload: bytes) -> Lines:
    """Return the lines of the payload, the empty one behind a last line end included."""
    feeds, returns, pairs = payload.count(b"\n"), payload.count(b"\r"), payload.count(b"\r\n")
    if not returns:
        return _cut(payload, Ends.LF)
    if feeds == returns == pairs:
        return _cut(payload, Ends.CRLF)
    if not feeds:
        return _cut(payload, Ends.CR)
    return _cut_anywhere(payload)


def path(index: int) -> str:
    """Return the path of the line at `index`, which counts from 0: `line/1`."""
    return f"line/{index + 1}"


def titles(names: Sequence[Name]) -> Mapping[str, Title]:
    """Return path → title of every line."""
    return {path(index): known.title for index, known in enumerate(names)}


def fields(lines: Lines, values: Sequence[str], names: Sequence[Name]) -> tuple[CodeField, ...]:
    """Return one field per line; lines the standard does not have get no name."""
    missing = len(values) - len(names)
    titled = (*names, *[NAMELESS] * missing) if missing > 0 else names
    return tuple(
        [
            CodeField(f"line/{number}", offset, len(octets), known.name, value, known.title)
            for number, (offset, octets, value, known) in enumerate(
                zip(lines.offsets, lines.octets, values, titled, strict=False), 1
            )
        ]
    )


def judge_shape(lines: Lines, payload: bytes, names: Sequence[Name], most_octets: int, notes: Notes) -> None:
    """Note line ends of the wrong kind, lines behind the last one, more octets than the standard has."""
    if lines.mixed:
        notes.error(Aspect.STRUCTURE, "", message("lines.line-ends-mixed"))
    elif lines.ends is Ends.CR:
        notes.error(Aspect.STRUCTURE, "", message("lines.line-ends-cr"))
    if len(lines.octets) > len(names):
        _judge_beyond(lines, names, notes)
    if len(payload) > most_octets:
        said = message("lines.too-many-octets", count=len(payload), most=most_octets)
        notes.error(Aspect.SCHEME, "", said)


def join(values: Sequence[bytes], ends: str) -> bytes:
    """Return the lines as one payload; unknown ends become LF."""
    return OCTETS.get(ends, b"\n").join(values)


def _judge_beyond(lines: Lines, names: Sequence[Name], notes: Notes) -> None:
    beyond = lines.octets[len(names) :]
    count = len(lines.octets)
    if any(beyond):
        said = message("lines.too-many-lines", count=count, most=len(names))
        notes.error(Aspect.STRUCTURE, path(len(names)), said)
    else:
        said = message("lines.empty-lines-behind", count=len(beyond), most=len(names))
        notes.warning(Aspect.STRUCTURE, path(len(names)), said)


def _cut(payload: bytes, ends: Ends) -> Lines:
    octets = OCTETS[ends]
    parts = payload.split(octets, MOST_LINES)
    offsets, at, step = [], 0, len(octets)
    for part in parts:
        offsets.append(at)
        at += len(part) + step
    return Lines(tuple(parts), tuple(offsets), ends, mixed=False)


def _cut_anywhere(payload: bytes) -> Lines:
    parts: list[bytes] = []
    offsets: list[int] = []
    at, first = 0, None
    for end in _ANY_END.finditer(payload):
        first = first or end.group()
        if len(parts) == MOST_LINES:
            break
        parts.append(payload[at : end.start()])
        offsets.append(at)
        at = end.end()
    parts.append(payload[at:])
    offsets.append(at)
    ends = next(kind for kind in Ends if OCTETS[kind] == first)
    return Lines(tuple(parts), tuple(offsets), ends, mixed=True)
