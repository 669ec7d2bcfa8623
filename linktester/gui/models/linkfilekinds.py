"""Which file is which: by what stands in it, and by its name where that does not tell; knows no widget."""

import re
from collections.abc import Mapping
from enum import StrEnum

from linktester.model.phone import OS


class Kind(StrEnum):
    """Files that say which app opens which link."""

    AASA = "aasa"
    ENTITLEMENTS = "entitlements"
    PLIST = "plist"
    ASSETLINKS = "assetlinks"
    MANIFEST = "manifest"
    APK = "apk"
    APPLINKING = "applinking"
    MODULE = "module"
    UNKNOWN = "unknown"


SYSTEMS: Mapping[Kind, OS] = {
    Kind.AASA: OS.IOS,
    Kind.ENTITLEMENTS: OS.IOS,
    Kind.PLIST: OS.IOS,
    Kind.ASSETLINKS: OS.ANDROID,
    Kind.MANIFEST: OS.ANDROID,
    Kind.APK: OS.ANDROID,
    Kind.APPLINKING: OS.HARMONY,
    Kind.MODULE: OS.HARMONY,
}
"""Whose file it is."""
OF_SITES = frozenset({Kind.AASA, Kind.ASSETLINKS, Kind.APPLINKING})
"""Files that a host serves; the others come with an app."""

HEAD = 64 * 1024
"""Octets at the beginning that are looked at."""
_ZIP = b"PK\x03\x04"
_BINARY_XML = b"\x03\x00\x08\x00"
_BINARY_PLIST = b"bplist00"
_DER = b"\x30\x82"
_DOMAINS = b"com.apple.developer.associated-domains"
_KEY = re.compile(
    rb"[\"']?(applinks|webcredentials|appclips|activitycontinuation|applinking|module|target|include)"
    rb"[\"']?\s*:"
)
_KEYS = {b"applinking": Kind.APPLINKING, b"module": Kind.MODULE}
_STATEMENTS = frozenset({b"target", b"include"})
_NAMES = (
    (re.compile(r"apple-app-site-association|\baasa\b", re.IGNORECASE), Kind.AASA),
    (re.compile(r"assetlinks", re.IGNORECASE), Kind.ASSETLINKS),
    (re.compile(r"applinking", re.IGNORECASE), Kind.APPLINKING),
    (re.compile(r"module.*\.json5?\Z", re.IGNORECASE), Kind.MODULE),
    (re.compile(r"AndroidManifest|manifest.*\.xml\Z", re.IGNORECASE), Kind.MANIFEST),
    (re.compile(r"\.apk\Z", re.IGNORECASE), Kind.APK),
    (re.compile(r"\.(?:xc)?entitlements\Z", re.IGNORECASE), Kind.ENTITLEMENTS),
    (re.compile(r"\.plist\Z", re.IGNORECASE), Kind.PLIST),
)


def recognised(name: str, octets: bytes) -> Kind:
    """Return what a file is, from its octets (those at its beginning will do) and its name."""
    head = octets[:HEAD]
    by_name = next((kind for pattern, kind in _NAMES if pattern.search(name)), Kind.UNKNOWN)
    found = _by_content(head, by_name)
    return by_name if found is Kind.UNKNOWN else found


def _by_content(head: bytes, by_name: Kind) -> Kind:
    if head.startswith(_ZIP):
        return Kind.APK
    if head.startswith(_BINARY_XML):
        return Kind.MANIFEST
    if head.startswith(_BINARY_PLIST):
        return _plist(head, by_name)
    if head.startswith(_DER):
        return Kind.AASA
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return _markup(bare, by_name) if bare.startswith(b"<") else _json(bare)


def _markup(bare: bytes, by_name: Kind) -> Kind:
    if b"<plist" in bare:
        return _plist(bare, by_name)
    return Kind.MANIFEST if b"<manifest" in bare else Kind.UNKNOWN


def _plist(head: bytes, by_name: Kind) -> Kind:
    return Kind.ENTITLEMENTS if _DOMAINS in head or by_name is Kind.ENTITLEMENTS else Kind.PLIST


def _json(bare: bytes) -> Kind:
    """Return the kind by the first key that only one of them has."""
    found = _KEY.search(bare)
    if found is None:
        return Kind.UNKNOWN
    if found[1] in _STATEMENTS:
        return Kind.ASSETLINKS if bare.startswith(b"[") else Kind.UNKNOWN
    return _KEYS.get(found[1], Kind.AASA)
