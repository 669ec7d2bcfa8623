"""Info.plist: the schemes an app takes, those it may ask about, and its bundle id."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from linktester.model.message import message
from linktester.oslinks.appfiles import plist
from linktester.oslinks.filefindings import FileFinding, Notebook, child, shown

MOST_QUERIED = 50
"""Entries of LSApplicationQueriesSchemes beyond which the answer is no."""
_TYPES = "CFBundleURLTypes"
_SCHEMES = "CFBundleURLSchemes"
_QUERIED = "LSApplicationQueriesSchemes"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*\Z")
_VARIABLE = re.compile(r"\$[({]")


@dataclass(frozen=True, slots=True)
class InfoPlist:
    """What an Info.plist says about links."""

    bundle: str = ""
    """CFBundleIdentifier; empty where there is none."""
    schemes: tuple[str, ...] = ()
    """In the order of the file, as written; only usable ones."""
    queried: tuple[str, ...] = ()
    findings: tuple[FileFinding, ...] = ()
    readable: bool = True

    def takes(self, scheme: str) -> bool:
        """Return whether the app registered `scheme`; the case of letters does not count."""
        return scheme.lower() in {each.lower() for each in self.schemes}


def read_info(octets: bytes) -> InfoPlist:
    """Return the links side of an Info.plist. Never raises; faults are findings."""
    document = plist.read(octets)
    if document.value is None:
        return InfoPlist(findings=document.findings, readable=False)
    found = info(document.value)
    findings = (*document.findings, *plist.placed(found.findings, document.root))
    return InfoPlist(found.bundle, found.schemes, found.queried, findings)


def info(value: dict[str, Any]) -> InfoPlist:
    """Return the links side of a parsed Info.plist. Never raises."""
    notes = Notebook()
    bundle = value.get("CFBundleIdentifier", "")
    if not isinstance(bundle, str):
        notes.wrong_kind("CFBundleIdentifier", "CFBundleIdentifier", "string", bundle)
        bundle = ""
    schemes = tuple(_registered(value.get(_TYPES, []), notes))
    queried = tuple(_queried(value.get(_QUERIED, []), notes))
    return InfoPlist(bundle, schemes, queried, tuple(notes.findings))


def _registered(listed: Any, notes: Notebook) -> Iterator[str]:
    seen: set[str] = set()
    for where, entry in _items(listed, _TYPES, "array", notes):
        if not isinstance(entry, dict):
            notes.wrong_kind(where, _TYPES, "object", entry)
            continue
        place = child(where, _SCHEMES)
        for spot, scheme in _items(entry.get(_SCHEMES, []), place, "array", notes):
            if _is_usable(scheme, spot, notes):
                if scheme.lower() in seen:
                    notes.info(spot, message("appfiles.scheme-twice", scheme=shown(scheme, 60)))
                seen.add(scheme.lower())
                yield scheme


def _queried(listed: Any, notes: Notebook) -> Iterator[str]:
    if isinstance(listed, list) and len(listed) > MOST_QUERIED:
        notes.warning(_QUERIED, message("appfiles.many-queried", count=len(listed), most=MOST_QUERIED))
    for where, scheme in _items(listed, _QUERIED, "array", notes):
        if _is_usable(scheme, where, notes):
            yield scheme


def _items(listed: Any, where: str, wanted: str, notes: Notebook) -> Iterator[tuple[str, Any]]:
    if not isinstance(listed, list):
        notes.wrong_kind(where, where.rpartition(".")[2], wanted, listed)
        return
    for index, each in enumerate(listed):
        yield child(where, index), each


def _is_usable(scheme: Any, where: str, notes: Notebook) -> bool:
    if not isinstance(scheme, str):
        notes.wrong_kind(where, _SCHEMES, "string", scheme)
        return False
    if _VARIABLE.search(scheme):
        notes.info(where, message("appfiles.build-variable", found=shown(scheme, 60)))
        return False
    if not _SCHEME.match(scheme):
        notes.error(where, message("appfiles.scheme-form", scheme=shown(scheme, 60)))
        return False
    return True
