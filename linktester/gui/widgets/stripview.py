"""A strip of bars drawn with whole pixels for each module, on a light ground whatever the theme."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

QUIET = 10
"""Modules of light ground that scanners ask for at each end."""
HEIGHT = 64
"""Pixels, where nobody gives more."""
MARGIN = 8
"""Pixels of light ground above and below."""


class StripView(QWidget):
    """Shows bars as wide as they go and as high as it is; hidden while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[bool, ...] = ()
        self.setMinimumHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_bars(self, bars: tuple[bool, ...]) -> None:
        """Show other bars, True = dark, quiet zone left out; none hide it."""
        self._bars = bars
        self.setVisible(bool(bars))
        self.update()

    @property
    def bars(self) -> tuple[bool, ...]:
        """What is shown."""
        return self._bars

    @property
    def scale(self) -> int:
        """Device pixels for each module now; 0 for nothing."""
        if not self._bars:
            return 0
        return max(1, int(self.width() * self.devicePixelRatioF() // (len(self._bars) + 2 * QUIET)))

    def sizeHint(self) -> QSize:
        """Return room for the shortest strips."""
        return QSize(232, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in device pixels, so that no module is half a pixel."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        ratio, scale = self.devicePixelRatioF(), self.scale
        left = int((self.width() * ratio - len(self._bars) * scale) // 2)
        high = self.height() - 2 * MARGIN
        for number, dark in enumerate(self._bars):
            if dark:
                edge = (left + number * scale) / ratio
                painter.fillRect(QRectF(edge, MARGIN, scale / ratio, high), QColor(Qt.GlobalColor.black))
