"""Payment codes among links: texts that a standard claims as a whole, and links of schemes that pay.

A code is told by its marks before anybody looks for links in it, because its fields may hold some. Broken
ones are codes as well; what is wrong with them never makes a link invalid, so that they can be tried.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from linktester import payments, urls
from linktester.links.family import Family, Form
from linktester.links.load import CODE_FIELDS, families
from linktester.model.link import Content, Finding, Severity
from linktester.model.payment import CodeFinding, Reading, StandardId

_LONGEST_KNOWN = 2_000
_MOST_KNOWN = 4_096


@dataclass(frozen=True, slots=True)
class Code:
    """A payment code that was read."""

    family: Family
    values: Mapping[str, str]
    """By names of `CODE_FIELDS`; those that the code does not say are left out."""
    findings: tuple[Finding, ...]


def in_text(text: str) -> Code | None:
    """Return the payment code that `text` is as a whole, blanks included; None for anything else.

    Payment codes that are web links, and those of apps' own schemes, are links like any other.
    """
    standard = standard_of(text)
    if standard is None:
        return None
    reading = payments.read(_octets(text), standard=standard)
    values = {name: value for name, value in _said(reading, text).items() if value}
    family = next((row for row, form in _families()[standard] if _fits(form, values)), None)
    return None if family is None else Code(family, values, tuple(map(_finding, reading.findings)))


def standard_of(text: str) -> StandardId | None:
    """Return the standard of the payment code that `text` is, None when it is a link or no code at all."""
    opening = text[: payments.MAX_OCTETS]
    return _known(opening) if len(opening) <= _LONGEST_KNOWN else _standard(opening)


def declared_content(standard: StandardId) -> Content | None:
    """Return the content class that makes a text a code of a standard which no text tells, None for others.

    Such a code is one because its site or its case says so.
    """
    forms = [form for family in families().values() if family.standard == standard for form in family.forms]
    return next((content for form in forms for content in form.contents), None)


def _standard(opening: str) -> StandardId | None:
    found = urls.split_scheme(opening)
    if not opening or (found is not None and found[0] not in _schemes()):
        return None
    standard = payments.detect(_octets(opening))
    return standard if standard in _families() else None


_known = lru_cache(_MOST_KNOWN)(_standard)


def _octets(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _said(reading: Reading, text: str) -> Mapping[str, str]:
    told = reading.summary
    said = {name: str(getattr(told, name, "")) for name in CODE_FIELDS}
    return said | {"code": text, "standard": reading.standard, "owner": _owner(reading)}


def _owner(reading: Reading) -> str:
    """Return whose a payer's code is: what its own standard found first."""
    told = reading.findings[0].code if reading.findings else ""
    return told if told in _owners() else ""


def _fits(form: Form, values: Mapping[str, str]) -> bool:
    return all(values.get(name) == value for name, value in form.when.items())


def _finding(found: CodeFinding) -> Finding:
    severity = Severity.WARNING if found.severity is Severity.ERROR else found.severity
    return Finding(severity, found.where, found.message)


@cache
def _families() -> Mapping[StandardId, tuple[tuple[Family, Form], ...]]:
    """Return the families of each standard, those for one wallet first."""
    table: dict[StandardId, list[tuple[Family, Form]]] = {}
    for family in families().values():
        for form in family.forms:
            for standard in form.standards:
                table.setdefault(StandardId(standard), []).append((family, form))
    return {each: tuple(sorted(rows, key=_vagueness)) for each, rows in table.items()}


def _vagueness(row: tuple[Family, Form]) -> bool:
    return not row[1].when


@cache
def _schemes() -> frozenset[str]:
    return frozenset(scheme for rows in _families().values() for _, form in rows for scheme in form.schemes)


@cache
def _owners() -> frozenset[str]:
    forms = [form for rows in _families().values() for _, form in rows]
    return frozenset(form.when["owner"] for form in forms if "owner" in form.when)
