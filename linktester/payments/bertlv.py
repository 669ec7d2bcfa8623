"""BER-TLV as EMV uses it: objects of tag, length and value, some of which hold others.

Every octet belongs to an object or to a flaw; nothing is raised and the work is linear in the octets.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

MAX_DEPTH = 8
"""Templates inside templates; EMV needs three."""
_TAG_OCTETS = 4
_LENGTH_OCTETS = 2
"""Behind the first one; no code holds what three could count."""
_SHORT_MOST = 0x7F


class FlawKind(StrEnum):
    """What can be wrong with the frame of an object."""

    CUT = "cut"
    """The octets end inside a tag or a length."""
    LENGTH_FORM = "length-form"
    """A length of another form than one octet or 81 and one octet."""
    PAST_END = "past-end"
    """A value longer than what is left."""
    DEEP = "deep"
    """Nested deeper than is looked into."""


@dataclass(frozen=True, slots=True)
class Element:
    """One object."""

    path: str
    """Tags in upper-case hexadecimal from the root, `61/4F`."""
    offset: int
    """First octet of the value."""
    length: int
    """Octets of the value that are there; fewer than its length says when it runs past the end."""
    length_octets: int
    """Octets its length is written with."""
    constructed: bool
    """Holds objects; those that follow with its path before theirs."""

    @property
    def tag(self) -> str:
        """Return the own tag."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Flaw:
    """One fault of the frame."""

    kind: FlawKind
    path: str
    """The object; for one that is cut, the template it stands in."""
    offset: int
    """Where the tag or the length starts that is wrong."""
    said: int = 0
    """Octets the length asks for."""
    left: int = 0
    """Octets that are there."""


def parse(octets: bytes) -> tuple[list[Element], list[Flaw]]:
    """Return the objects in the order they stand, a template before its content, and what is wrong."""
    walk = _Walk(octets)
    walk.level(0, len(octets), "", 1)
    return walk.elements, walk.flaws


def header(tag: str, length: int, length_octets: int = 1) -> bytes:
    """Return tag and length; `length_octets` asks for a longer form than the shortest that fits."""
    return bytes.fromhex(tag) + _length(length, length_octets)


def _length(length: int, octets: int) -> bytes:
    if length <= _SHORT_MOST and octets <= 1:
        return bytes((length,))
    size = max(octets - 1, (length.bit_length() + 7) // 8)
    return bytes((0x80 | size,)) + length.to_bytes(size, "big")


def shortest(length: int) -> int:
    """Return the octets that the shortest form of a length takes."""
    return 1 if length <= _SHORT_MOST else 1 + (length.bit_length() + 7) // 8


class _Walk:
    """One pass over the octets."""

    def __init__(self, octets: bytes) -> None:
        self.octets = octets
        self.elements: list[Element] = []
        self.flaws: list[Flaw] = []

    def level(self, at: int, end: int, parent: str, depth: int) -> None:
        """Take the objects of one template."""
        while at < end:
            tag_end = _tag_end(self.octets, at, end)
            if tag_end is None or tag_end >= end:
                self.flaws.append(Flaw(FlawKind.CUT, parent, at))
                return
            tag = self.octets[at:tag_end].hex().upper()
            path = f"{parent}/{tag}" if parent else tag
            length, value = _read_length(self.octets, tag_end)
            if value > end:
                self.flaws.append(Flaw(FlawKind.CUT, parent, tag_end))
                return
            self._frame(path, tag_end, value, length, end)
            held = min(length, end - value)
            self._take(Element(path, value, held, value - tag_end, bool(self.octets[at] & 0x20)), depth)
            at = value + held

    def _frame(self, path: str, tag_end: int, value: int, length: int, end: int) -> None:
        if self.octets[tag_end] == 0x80 or self.octets[tag_end] > 0x81:
            self.flaws.append(Flaw(FlawKind.LENGTH_FORM, path, tag_end))
        if length > end - value:
            self.flaws.append(Flaw(FlawKind.PAST_END, path, value, length, end - value))

    def _take(self, element: Element, depth: int) -> None:
        if not element.constructed:
            self.elements.append(element)
        elif depth < MAX_DEPTH:
            self.elements.append(element)
            self.level(element.offset, element.offset + element.length, element.path, depth + 1)
        else:
            self.flaws.append(Flaw(FlawKind.DEEP, element.path, element.offset))
            self.elements.append(replace(element, constructed=False))


def _tag_end(octets: bytes, at: int, end: int) -> int | None:
    """Return where the tag ends: more octets follow a first one whose low five bits are all set."""
    if octets[at] & 0x1F != 0x1F:
        return at + 1
    for probe in range(at + 1, min(end, at + _TAG_OCTETS)):
        if not octets[probe] & 0x80:
            return probe + 1
    return None


def _read_length(octets: bytes, at: int) -> tuple[int, int]:
    """Return the length and where the value starts, past the end when the length is cut."""
    first = octets[at]
    if first < 0x80:
        return first, at + 1
    size = first & 0x7F
    if not 1 <= size <= _LENGTH_OCTETS:
        # No length that a code can have; writers that do not know the long form mean one octet by it.
        return first, at + 1
    return int.from_bytes(octets[at + 1 : at + 1 + size], "big"), at + 1 + size
