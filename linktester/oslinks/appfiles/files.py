"""Any file that ties links to apps: what it is, by its name and its content, and what it says.

A site's file does not name its site. Whoever gives the file may say it; without that, it stands for every
host that is asked about.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath

from linktester.model.link import Severity
from linktester.model.message import message
from linktester.oslinks import harmony, ios, jsontext
from linktester.oslinks.android.assetfile import AssetFile, read_asset_file
from linktester.oslinks.appfiles import apk, plist
from linktester.oslinks.appfiles.entitlements import DOMAINS, IDENTIFIERS, Entitlements, read_entitlements
from linktester.oslinks.appfiles.infoplist import InfoPlist, read_info
from linktester.oslinks.appfiles.manifest import Manifest, read_manifest
from linktester.oslinks.filefindings import FileFinding, shown
from linktester.oslinks.harmony import AppLinking, Module
from linktester.oslinks.ios import Association


class FileKind(StrEnum):
    """Kinds of files."""

    AASA = "aasa"
    """apple-app-site-association, of a site."""
    ENTITLEMENTS = "entitlements"
    INFO_PLIST = "info-plist"
    ASSETLINKS = "assetlinks"
    """assetlinks.json, of a site."""
    MANIFEST = "manifest"
    """AndroidManifest.xml, as text."""
    APK = "apk"
    APPLINKING = "applinking"
    """applinking.json, of a site."""
    MODULE = "module"
    """module.json5"""
    UNKNOWN = "unknown"


Content = Association | Entitlements | InfoPlist | AssetFile | Manifest | AppLinking | Module
OF_SITES = frozenset({FileKind.AASA, FileKind.ASSETLINKS, FileKind.APPLINKING})


@dataclass(frozen=True, slots=True)
class AppFile:
    """One file that was read."""

    name: str
    """As the user named it."""
    kind: FileKind
    content: Content | None
    """None for a file of no known kind."""
    host: str | None = None
    """Of the site whose file it is, lower case; None: any."""
    octets: bytes = field(default=b"", repr=False)

    @property
    def findings(self) -> tuple[FileFinding, ...]:
        """Return what is wrong or odd in the file by itself."""
        if isinstance(self.content, AssetFile | Association | Entitlements | InfoPlist):
            return self.content.findings
        if isinstance(self.content, Manifest | AppLinking | Module):
            return self.content.findings
        names = ", ".join(kind.value for kind in FileKind if kind is not FileKind.UNKNOWN)
        return (FileFinding(Severity.ERROR, message("appfiles.unknown-kind", kinds=names)),)

    @property
    def readable(self) -> bool:
        """Return whether anything could be read in it."""
        return self.content is not None and self.content.readable

    def stands_for(self, host: str) -> bool:
        """Return whether this is the file of `host`, as far as is known."""
        return self.host is None or self.host == host.lower()


_HOST = re.compile(r"(?=[A-Za-z0-9.\-]*[.A-Za-z])[A-Za-z0-9](?:[A-Za-z0-9.\-]{0,251}[A-Za-z0-9])?=.")
_NAMES: Mapping[str, FileKind] = {
    "apple-app-site-association": FileKind.AASA,
    "apple-app-site-association.json": FileKind.AASA,
    "assetlinks.json": FileKind.ASSETLINKS,
    "applinking.json": FileKind.APPLINKING,
    "module.json5": FileKind.MODULE,
    "module.json": FileKind.MODULE,
    "androidmanifest.xml": FileKind.MANIFEST,
    "info.plist": FileKind.INFO_PLIST,
}
_ENDINGS = ((".entitlements", FileKind.ENTITLEMENTS), (".apk", FileKind.APK))
_JSON_KEYS = (
    (FileKind.AASA, ("applinks", "webcredentials", "appclips", "activitycontinuation")),
    (FileKind.APPLINKING, ("applinking",)),
    (FileKind.MODULE, ("module",)),
)


def split_host(named: str) -> tuple[str | None, str]:
    """Return host and path of `HOST=PATH`; without a host, None and the text."""
    if not _HOST.match(named):
        return None, named
    host, _, path = named.partition("=")
    return host.lower(), path


def read_file(
    name: str, octets: bytes, *, host: str | None = None, known: Mapping[str, str] | None = None
) -> AppFile:
    """Return what a file says. Never raises; what is wrong with it is in its findings.

    `known` gives the values of placeholders (`${name}`) and string resources of a manifest's text.
    """
    kind = kind_of(name, octets)
    site = host.lower() if host is not None and kind in OF_SITES else None
    if kind is FileKind.MANIFEST:
        return AppFile(shown(name, 300), kind, read_manifest(octets, known), site, octets)
    reader = _READERS.get(kind)
    return AppFile(shown(name, 300), kind, None if reader is None else reader(octets), site, octets)


def kind_of(name: str, octets: bytes) -> FileKind:
    """Return what a file is: by its content where that is plain, else by its name."""
    by_name = _by_name(name)
    if octets.startswith(apk.MARK):
        return FileKind.APK
    if octets.startswith(plist.BINARY):
        return by_name if by_name in _PLISTS else _plist_kind(octets)
    head = octets[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<"):
        return _xml_kind(octets, by_name)
    return by_name if by_name is not FileKind.UNKNOWN else _json_kind(octets)


_PLISTS = (FileKind.INFO_PLIST, FileKind.ENTITLEMENTS)


def _by_name(name: str) -> FileKind:
    base = PurePosixPath(name.replace("\\", "/")).name.lower()
    found = _NAMES.get(base)
    if found is not None:
        return found
    if base.endswith("info.plist"):
        return FileKind.INFO_PLIST
    return next((kind for ending, kind in _ENDINGS if base.endswith(ending)), FileKind.UNKNOWN)


def _xml_kind(octets: bytes, by_name: FileKind) -> FileKind:
    if by_name is not FileKind.UNKNOWN:
        return by_name
    if b"<manifest" in octets[:100_000]:
        return FileKind.MANIFEST
    return _plist_kind(octets) if b"<plist" in octets[:4096] else FileKind.UNKNOWN


def _plist_kind(octets: bytes) -> FileKind:
    value = plist.read(octets).value or {}
    has_rights = DOMAINS in value or any(name in value for name in IDENTIFIERS)
    return FileKind.ENTITLEMENTS if has_rights else FileKind.INFO_PLIST


def _json_kind(octets: bytes) -> FileKind:
    read = jsontext.read(octets)
    value = read.value
    if not read.readable and harmony.read_module(octets).readable:
        return FileKind.MODULE
    if isinstance(value, list):
        return FileKind.ASSETLINKS
    if isinstance(value, dict):
        return next(
            (kind for kind, keys in _JSON_KEYS if not value.keys().isdisjoint(keys)), FileKind.UNKNOWN
        )
    return FileKind.UNKNOWN


_READERS: Mapping[FileKind, Callable[[bytes], Content]] = {
    FileKind.AASA: ios.read,
    FileKind.ENTITLEMENTS: read_entitlements,
    FileKind.INFO_PLIST: read_info,
    FileKind.ASSETLINKS: read_asset_file,
    FileKind.APK: apk.read_apk,
    FileKind.APPLINKING: harmony.read_app_linking,
    FileKind.MODULE: harmony.read_module,
}
