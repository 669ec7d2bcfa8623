"""Labels for text that nobody vouches for: never rich text, bounded."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from linktester.gui.plaintext import MOST, shown


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
