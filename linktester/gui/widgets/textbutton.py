"""A button that is no action of the window: words, an icon, an object name."""

from PySide6.QtWidgets import QPushButton, QWidget

from linktester.gui.icons import icon
from linktester.gui.speech import Speech
from linktester.gui.theme import Theme


class TextButton(QPushButton):
    """Said and drawn anew when language or colours change."""

    def __init__(
        self,
        speech: Speech,
        theme: Theme,
        name: str,
        code: str,
        *,
        sign: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`code` is the code of its words, `sign` an icon's name."""
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._sign = sign
        speech.text(self, code)
        if sign:
            theme.changed.connect(self._draw)
            self._draw()

    def _draw(self) -> None:
        self.setIcon(icon(self._sign, self._theme))
