"""Entitlements of an iOS app: its associated domains, and the id by which association files name it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from linktester.model.message import message
from linktester.oslinks.appfiles import plist
from linktester.oslinks.filefindings import FileFinding, Notebook, child, shown
from linktester.oslinks.ios.domains import Domain, check, domain

DOMAINS = "com.apple.developer.associated-domains"
IDENTIFIERS = ("application-identifier", "com.apple.application-identifier")
_VARIABLE = re.compile(r"\$[({]")


@dataclass(frozen=True, slots=True)
class Entitlements:
    """What the entitlements say about links."""

    app: str = ""
    """`<prefix>.<bundle id>`; empty where it is missing or left to the build."""
    entries: tuple[str, ...] = ()
    """Of associated domains, as written."""
    findings: tuple[FileFinding, ...] = ()
    readable: bool = True

    def domains(self) -> Iterator[tuple[str, Domain]]:
        """Yield (path in the file, entry) of every usable entry for links."""
        for index, entry in enumerate(self.entries):
            found = domain(entry)
            if found is not None:
                yield f"{_DOMAINS_PATH}[{index}]", found


_DOMAINS_PATH = child("", DOMAINS)


def read_entitlements(octets: bytes) -> Entitlements:
    """Return the links side of an entitlements file. Never raises; faults are findings."""
    document = plist.read(octets)
    if document.value is None:
        return Entitlements(findings=document.findings, readable=False)
    found = entitlements(document.value)
    return replace(found, findings=(*document.findings, *plist.placed(found.findings, document.root)))


def entitlements(value: dict[str, Any]) -> Entitlements:
    """Return the links side of parsed entitlements. Never raises."""
    notes = Notebook()
    app = _app(value, notes)
    listed = value.get(DOMAINS)
    if listed is None:
        notes.warning("", message("appfiles.no-domains"))
        return Entitlements(app, (), tuple(notes.findings))
    if not isinstance(listed, list):
        notes.wrong_kind(_DOMAINS_PATH, DOMAINS, "array", listed)
        return Entitlements(app, (), tuple(notes.findings))
    entries = tuple(_entries(listed, notes))
    kept, checked = _checked(entries)
    return Entitlements(app, kept, (*notes.findings, *checked))


def _app(value: dict[str, Any], notes: Notebook) -> str:
    name = next((each for each in IDENTIFIERS if each in value), None)
    if name is None:
        return ""
    given = value[name]
    if not isinstance(given, str):
        notes.wrong_kind(child("", name), name, "string", given)
        return ""
    if _VARIABLE.search(given) or given.endswith("*"):
        notes.info(child("", name), message("appfiles.build-variable", found=shown(given, 80)))
        return ""
    return given


def _entries(listed: list[Any], notes: Notebook) -> Iterator[str]:
    for index, each in enumerate(listed):
        if isinstance(each, str):
            yield each
        else:
            notes.wrong_kind(f"{_DOMAINS_PATH}[{index}]", DOMAINS, "string", each)
            yield ""


def _checked(entries: tuple[str, ...]) -> tuple[tuple[str, ...], Iterator[FileFinding]]:
    """Return the entries, and findings about them; what is left to the build is told and not judged."""
    notes, seen = Notebook(), set[str]()
    for index, entry in enumerate(entries):
        where = f"{_DOMAINS_PATH}[{index}]"
        if _VARIABLE.search(entry):
            notes.info(where, message("appfiles.build-variable", found=shown(entry, 80)))
        elif entry and entry in seen:
            notes.info(where, message("appfiles.domain-twice", entry=shown(entry, 80)))
        seen.add(entry)
    judged = (
        replace(each, path=f"{_DOMAINS_PATH}{each.path}")
        for each in check(entries)
        if each.path == "" or _is_judged(entries[int(each.path[1:-1])])
    )
    return entries, iter((*notes.findings, *judged))


def _is_judged(entry: str) -> bool:
    return bool(entry) and not _VARIABLE.search(entry)
