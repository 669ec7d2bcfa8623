"""Files that tie sites and apps together: read, whatever stands in them, with all that is to be said of them.

Knows no widget; reading is for a task's thread. Nothing is raised: what is wrong becomes a finding.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from linktester import resources
from linktester.gui.models.linkfilekinds import SYSTEMS, Kind, recognised
from linktester.model.link import Severity
from linktester.model.message import Message, message
from linktester.model.phone import OS
from linktester.oslinks import jsontext
from linktester.oslinks.android.assetfile import AssetFile, read_asset_file
from linktester.oslinks.android.intentfilter import IntentFilter
from linktester.oslinks.filefindings import FileFinding, shown
from linktester.oslinks.harmony import AppLinking, Module, read_app_linking, read_module
from linktester.oslinks.ios import Association
from linktester.oslinks.ios import read as read_association

MOST_OCTETS = jsontext.MAX_BYTES
"""Text files beyond this are not read."""
EXAMPLE = "oslinks/example"
EXAMPLE_FILES = ("apple-app-site-association", "assetlinks.json", "applinking.json", "module.json5")
EXAMPLE_LINK = "https://shop.example/item/42?from=poster"


@dataclass(frozen=True, slots=True)
class IosSide:
    """What an iOS app says of itself; one file says it in part."""

    app: str = ""
    """`<prefix>.<bundle id>`, the bundle id alone, or empty where the file does not say it."""
    domains: tuple[str, ...] = ()
    """Entries of its associated domains."""
    schemes: tuple[str, ...] = ()
    """Custom schemes."""


@dataclass(frozen=True, slots=True)
class AndroidSide:
    """What an Android app says of itself."""

    package: str = ""
    filters: tuple[tuple[str, IntentFilter], ...] = ()
    """(place in the file, filter)."""
    certificates: tuple[str, ...] = ()
    """Fingerprints as asset links write them; empty where the file has none."""


Content = Association | AssetFile | AppLinking | Module | IosSide | AndroidSide


@dataclass(frozen=True, slots=True)
class LinkFile:
    """One file that was given."""

    path: str
    """By this it is known: the same path given again takes its place."""
    name: str
    kind: Kind
    size: int
    """Octets."""
    findings: tuple[FileFinding, ...] = ()
    readable: bool = True
    content: Content | None = None
    """None: unreadable, or nothing that is known here."""
    text: str = ""
    """Decoded, for looking up places; empty where it is none or too long."""
    host: str = ""
    """Host that serves it, as the user says; empty: whichever the link is on."""

    @property
    def system(self) -> OS | None:
        """Whose file it is, None for strangers."""
        return SYSTEMS.get(self.kind)

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


def example() -> tuple[LinkFile, ...]:
    """Return the files of the example that comes along."""
    names = ((name, f"{EXAMPLE}/{name}") for name in EXAMPLE_FILES)
    return tuple(read_octets(path, name, resources.read_bytes(path)) for name, path in names)


def read_octets(path: str, name: str, octets: bytes) -> LinkFile:
    """Return what a file of these octets is and says."""
    kind = recognised(name, octets)
    reader = _READERS.get(kind)
    if reader is None:
        return _unread(path, name, kind, len(octets), message("resolve.file-unknown"), Severity.WARNING)
    content, findings, readable = reader(octets)
    return LinkFile(path, name, kind, len(octets), findings, readable, content, _text(octets))


def spot(file: LinkFile | None, path: str) -> Spot | None:
    """Return where `path` stands in a file, None without one."""
    if file is None:
        return None
    line, column = _line(file.text, path)
    return Spot(file.name, path, line, column)


@lru_cache(maxsize=64)
def _line(text: str, path: str) -> tuple[int | None, int | None]:
    if not text or not path:
        return None, None
    asked = FileFinding(Severity.INFO, message("resolve.file-unknown"), path)
    (found,) = jsontext.placed((asked,), text)
    return found.line, found.column


def _from_disk(path: Path) -> LinkFile:
    try:
        with path.open("rb") as file:
            octets = file.read(MOST_OCTETS + 1)
            size = len(octets) if len(octets) <= MOST_OCTETS else path.stat().st_size
    except OSError as error:
        said = message("resolve.file-unreadable", why=shown(error.strerror or type(error).__name__))
        return _unread(str(path), path.name, Kind.UNKNOWN, 0, said, Severity.ERROR)
    if size > MOST_OCTETS:
        said = message("jsontext.too-big", size=size, limit_mib=MOST_OCTETS // 1024 // 1024)
        return _unread(str(path), path.name, recognised(path.name, octets), size, said, Severity.ERROR)
    return read_octets(str(path), path.name, octets)


def _unread(  # noqa: PLR0917
    path: str, name: str, kind: Kind, size: int, said: Message, severity: Severity
) -> LinkFile:
    return LinkFile(path, name, kind, size, (FileFinding(severity, said),), readable=False)


def _text(octets: bytes) -> str:
    if len(octets) > jsontext.PLACED_CHARACTERS:
        return ""
    try:
        return octets.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return ""


_Read = tuple[Content | None, tuple[FileFinding, ...], bool]


def _association(octets: bytes) -> _Read:
    found = read_association(octets)
    return found, found.findings, found.readable


def _asset_links(octets: bytes) -> _Read:
    found = read_asset_file(octets)
    return found, found.findings, found.readable


def _app_linking(octets: bytes) -> _Read:
    found = read_app_linking(octets)
    return found, found.findings, found.readable


def _module(octets: bytes) -> _Read:
    found = read_module(octets)
    return found, found.findings, found.readable


_READERS: Mapping[Kind, Callable[[bytes], _Read]] = {
    Kind.AASA: _association,
    Kind.ASSETLINKS: _asset_links,
    Kind.APPLINKING: _app_linking,
    Kind.MODULE: _module,
}
