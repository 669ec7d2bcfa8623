"""The mark of a verdict: colour, shape and word together, drawn so that no font is needed for the shape."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from linktester.gui.present import Look, Shape
from linktester.gui.theme import Theme

SIDE = 16
GAP = 6


class Mark(QWidget):
    """A shape and a word on the soft ground of its role."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look: Look | None = None
        self._word = ""
        theme.changed.connect(self.update)

    def show_look(self, look: Look, word: str) -> None:
        """Show another verdict."""
        self._look, self._word = look, word
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room that shape and word take."""
        metrics = self.fontMetrics()
        return QSize(
            SIDE + 3 * GAP + metrics.horizontalAdvance(self._word) + 4, max(SIDE, metrics.height()) + 8
        )

    def minimumSizeHint(self) -> QSize:
        """Never less than the whole word."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        if self._look is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(f"{self._look.role}-soft"))
        painter.drawRoundedRect(area, 6, 6)
        spot = QRectF(GAP, (self.height() - SIDE) / 2, SIDE, SIDE)
        draw_shape(painter, spot, self._look.shape, self._theme.color(self._look.role))
        painter.setPen(self._theme.color(self._look.role))
        words = area.adjusted(SIDE + 2 * GAP, 0, -GAP, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self._word)


def draw_shape(painter: QPainter, spot: QRectF, shape: Shape, ink: QColor) -> None:
    """Draw the shape of a verdict into `spot`, a square; the painter is left as it was."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink, max(1.4, spot.width() / 9))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if shape in (Shape.QUESTION, Shape.GAP, Shape.OPEN):
        pen.setDashPattern([2.2, 1.8])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = spot.adjusted(1, 1, -1, -1)
    painter.drawPath(_outline(inner, shape))
    pen.setStyle(Qt.PenStyle.SolidLine)
    painter.setPen(pen)
    painter.drawPath(_sign(inner, shape))
    painter.restore()


def _outline(area: QRectF, shape: Shape) -> QPainterPath:
    path = QPainterPath()
    if shape is Shape.BAR:
        corners = [_on_circle(area, math.pi / 8 + number * math.pi / 4) for number in range(8)]
    elif shape is Shape.TURN:
        corners = [_on_circle(area, number * math.pi / 2) for number in range(4)]
    else:
        path.addEllipse(area)
        return path
    path.moveTo(corners[0])
    for corner in corners[1:]:
        path.lineTo(corner)
    path.closeSubpath()
    return path


def _sign(area: QRectF, shape: Shape) -> QPainterPath:
    lines = {
        Shape.TICK: (((0.28, 0.52), (0.44, 0.68), (0.74, 0.34)),),
        Shape.TURN: (((0.36, 0.64), (0.36, 0.44), (0.64, 0.44)), ((0.55, 0.34), (0.65, 0.44), (0.55, 0.54))),
        Shape.BAR: (((0.28, 0.5), (0.72, 0.5)),),
        Shape.QUESTION: (
            ((0.37, 0.38), (0.42, 0.28), (0.58, 0.28), (0.63, 0.38), (0.5, 0.5), (0.5, 0.58)),
            ((0.5, 0.73), (0.5, 0.735)),
        ),
        Shape.GAP: (),
        Shape.OPEN: (((0.3, 0.5), (0.7, 0.5)), ((0.55, 0.36), (0.7, 0.5), (0.55, 0.64))),
    }
    path = QPainterPath()
    for line in lines[shape]:
        points = [QPointF(area.x() + x * area.width(), area.y() + y * area.height()) for x, y in line]
        path.moveTo(points[0])
        for point in points[1:]:
            path.lineTo(point)
    return path


def _on_circle(area: QRectF, angle: float) -> QPointF:
    middle, radius = area.center(), area.width() / 2
    return QPointF(middle.x() + radius * math.cos(angle), middle.y() + radius * math.sin(angle))
