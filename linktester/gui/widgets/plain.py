"""Labels for text that nobody vouches for: never rich text, bounded, and whole in the tool tip."""

import html
import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from linktester.report.escape import visible

MOST = 4_000
"""Characters shown; a megabyte in a label stops the window."""
MOST_MARKS = 4
"""Combining marks shown on one letter."""
_TOWER = re.compile(
    f"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{{{MOST_MARKS + 1},}}"
)


class PlainLabel(QLabel):
    """A label that shows what it is given as it is: HTML as text, control and bidi characters spelled out.

    `setText` takes untrusted text. The name of the object picks its style: `title`, `heading`, `muted`,
    `wrong`, `answer`.
    """

    def __init__(
        self, text: str = "", style: str = "", *, wrap: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setObjectName(style)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show `text`."""
        super().setText(shown(text, MOST))

    def selectable(self) -> "PlainLabel":
        """Let the text be selected and copied by mouse and keyboard; return the label."""
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        return self


def shown(text: str, most: int = MOST) -> str:
    """Return untrusted text as the window may show it: at most `most` characters, nothing invisible, and no
    tower of combining marks that would cover what stands around it.
    """
    safe = visible(text, most)
    return safe if safe.isascii() else _TOWER.sub(_lowered, safe)


def tip(text: str, most: int = MOST) -> str:
    """Return untrusted text for a tool tip, which takes whatever looks like HTML for it: wrapped, and as it is."""
    return f"<p style='white-space:pre-wrap'>{html.escape(shown(text, most))}</p>"


def _lowered(found: re.Match[str]) -> str:
    return f"{found[0][:MOST_MARKS]}…"
