"""A sheet along a drawn line: one stop for each line that has a dot."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from linktester.gui.widgets.prose import Dot
from linktester.gui.widgets.sheet import STEP, Sheet

RADIUS = 4.5
MIDDLE = STEP / 2 - 1
"""Where the line runs, in pixels from the left; texts stand one step to the right."""


class Timeline(Sheet):
    """Lines indented by one step, with a line and its stops at their left."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw texts, line and stops."""
        super().paintEvent(event)
        stops = self._stops()
        if not stops:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("border"), 2))
        painter.drawLine(QPointF(MIDDLE, stops[0][0]), QPointF(MIDDLE, stops[-1][0]))
        for height, dot in stops:
            self._draw(painter, height, dot)
        painter.end()

    def _stops(self) -> list[tuple[float, Dot]]:
        """Return the middle of each stop's first text line, from the top."""
        layout = self.document().documentLayout()
        found = []
        block = self.document().firstBlock()
        for each in self.lines:
            if each.dot is not None and block.layout().lineCount():
                top = layout.blockBoundingRect(block).top()
                first = block.layout().lineAt(0)
                found.append((top + first.y() + first.height() / 2, each.dot))
            block = block.next()
        return found

    def _draw(self, painter: QPainter, height: float, dot: Dot) -> None:
        ink = self._theme.color(dot.role)
        spot = QRectF(MIDDLE - RADIUS, height - RADIUS, 2 * RADIUS, 2 * RADIUS)
        painter.setPen(QPen(ink, 2))
        painter.setBrush(ink if dot.filled else self._theme.color("window"))
        painter.drawEllipse(spot)
        painter.setBrush(Qt.BrushStyle.NoBrush)
