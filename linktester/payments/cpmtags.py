"""The objects of an EMVCo consumer-presented code: what each tag holds, and how that is written as text.

Tags and formats: EMVCo consumer-presented mode, and EMV Book 3 for the objects it borrows.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from linktester import tables
from linktester.model.message import Message, message
from linktester.model.payment import CodeField


class Kind(StrEnum):
    """How the octets of a value are to be read."""

    TEXT = "text"
    BINARY = "binary"
    DIGITS = "digits"
    """Two digits per octet."""
    PAN = "pan"
    """Digits, the last octet filled up with F."""
    TRACK2 = "track2"
    """Account number, D, expiry, service code, the rest; filled up with F."""
    TEMPLATE = "template"


class Part(StrEnum):
    """Where a new code carries an object."""

    NOWHERE = ""
    APPLICATION = "application"
    COMMON = "common"
    TRANSPARENT = "transparent"


@dataclass(frozen=True, slots=True)
class Tag:
    """One object the standard knows."""

    id: str
    name: str
    title: Mapping[str, str]
    kind: Kind
    form: str = "ascii"
    """Characters of a text: `ascii`, `languages`."""
    least: int = 0
    """Octets, like `most`."""
    most: int | None = None
    inside: tuple[str, ...] = ()
    """Templates it belongs to, empty text for the root; none named means any template."""
    ask: Part = Part.NOWHERE
    example: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Everything the standard fixes."""

    sources: tuple[str, ...]
    as_of: str
    text_most: int
    """Characters of base64."""
    format_indicator: str
    transparent: tuple[str, ...]
    pan: str
    track2: str
    application: str
    label: str
    tag: tuple[Tag, ...]


@cache
def table() -> Table:
    """Return the table, read once."""
    return tables.read("payments/cpm.toml", Table)


@cache
def tags() -> Mapping[str, Tag]:
    """Return the known objects by their tags, in the order of the table."""
    return MappingProxyType({each.id: each for each in table().tag})


_FORMS = {
    Kind.DIGITS: re.compile(r"[0-9]*"),
    Kind.PAN: re.compile(r"[0-9]+F*"),
    Kind.TRACK2: re.compile(r"[0-9]{1,19}D[0-9]{7}[0-9]*F?"),
}
_TEXTS = {"ascii": re.compile(r"[\x20-\x7e]*"), "languages": re.compile(r"(?:[a-z]{2})*")}
_EXPECTED = {
    Kind.DIGITS: "00–99 per octet",
    Kind.PAN: "1234567890123F",
    Kind.TRACK2: "PAN D YYMM 000 … F",
    "ascii": "A–Z a–z 0–9 …",
    "languages": "zhen",
}


def text_of(tag: Tag | None, octets: bytes) -> str:
    """Return a value as text: hexadecimal unless the tag holds text."""
    if tag is not None and tag.kind is Kind.TEXT:
        return octets.decode("utf-8", "replace")
    return octets.hex().upper()


def octets_of(tag: Tag | None, value: str) -> bytes:
    """Return the octets of a value written as `text_of` does; what is no hexadecimal is taken as text."""
    if tag is None or tag.kind is not Kind.TEXT:
        try:
            return bytes.fromhex(value)
        except ValueError:
            pass
    return value.encode("utf-8", "replace")


def flaws(tag: Tag, where: str, value: str, length: int) -> Iterator[Message]:
    """Yield what is wrong with a value of `length` octets; each is an error."""
    if length < tag.least:
        yield message("cpm.too-short", field=where, length=length, least=tag.least)
    if tag.most is not None and length > tag.most:
        yield message("cpm.too-long", field=where, length=length, most=tag.most)
    key: Kind | str = tag.form if tag.kind is Kind.TEXT else tag.kind
    form = _TEXTS[tag.form] if tag.kind is Kind.TEXT else _FORMS.get(tag.kind)
    if form is not None and length and not form.fullmatch(value):
        yield message("payments.form-wrong", field=where, value=value[:80], expected=_EXPECTED[key])


def account(value: str) -> str:
    """Return the account number in a PAN or in track 2."""
    return value.partition("D")[0].rstrip("F")


def expiry(track2: str) -> tuple[int, int] | None:
    """Return (year, month) of the expiry in track 2, None when there is none. The century is this one."""
    digits = track2.partition("D")[2][:4]
    if not (len(digits) == 4 and digits.isdecimal() and digits.isascii() and 1 <= int(digits[2:]) <= 12):
        return None
    return 2000 + int(digits[:2]), int(digits[2:])


def objects(fields: Sequence[CodeField]) -> Mapping[str, Any]:
    """Return tag → value of a code, templates as mappings; a repeated tag keeps its first."""
    root: dict[str, Any] = {}
    open_at: dict[str, dict[str, Any]] = {"": root}
    for field in fields:
        parent, _, own = field.path.rpartition("/")
        held = open_at[parent]
        if field.template:
            # A repeated template is filled aside: the first keeps its place.
            open_at[field.path] = {}
            held.setdefault(own, open_at[field.path])
        else:
            held.setdefault(own, field.value)
    return root
