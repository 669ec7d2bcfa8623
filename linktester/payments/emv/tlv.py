"""Objects of two-digit id, two-digit length and value: cutting a text into them, whatever is wrong with it.

Lengths count characters, offsets count octets (EMV QR Code Specification, merchant-presented mode, v1.1).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

_TWO_DIGITS = {f"{number:02d}": number for number in range(100)}
"""The hundred texts that may be an id or a length: a look-up refuses every other kind of digit."""
_COMMON_IDS = re.compile(r"(?=5[2-9]|6[0-4]|9[01])")
"""Where decoding may start anew behind a fault; a chain of objects has to lead from there to the end."""


_NOTHING: frozenset[str] = frozenset()


_MOST_TRIES = 8

Span = tuple[str, int, int]
"""Id, start and end of a value, in characters."""


class FaultKind(StrEnum):
    """What keeps a text from being objects through and through."""

    HEADER = "header"
    """No two-digit id and length where an object should start."""
    PAST_END = "past-end"
    """A length asks for more than there is."""
    LEFT_OVER = "left-over"
    """Characters behind the checksum."""
    NOT_OBJECTS = "not-objects"
    """A template whose content is not objects, where readers take it as text."""
    NOT_TEXT = "not-text"
    """Octets that are not UTF-8."""
    OCTET_LENGTHS = "octet-lengths"
    """Lengths count octets; counted so, everything fits."""
    LONG_LENGTH = "long-length"
    """The length has three digits."""


class Fault(NamedTuple):
    """One fault of structure."""

    kind: FaultKind
    where: str
    """Path of an item, empty for the whole."""
    offset: int
    """Octet where decoding stopped."""
    found: str
    """Characters there, a few."""
    left: int
    """Characters that are there: behind the header, or not decoded."""
    asked: int = 0
    """Characters that the length asks for."""


class Item(NamedTuple):
    """One object. Offset and length are those of the value, in octets."""

    path: str
    offset: int
    length: int
    value: str
    template: bool


@dataclass(frozen=True, eq=False)
class Grammar:
    """Which objects hold objects."""

    templates: frozenset[str]
    """Ids at the root whose value must be objects."""
    identified: frozenset[str] = frozenset()
    """Those among them that say with their object 00 whose they are."""
    tentative: frozenset[str] = frozenset()
    """Paths whose value should be objects, and is kept as text when it is not."""
    nested: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Identifier of a template (its object 00, small letters) → its objects that hold objects."""
    plain: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Identifier found anywhere → tentative paths that are text in its scheme, whatever they look like."""
    last: str = "63"
    """Id of the checksum."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text cut into objects; shared between callers, so nobody changes it."""

    octets: bytes
    items: tuple[Item, ...]
    """In order of appearance, a template before its content."""
    faults: tuple[Fault, ...]
    values: Mapping[str, str]
    """Path → value of its first object."""
    guis: Mapping[str, str]
    """Root template → its identifier as written."""
    children: Mapping[str, tuple[str, ...]]
    """Template (empty for the root) → ids right below it, in order, repeats included; the first of twins."""


@lru_cache(maxsize=16)
def parse(payload: bytes, grammar: Grammar) -> Parsed:
    """Return the objects of `payload`, broken or not; remembers the last few for who detects, then reads."""
    cut = _Cut(payload, grammar)
    if not payload.isascii() and (cut.faults or not cut.complete):
        counted = _Cut(payload, grammar, octets=True)
        if counted.complete and not counted.faults:
            fault = Fault(FaultKind.OCTET_LENGTHS, "", 0, "", len(payload))
            return counted.result((fault, *cut.not_text()))
    return cut.result((*cut.not_text(), *cut.faults))


class _Cut:
    """One pass over one payload."""

    def __init__(self, payload: bytes, grammar: Grammar, *, octets: bool = False) -> None:
        self._payload = payload
        self._grammar = grammar
        self._by_octet = octets or payload.isascii()
        self._pure = payload.isascii()
        # Octets that are no text stand in as one character each.
        self._text = payload.decode("latin-1" if self._by_octet else "utf-8", "surrogateescape")
        self._offsets = None if self._by_octet else list(accumulate(map(_width, self._text), initial=0))
        self.items: list[Item] = []
        self.faults: list[Fault] = []
        self.guis: dict[str, str] = {}
        self.children: dict[str, tuple[str, ...]] = {}
        self._root()

    @property
    def complete(self) -> bool:
        """Return whether the checksum is the last object."""
        return self.children[""][-1:] == (self._grammar.last,)

    def result(self, faults: tuple[Fault, ...]) -> Parsed:
        """Return what was found, with `faults` told."""
        plain = [path for gui in self.guis.values() for path in self._grammar.plain.get(gui.lower(), ())]
        if plain:
            self._flatten(frozenset(plain))
            faults = tuple(fault for fault in faults if fault.where not in plain)
        values: dict[str, str] = {}
        for item in self.items:
            values.setdefault(item.path, item.value)
        return Parsed(self._payload, tuple(self.items), faults, values, self.guis, self.children)

    def not_text(self) -> Iterator[Fault]:
        """Yield a fault for the first octet that is not UTF-8, if any."""
        try:
            self._payload.decode("utf-8")
        except UnicodeDecodeError as error:
            spot = error.start
            yield Fault(FaultKind.NOT_TEXT, "", spot, self._payload[spot : spot + 4].hex(), 1)

    def _root(self) -> None:
        end = len(self._text)
        found, stop = _scan(self._text, 0, end)
        if stop < end:
            found, stop = self._with_long_length(found, stop, end)
        self.children[""] = tuple(each[0] for each in found)
        self._keep(found, "", self._grammar.templates)
        if stop == end:
            return
        if found and found[-1][0] == self._grammar.last and end - stop < 100:
            self._fault(FaultKind.LEFT_OVER, "", stop, end - stop)
            return
        seen = {each[0] for each in found}
        again = _rejoin(self._text, stop + 1, end, seen)
        self._broken("", stop, end if again is None else again)
        if again is not None:
            found, _ = _scan(self._text, again, end)
            self.children[""] += tuple(each[0] for each in found)
            self._keep(found, "", self._grammar.templates)

    def _with_long_length(self, found: list[Span], stop: int, end: int) -> tuple[list[Span], int]:
        """Return what there is when three digits of a template are taken for its length, if all fits then."""
        big = [i for i, each in enumerate(found) if each[0] in self._grammar.templates][:_MOST_TRIES]
        for index in big:
            name, start, _ = found[index]
            digits = self._text[start - 2 : start + 1]
            behind = start + 1 + int(digits) if digits.isascii() and digits.isdigit() else end
            if digits[:1] == "0" or behind >= end:
                continue
            rest, stopped = _scan(self._text, behind, end)
            if stopped == end:
                self._fault(FaultKind.LONG_LENGTH, name, start - 4, behind - start - 1)
                return [*found[:index], (name, start + 1, behind), *rest], end
        return found, stop

    def _keep(self, found: list[Span], prefix: str, templates: frozenset[str]) -> None:
        items, text, tentative, pure = self.items, self._text, self._grammar.tentative, self._pure
        for name, start, end in found:
            path = prefix + name
            if name in templates or path in tentative:
                self._template(path, start, end)
            elif pure:
                items.append(Item(path, start, end - start, text[start:end], False))
            else:
                items.append(self._item(path, start, end, template=False))

    def _template(self, path: str, start: int, end: int) -> None:
        found, stop = _scan(self._text, start, end)
        if not found or (stop < end and path in self._grammar.tentative):
            self.items.append(self._item(path, start, end, template=False))
            if path in self._grammar.tentative:
                self._fault(FaultKind.NOT_OBJECTS, path, start, end - start)
            elif start < end:
                self._fault(FaultKind.HEADER, path, start, end - start)
            return
        self.items.append(self._item(path, start, end, template=True))
        names = tuple(each[0] for each in found)
        self.children.setdefault(path, names)
        nested = _NOTHING
        if "00" in names and path in self._grammar.identified:
            gui = self._value(*found[names.index("00")][1:])
            self.guis.setdefault(path, gui)
            nested = self._grammar.nested.get(gui.lower(), _NOTHING)
        self._keep(found, path + "/", nested)
        if stop < end:
            self._broken(path, stop, end)

    def _broken(self, parent: str, stop: int, end: int) -> None:
        """Tell what is wrong at `stop`; nothing up to `end` can be told apart."""
        text = self._text
        name, size = text[stop : stop + 2], _TWO_DIGITS.get(text[stop + 2 : stop + 4])
        if name not in _TWO_DIGITS or size is None or stop + 4 > end:
            self._fault(FaultKind.HEADER, parent, stop, end - stop)
            return
        path = f"{parent}/{name}" if parent else name
        self.items.append(self._item(path, stop + 4, end, template=False))
        self._fault(FaultKind.PAST_END, path, stop, end - stop - 4, size)

    def _fault(self, kind: FaultKind, where: str, spot: int, left: int, asked: int = 0) -> None:
        found = self._value(spot, min(spot + 8, len(self._text)))
        self.faults.append(Fault(kind, where, self._offset(spot), found, left, asked))

    def _item(self, path: str, start: int, end: int, *, template: bool) -> Item:
        if self._offsets is None:
            return Item(path, start, end - start, self._value(start, end), template)
        offset = self._offsets[start]
        return Item(path, offset, self._offsets[end] - offset, self._value(start, end), template)

    def _value(self, start: int, end: int) -> str:
        if self._pure:
            return self._text[start:end]
        return self._payload[self._offset(start) : self._offset(end)].decode("utf-8", "replace")

    def _offset(self, spot: int) -> int:
        return spot if self._offsets is None else self._offsets[spot]

    def _flatten(self, plain: frozenset[str]) -> None:
        insides = tuple(f"{path}/" for path in plain)
        self.items = [
            item._replace(template=False) if item.path in plain else item
            for item in self.items
            if not item.path.startswith(insides)
        ]
        for path in plain:
            self.guis.pop(path, None)
            self.children.pop(path, None)


def _scan(text: str, at: int, end: int) -> tuple[list[Span], int]:
    """Return id, start and end of each value from `at` on, and where that stops: `end` when all fits."""
    found = []
    while at < end:
        name, size = text[at : at + 2], _TWO_DIGITS.get(text[at + 2 : at + 4])
        start = at + 4
        if size is None or name not in _TWO_DIGITS or start + size > end:
            break
        at = start + size
        found.append((name, start, at))
    return found, at


def _rejoin(text: str, start: int, end: int, seen: set[str]) -> int | None:
    """Return where objects not seen yet start that lead exactly to the end, None when nothing does."""
    dead: set[int] = set()
    for mark in _COMMON_IDS.finditer(text, start, end):
        visited, names, at = [], [], mark.start()
        while at < end and at not in dead:
            name, size = text[at : at + 2], _TWO_DIGITS.get(text[at + 2 : at + 4])
            if size is None or name not in _TWO_DIGITS:
                break
            visited.append(at)
            names.append(name)
            at += 4 + size
        if at == end and len(set(names)) == len(names) and seen.isdisjoint(names):
            return mark.start()
        # Whatever comes through here again ends the same way.
        dead.update(visited)
    return None


def _width(character: str) -> int:
    """Return how many octets one character was read from."""
    code = ord(character)
    if code < 0x80 or 0xDC80 <= code <= 0xDCFF:
        return 1
    if code < 0x800:
        return 2
    return 3 if code < 0x10000 else 4
