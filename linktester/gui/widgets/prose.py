"""Lines of text with roles, before they are drawn: what a sheet shows and what tests read."""

from collections.abc import Iterable
from dataclasses import dataclass

from linktester.gui.plaintext import shown

MOST = 2_000
"""Characters of one piece that are shown."""
_OBJECTS = {0xFDD0: "\\ufdd0", 0xFDD1: "\\ufdd1", 0xFFFC: "\\ufffc"}
"""Characters that a text document takes for parts of its own structure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A stop on a line: its colour role, and whether it is filled."""

    role: str
    filled: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one look. The text may be untrusted; it is shown as it is, never interpreted."""

    text: str
    role: str = "text"
    """Colour role of the theme."""
    bold: bool = False
    mono: bool = False
    large: bool = False
    link: str = ""
    """What following it tells; ours, never untrusted. Empty: no link."""

    @property
    def safe(self) -> str:
        """The text as it may be drawn, bounded; line feeds stay inside the line."""
        return shown(self.text, MOST).translate(_OBJECTS).replace("\n", "\u2028")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph."""

    pieces: tuple[Piece, ...]
    indent: int = 0
    """Steps to the right."""
    above: int = 2
    """Pixels of room above it."""
    label: str = ""
    """A short name at the left; the pieces then stand in a column of their own."""
    dot: Dot | None = None
    """Set where a stop begins."""

    @property
    def plain(self) -> str:
        """What is read, without looks."""
        text = "".join(piece.safe for piece in self.pieces).replace("\u2028", "\n")
        return f"{self.label}\t{text}" if self.label else text


def line(text: str, role: str = "text", *, indent: int = 0, above: int = 2) -> Line:
    """Return a line of one piece."""
    return Line((Piece(text, role),), indent=indent, above=above)


def plain(lines: Iterable[Line]) -> str:
    """Return the lines as bare text."""
    return "\n".join(each.plain for each in lines)
