"""Files that tie sites and apps together, as they were given: read whatever stands in them.

Nothing is raised: what is wrong becomes a finding.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from linktester import resources
from linktester.model.link import Severity
from linktester.model.message import Message, message
from linktester.oslinks import jsontext
from linktester.oslinks.appfiles import apk, apkworker
from linktester.oslinks.appfiles.files import OF_SITES, AppFile, Content, FileKind, read_file
from linktester.oslinks.appfiles.manifest import Manifest
from linktester.oslinks.doctor import examine
from linktester.oslinks.filefindings import FileFinding, shown

MOST_OCTETS = jsontext.MAX_BYTES
"""Text files beyond this are not read; packages may be larger."""
EXAMPLE = "oslinks/example"
EXAMPLE_FILES = ("apple-app-site-association", "assetlinks.json", "applinking.json", "module.json5")
EXAMPLE_HOST = "shop.example"
EXAMPLE_LINK = "https://shop.example/item/42?from=poster"
_FILTER = re.compile(r"filter\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class LinkFile:
    """One file that was given."""

    path: str
    """By this it is known: the same path given again takes its place."""
    name: str
    kind: FileKind
    size: int
    """Octets."""
    findings: tuple[FileFinding, ...] = ()
    readable: bool = True
    read: AppFile | None = None
    """What was read; None: too large, or not there."""
    text: str = ""
    """Decoded, for looking up places; empty where it is none or too long."""
    host: str = ""
    """Host that serves it, as the user says; empty: whichever the link is on."""

    @property
    def content(self) -> Content | None:
        """What the file says; None where nothing could be made of it."""
        return None if self.read is None else self.read.content

    def count(self, severity: Severity) -> int:
        """Return how many findings are so grave."""
        return sum(each.severity is severity for each in self.findings)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file that was given."""

    file: str
    """Name of the file."""
    path: str = ""
    """Place in the document; empty for the file as a whole."""
    line: int | None = None
    column: int | None = None


def read_files(paths: tuple[Path, ...]) -> tuple[LinkFile, ...]:
    """Return what is in these files, in their order."""
    return tuple(_from_disk(path) for path in paths)


def examined(files: tuple[LinkFile, ...]) -> tuple[LinkFile, ...]:
    """Return the files with all that is to be said of them, one by one and against each other."""
    # By their paths: several may have the same name.
    named = [
        replace(each.read, name=each.path, host=each.host or None) for each in files if each.read is not None
    ]
    found: dict[str, list[FileFinding]] = {}
    for diagnosis in examine(named):
        found.setdefault(diagnosis.file, []).append(diagnosis.finding)
    return tuple(
        each if each.read is None else replace(each, findings=tuple(found.get(each.path, ())))
        for each in files
    )


def example() -> tuple[LinkFile, ...]:
    """Return the files of the example that comes along."""
    return tuple(_shipped(name, f"{EXAMPLE}/{name}") for name in EXAMPLE_FILES)


def read_octets(path: str, name: str, octets: bytes) -> LinkFile:
    """Return what a file of these octets is and says."""
    found = read_file(name, octets)
    is_package = found.kind is FileKind.APK
    kept = replace(found, octets=b"") if is_package else found
    text = "" if is_package else _text(octets)
    return LinkFile(path, name, found.kind, len(octets), found.findings, found.readable, kept, text)


def held(file: AppFile) -> LinkFile:
    """Return a file that was read elsewhere; its path is its name."""
    text = "" if file.kind is FileKind.APK else _text(file.octets)
    size, host = len(file.octets), file.host or ""
    return LinkFile(file.name, file.name, file.kind, size, file.findings, file.readable, file, text, host)


def spot(file: LinkFile | None, path: str) -> Spot | None:
    """Return where `path` stands in a file, None without one."""
    if file is None:
        return None
    if isinstance(file.content, Manifest):
        return _in_manifest(file, file.content, path)
    line, column = _line(file.text, path)
    return Spot(file.name, path, line, column)


def _in_manifest(file: LinkFile, manifest: Manifest, path: str) -> Spot:
    """Return the place of a filter: the resolver counts those in reach, the file names their component."""
    found = _FILTER.match(path)
    if found is None or int(found[1]) >= len(manifest.reachable):
        return Spot(file.name, path, *manifest.spots.get(path, (None, None)))
    each = manifest.reachable[int(found[1])]
    line, column = (each.line, each.column) if file.kind is FileKind.MANIFEST else (None, None)
    return Spot(file.name, each.where, line, column)


@lru_cache(maxsize=64)
def _line(text: str, path: str) -> tuple[int | None, int | None]:
    if not text or not path:
        return None, None
    asked = FileFinding(Severity.INFO, message("jsontext.mark"), path)
    (found,) = jsontext.placed((asked,), text)
    return found.line, found.column


def _shipped(name: str, path: str) -> LinkFile:
    found = read_octets(path, name, resources.read_bytes(path))
    return replace(found, host=EXAMPLE_HOST) if found.kind in OF_SITES else found


def _from_disk(path: Path) -> LinkFile:
    try:
        octets, size = _octets(path)
    except OSError as error:
        why = shown(error.strerror or type(error).__name__)
        return _unread(path, 0, message("linkanswers.file-unreadable", why=why))
    if octets is None:
        limit = MOST_OCTETS // 1024 // 1024
        return _unread(path, size, message("jsontext.too-big", size=size, limit_mib=limit))
    return read_octets(str(path), path.name, octets)


def _octets(path: Path) -> tuple[bytes | None, int]:
    """Return the octets, None when there are too many, and their number. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(len(apk.MARK))
        most = apkworker.MAX_BYTES if head == apk.MARK else MOST_OCTETS
        size = path.stat().st_size
        octets = head + file.read(most + 1 - len(head)) if size <= most else b""
    return (octets, len(octets)) if size <= most and len(octets) <= most else (None, size)


def _unread(path: Path, size: int, said: Message) -> LinkFile:
    finding = FileFinding(Severity.ERROR, said)
    return LinkFile(str(path), path.name, FileKind.UNKNOWN, size, (finding,), readable=False)


def _text(octets: bytes) -> str:
    if len(octets) > jsontext.PLACED_CHARACTERS:
        return ""
    try:
        return octets.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return ""
