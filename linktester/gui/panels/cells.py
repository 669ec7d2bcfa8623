"""How cells of the results table are painted: verdicts as marks, other words in their own colours."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from linktester.gui.models.results import ROW_ROLE
from linktester.gui.plaintext import tip
from linktester.gui.present import MATCHES, STATUSES, look
from linktester.gui.theme import Theme
from linktester.gui.widgets.mark import draw_shape
from linktester.listing import ColumnId, Row
from linktester.model.run import Reach

REACHES = {
    Reach.EVIDENCED: "honored",
    Reach.CARRIED: "accent",
    Reach.INFERRED: "rewritten",
    Reach.UNKNOWN: "inconclusive",
}
"""Colour role of how far the knowledge reaches."""
SIDE = 14
PAD = 6
MARGIN = 3

_Index = QModelIndex | QPersistentModelIndex


class Cells(QStyledItemDelegate):
    """Plain cells; what is cut off is whole in the tool tip."""

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """Show the whole text where the cell shows a part."""
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        text = str(index.data() or "")
        whole = self.sizeHint(option, index).width() <= view.visualRect(index).width()
        QToolTip.showText(event.globalPos(), "" if whole else tip(text), view)
        return True


class InkCells(Cells):
    """Words in the colour of what they say; `ink` picks the colour role by the row."""

    def __init__(self, theme: Theme, wanted: ColumnId, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = wanted

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """Set the text aside; it is painted by ourselves, because styles overrule colours."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the ground as ever, then the word."""
        super().paint(painter, option, index)
        row = index.data(ROW_ROLE)
        if isinstance(row, Row):
            self.paint_word(painter, QRect(option.rect), row, str(index.data()))

    def paint_word(self, painter: QPainter, area: QRect, row: Row, word: str) -> None:
        """Paint what the cell says into its area."""
        painter.save()
        painter.setPen(self._theme.color(_ink(self._column, row)))
        write(painter, area.adjusted(PAD, 0, -PAD, 0), word)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the room the word takes."""
        width = option.fontMetrics.horizontalAdvance(str(index.data() or ""))
        return QSize(width + 2 * PAD, option.fontMetrics.height() + 2 * PAD)


class VerdictCells(InkCells):
    """A verdict: shape and word on the soft ground of its colour."""

    def paint_word(self, painter: QPainter, area: QRect, row: Row, word: str) -> None:
        """Paint the mark."""
        looks = look(row.outcome)
        ink = self._theme.color(looks.role)
        # Two pixels more: widths are rounded down.
        wanted = painter.fontMetrics().horizontalAdvance(word) + SIDE + 3 * PAD + 2
        chip = area.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        chip.setWidth(min(chip.width(), wanted))
        painter.save()
        _fill(painter, chip, self._theme.color(f"{looks.role}-soft"))
        spot = QRectF(chip.left() + PAD, chip.center().y() - SIDE / 2 + 0.5, SIDE, SIDE)
        draw_shape(painter, spot, looks.shape, ink)
        painter.setPen(ink)
        write(painter, chip.adjusted(SIDE + 2 * PAD, 0, -PAD, 0), word)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the room the mark takes."""
        plain = super().sizeHint(option, index)
        return QSize(plain.width() + SIDE + PAD + 2 * MARGIN, plain.height())


def write(painter: QPainter, area: QRect, word: str) -> None:
    """Write one line into `area`, cut with an ellipsis where it is too long."""
    cut = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), cut)


def _fill(painter: QPainter, area: QRect, color: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(area, 5, 5)


def _ink(wanted: ColumnId, row: Row) -> str:
    if wanted is ColumnId.MATCH:
        return MATCHES[row.match]
    if wanted is ColumnId.REACH:
        return REACHES[row.reach]
    return STATUSES[row.status] if row.status is not None else "muted"


def row_height(widget: QWidget) -> int:
    """Return the height of rows that leaves room for a mark in the widget's font."""
    style = QApplication.style()
    least = style.pixelMetric(QStyle.PixelMetric.PM_SmallIconSize) + 2 * MARGIN
    return max(least, widget.fontMetrics().height() + 2 * MARGIN + 6)
