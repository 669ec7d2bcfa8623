"""The tables of the Windows build as values: what is taken from others, and what opens with linktester."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from project import PackagingFault

HERE = Path(__file__).resolve().parent
_SHA256 = re.compile(r"[0-9a-f]{64}")


class BuildFault(PackagingFault):
    """The Windows build cannot go on; the text says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """The signed CPython for Windows and the wheel it comes in."""

    project: str
    version: str
    file: str
    sha256: str
    folder: str
    series: str
    """Such as `3.13`: what the byte code must be made with."""
    patch: str
    signer: str
    library: str
    beside: tuple[str, ...]
    modules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Qt:
    """Which parts of PySide6 stay."""

    signer: str
    modules: tuple[str, ...]
    libraries: tuple[str, ...]
    plugins: tuple[str, ...]
    translations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Runtime:
    """Microsoft's runtime: whence, which files, how old at most."""

    folder: str
    files: tuple[str, ...]
    company: str
    oldest: str


@dataclass(frozen=True, slots=True)
class Pins:
    """All of `pins.toml`."""

    interpreter: Interpreter
    qt: Qt
    runtime: Runtime
    stdlib_without: tuple[str, ...]
    stdlib_fewest: int
    trim: tuple[str, ...]
    most_octets: int
    licences: dict[str, tuple[str, ...]]
    system: frozenset[str]
    system_families: tuple[str, ...]
    tools: dict[str, str]


@dataclass(frozen=True, slots=True)
class FileKind:
    """A file ending that opens with linktester."""

    ending: str
    klass: str
    mime: str
    en: str
    zh: str
    shared: bool
    """Whether other programs' files end so too; then what opens them stays as it is."""


@dataclass(frozen=True, slots=True)
class Associations:
    """The scheme and the file kinds."""

    scheme: str
    scheme_class: str
    scheme_en: str
    scheme_zh: str
    files: tuple[FileKind, ...]

    @property
    def owned(self) -> tuple[FileKind, ...]:
        """The endings that are nobody else's, and open with linktester unless a person chooses otherwise."""
        return tuple(kind for kind in self.files if not kind.shared)

    @property
    def shared(self) -> tuple[FileKind, ...]:
        """The endings of many programs' files: linktester is only offered for them."""
        return tuple(kind for kind in self.files if kind.shared)


def pins(file: Path = HERE / "pins.toml") -> Pins:
    """Return what `file` pins. Raises BuildFault where a hash is no SHA-256."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    interpreter = Interpreter(**_tuples(table["interpreter"]))
    if not _SHA256.fullmatch(interpreter.sha256):
        raise BuildFault(f"{file}: interpreter.sha256 must be 64 hex digits")
    return Pins(
        interpreter=interpreter,
        qt=Qt(**_tuples(table["qt"])),
        runtime=Runtime(**_tuples(table["runtime"])),
        stdlib_without=tuple(table["stdlib"]["without"]),
        stdlib_fewest=table["stdlib"]["fewest"],
        trim=tuple(table["trim"]["without"]),
        most_octets=table["trim"]["most_octets"],
        licences=_tuples(table["licences"]),
        system=frozenset(table["system"]["libraries"]),
        system_families=tuple(table["system"]["families"]),
        tools=table["tools"],
    )


def associations(file: Path = HERE / "associations.toml") -> Associations:
    """Return what Windows shall open with linktester."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    scheme = table["scheme"]
    kinds = (
        FileKind(kind["ending"], kind["class"], kind["mime"], kind["en"], kind["zh"], kind["shared"])
        for kind in table["file"]
    )
    return Associations(scheme["name"], scheme["class"], scheme["en"], scheme["zh"], tuple(kinds))


def _tuples(table: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
