"""The named mutations: what is done to a valid code, for which standards, and what has to be found then."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from linktester import tables
from linktester.model.link import Severity
from linktester.model.payment import CodeField, StandardId


class Deed(StrEnum):
    """What is done."""

    VALUE = "value"
    """A field gets another value; lengths and checksums follow."""
    DROP = "drop"
    REPEAT = "repeat"
    BESIDE = "beside"
    """A new field behind another one, in the same template."""
    LENGTH = "length"
    """The written length of a field changes, nothing else does."""
    OCTET = "octet"
    """The first octet of a field becomes FF, which is no UTF-8."""
    CHECKSUM = "checksum"
    """The checksum becomes another one."""
    LOWER_CHECKSUM = "lower-checksum"
    CUT = "cut"
    """The end of the text is missing."""
    APPEND = "append"
    INSERT = "insert"
    """Text goes into the middle of a field as it stands; nothing follows."""
    REPLACE = "replace"
    """Text becomes another one, once."""
    LINE_ENDS = "line-ends"
    """Line ends of two kinds."""


class Change(StrEnum):
    """What becomes of a value."""

    LITERAL = "literal"
    COMMA = "comma"
    DECIMALS = "decimals"
    FULL_WIDTH = "full-width"
    CHECK_DIGIT = "check-digit"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Way:
    """One mutation for some standards."""

    standards: tuple[str, ...]
    """Ids, or `@name` of a family."""
    do: Deed
    expected: tuple[str, ...]
    """Stable codes of findings, one of which has to be there."""
    also: tuple[str, ...] = ()
    """Other findings that follow from the same fault."""
    spot: tuple[str, ...] = ()
    """Names or paths of fields; the first that is there is taken."""
    only: str = ""
    """Regular expression that the value has to match for this to make sense."""
    needs: Mapping[str, str] = field(default_factory=dict)
    """Other fields that have to be there, by name or path, and what they have to match."""
    lacks: tuple[str, ...] = ()
    """Names or paths that must not be there."""
    change: Change = Change.LITERAL
    value: str = ""
    id: str = ""
    """Last step of the path of a new field, or the text to replace."""
    size: int = 0
    """Characters to grow to, octets to cut, or what a length changes by."""
    severity: Severity | None = None

    def fits(self, value: str) -> bool:
        """Return whether a value is one this is meant for."""
        return not self.only or re.fullmatch(self.only, value) is not None

    def allows(self, fields: Sequence[CodeField]) -> bool:
        """Return whether a code with these fields is one this is meant for."""
        values = {name: each.value for each in fields for name in (each.path, each.name)}
        needed = all(re.fullmatch(form, values.get(name, "")) for name, form in self.needs.items())
        return needed and values.keys().isdisjoint(self.lacks)


@dataclass(frozen=True, slots=True)
class Plan:
    """One mutation."""

    name: str
    title: Mapping[str, str]
    note: Mapping[str, str]
    way: tuple[Way, ...]
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Table:
    """The whole file."""

    families: Mapping[str, tuple[str, ...]]
    mutation: tuple[Plan, ...]


@cache
def table() -> Table:
    """Return the table, read once."""
    return tables.read("payments/mutations.toml", Table)


@cache
def plans() -> Mapping[StandardId, tuple[tuple[Plan, Way], ...]]:
    """Return what can be done to a code, by its standard, in the order of the table."""
    found: dict[StandardId, tuple[tuple[Plan, Way], ...]] = {}
    for plan in table().mutation:
        for way in plan.way:
            for standard in _members(way.standards):
                found[standard] = (*found.get(standard, ()), (plan, way))
    return MappingProxyType(found)


def _members(names: tuple[str, ...]) -> list[StandardId]:
    families = table().families
    return [
        StandardId(member)
        for name in names
        for member in (families[name[1:]] if name.startswith("@") else (name,))
    ]
