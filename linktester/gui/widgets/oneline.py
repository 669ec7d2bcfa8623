"""A label of one line that ends in an ellipsis where the room ends; all of it is in the tool tip."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from linktester.gui.plaintext import shown, tip
from linktester.gui.widgets.plain import PlainLabel

MOST = 600


class OneLine(PlainLabel):
    """Takes untrusted text, as `PlainLabel`; takes whatever width it is given."""

    def __init__(self, style: str = "", parent: QWidget | None = None) -> None:
        self._whole = ""
        super().__init__("", style, wrap=False, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def whole(self) -> str:
        """The text, uncut."""
        return self._whole

    def setText(self, text: str) -> None:
        """Show `text`."""
        self._whole = shown(text, MOST).replace("\n", " ")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut for the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 40))
        super().setText(cut)
        self.setToolTip(tip(self._whole) if cut != self._whole else "")
        self.setAccessibleName(self._whole)
