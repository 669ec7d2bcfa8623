"""`android.content.Intent`, as far as a URI can carry one: values only."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

ACTION_VIEW = "android.intent.action.VIEW"
ACTION_MAIN = "android.intent.action.MAIN"
CATEGORY_BROWSABLE = "android.intent.category.BROWSABLE"
CATEGORY_DEFAULT = "android.intent.category.DEFAULT"
FALLBACK_EXTRA = "browser_fallback_url"
GRANT_FLAGS = 0x1 | 0x2 | 0x40 | 0x80
"""Flags that let the receiver read or write what the URI names; never taken from a link."""


class ExtraType(StrEnum):
    """Types of extras a URI can carry."""

    STRING = "string"
    BOOLEAN = "boolean"
    BYTE = "byte"
    CHAR = "char"
    DOUBLE = "double"
    FLOAT = "float"
    INT = "int"
    LONG = "long"
    SHORT = "short"


LETTERS: Mapping[str, ExtraType] = {
    "S": ExtraType.STRING,
    "B": ExtraType.BOOLEAN,
    "b": ExtraType.BYTE,
    "c": ExtraType.CHAR,
    "d": ExtraType.DOUBLE,
    "f": ExtraType.FLOAT,
    "i": ExtraType.INT,
    "l": ExtraType.LONG,
    "s": ExtraType.SHORT,
}
"""The letter before the dot of an extra's name → its type."""


@dataclass(frozen=True, slots=True)
class Extra:
    """One extra."""

    type: ExtraType
    value: str | bool | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """One intent."""

    action: str | None = None
    """None in a selector that names none."""
    data: str | None = None
    """The data URI as text, unchecked."""
    categories: tuple[str, ...] = ()
    """Each once, in the order given."""
    package: str | None = None
    component: str | None = None
    """`package/class`, the class in full."""
    type: str | None = None
    identifier: str | None = None
    flags: int = 0
    """Launch flags, without those that grant access."""
    extras: Mapping[str, Extra] = field(default_factory=dict)
    selector: "Intent | None" = None
    """The intent that is matched against filters in place of this one."""


def plain_intent(intent: Intent, fallback: str | None = None) -> dict[str, Any]:
    """Return an intent as JSON data, by the batch mode's names. NaN and the infinities become words."""
    return {
        "action": intent.action,
        "data": intent.data,
        "categories": list(intent.categories),
        "package": intent.package,
        "component": intent.component,
        "type": intent.type,
        "flags": intent.flags,
        "extras": {name: _plain_extra(extra) for name, extra in intent.extras.items()},
        "selector": None if intent.selector is None else plain_intent(intent.selector),
        "browser_fallback_url": fallback,
    }


def _plain_extra(extra: Extra) -> dict[str, Any]:
    value = extra.value
    if isinstance(value, float) and not math.isfinite(value):
        value = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[str(value)]
    return {"type": extra.type.value, "value": value}
