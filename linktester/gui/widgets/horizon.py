"""A bar of shares, each with its colour and its own hatching, so that it reads without colours too."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from linktester.gui.theme import Theme

HEIGHT = 12
LEAST = 3
"""Pixels of the smallest share that is not nothing."""


@dataclass(frozen=True, slots=True)
class Share:
    """One part of the bar."""

    count: int
    role: str
    """Colour role."""
    hatching: Qt.BrushStyle = Qt.BrushStyle.SolidPattern


class HorizonBar(QWidget):
    """Shares side by side in their order; an empty bar is only its outline."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shares: tuple[Share, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_shares(self, shares: tuple[Share, ...], said: str) -> None:
        """Show these; `said` tells them to who cannot see."""
        self._shares = tuple(share for share in shares if share.count > 0)
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a low, wide bar."""
        return QSize(160, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def widths(self, room: float) -> list[float]:
        """Return the pixels of each share; together `room`."""
        total = sum(share.count for share in self._shares)
        wanted = [max(LEAST, room * share.count / total) for share in self._shares]
        return [each * room / sum(wanted) for each in wanted]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the shares."""
        painter = QPainter(self)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        left = area.left()
        for share, width in zip(self._shares, self.widths(area.width()), strict=True):
            spot = QRectF(left, area.top(), width, area.height())
            painter.fillRect(spot, self._theme.color(f"{share.role}-soft"))
            painter.fillRect(spot, QBrush(self._theme.color(share.role), share.hatching))
            left += width
        painter.setPen(QPen(self._theme.color("border")))
        painter.drawRect(area)
