"""States as boxes on a grid with arrows between them: where something is, and which way it took."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from linktester.gui.theme import Theme

GAP, BELOW = 40, 20
"""Pixels between columns, and between rows."""
WIDEST, PAD = 190, 7
HEAD = 7
"""Pixels of an arrow's head."""
LEAST = 400


@dataclass(frozen=True, slots=True)
class Box:
    """One state."""

    key: str
    words: str
    below: str
    """A second, smaller line."""
    column: int
    row: int
    role: str = "muted"
    """Colour role of the present one."""
    is_here: bool = False
    is_passed: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """A way from state to state."""

    before: str
    after: str
    is_taken: bool = False


class StateMachine(QWidget):
    """Painted; what it says in words is its accessible description."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.boxes: tuple[Box, ...] = ()
        self.arrows: tuple[Arrow, ...] = ()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.hide()

    def show_states(self, boxes: Sequence[Box], arrows: Sequence[Arrow], said: str) -> None:
        """Draw these; `said` is the same in words."""
        if (tuple(boxes), tuple(arrows)) == (self.boxes, self.arrows):
            return
        self.boxes, self.arrows = tuple(boxes), tuple(arrows)
        self.setAccessibleDescription(said)
        self.setVisible(bool(boxes))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for all rows."""
        rows = max((each.row for each in self.boxes), default=-1) + 1
        return QSize(LEAST, rows * self._high + max(0, rows - 1) * BELOW + 4)

    def minimumSizeHint(self) -> QSize:
        """Return the least room: words are cut where they do not fit."""
        return QSize(240, self.sizeHint().height())

    def area(self, box: Box) -> QRectF:
        """Return where a box stands now."""
        columns = max(each.column for each in self.boxes) + 1
        wide = min(WIDEST, (self.width() - 4 - (columns - 1) * GAP) / columns)
        gap = min(2 * GAP, (self.width() - 4 - columns * wide) / max(1, columns - 1))
        left, top = 2 + box.column * (wide + gap), 2 + box.row * (self._high + BELOW)
        return QRectF(left, top, wide, self._high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the arrows, those taken last, then the boxes."""
        if not self.boxes:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = {each.key: (each, self.area(each)) for each in self.boxes}
        for each in sorted(self.arrows, key=_taken):
            if each.before in places and each.after in places:
                self._draw_arrow(painter, places[each.before], places[each.after], each.is_taken)
        for box, area in places.values():
            self._draw_box(painter, box, area)

    @property
    def _high(self) -> int:
        return 2 * self.fontMetrics().height() + 2 * PAD

    def _draw_box(self, painter: QPainter, box: Box, area: QRectF) -> None:
        color = self._theme.color
        ink = color(box.role) if box.is_here else color("accent") if box.is_passed else color("border")
        painter.setPen(QPen(ink, 2.4 if box.is_here else 1.6 if box.is_passed else 1))
        painter.setBrush(color(f"{box.role}-soft") if box.is_here else color("base"))
        painter.drawRoundedRect(area, 8, 8)
        font = QFont(self.font())
        font.setBold(box.is_here)
        small = QFont(self.font())
        small.setPointSizeF(max(7.0, self.font().pointSizeF() * 0.82))
        half = area.height() / 2
        inner = area.adjusted(PAD, 0, -PAD, 0)
        told = color("text") if box.is_here or box.is_passed else color("muted")
        upper, lower = inner.adjusted(0, 4, 0, -half), inner.adjusted(0, half, 0, -4)
        for text, look, where, role in (
            (box.words, font, upper, told),
            (box.below, small, lower, color("muted")),
        ):
            painter.setFont(look)
            painter.setPen(role)
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(where.width()))
            painter.drawText(where, int(Qt.AlignmentFlag.AlignCenter), cut)

    def _draw_arrow(
        self, painter: QPainter, before: tuple[Box, QRectF], after: tuple[Box, QRectF], taken: bool
    ) -> None:
        ink = self._theme.color("accent" if taken else "muted")
        pen = QPen(ink, 2.4 if taken else 1)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        path = _path(before, after)
        painter.drawPath(path)
        painter.setBrush(ink)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPath(_head(path))


def _taken(arrow: Arrow) -> bool:
    return arrow.is_taken


def _path(before: tuple[Box, QRectF], after: tuple[Box, QRectF]) -> QPainterPath:
    (box, area), (goal, target) = before, after
    if box.column == goal.column:
        down = goal.row > box.row
        start = QPointF(area.center().x(), area.bottom() if down else area.top())
        end = QPointF(target.center().x(), target.top() if down else target.bottom())
    elif box.row == goal.row and abs(goal.column - box.column) > 1:
        return _around(area, target)
    else:
        right = goal.column > box.column
        start = QPointF(area.right() if right else area.left(), area.center().y())
        end = QPointF(target.left() if right else target.right(), target.center().y())
    path = QPainterPath(start)
    path.lineTo(end)
    return path


def _around(area: QRectF, target: QRectF) -> QPainterPath:
    """Return a way above what stands between two boxes of one row."""
    start = QPointF(area.right() - area.width() / 4, area.top())
    end = QPointF(target.left() + target.width() / 4, target.top())
    path = QPainterPath(start)
    high = area.top() - BELOW + 5
    path.cubicTo(QPointF(start.x() + BELOW, high), QPointF(end.x() - BELOW, high), end)
    return path


def _head(path: QPainterPath) -> QPainterPath:
    """Return the head of an arrow at the end of `path`."""
    end = path.pointAtPercent(1)
    angle = math.radians(path.angleAtPercent(1))
    head = QPainterPath(end)
    for turn in (0.42, -0.42):
        head.lineTo(end.x() - HEAD * math.cos(angle + turn), end.y() + HEAD * math.sin(angle + turn))
    head.closeSubpath()
    return head
