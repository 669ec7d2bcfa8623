"""The whole picture as an image, whatever part of it is in sight: heads, cells, title and remark."""

from PySide6.QtCore import QAbstractTableModel, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter

from linktester.gui.theme import Theme
from linktester.gui.widgets.patches import PATCHES_ROLE
from linktester.gui.widgets.splitcell import draw_cell

CELL = QSize(112, 30)
HEAD = QSize(200, 48)
MARGIN = 16
TITLE = 30
DENSITY = 2
"""Image pixels for one of ours: sharp in a document."""
MOST_CELLS = 60_000
MOST_SIDE = 30_000
"""Image pixels; more cannot be drawn."""
_DOWN, _ACROSS = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_WRAPPED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)


def fits(model: QAbstractTableModel) -> bool:
    """Tell whether the whole picture can be one image."""
    size = _size(model)
    cells = model.rowCount() * model.columnCount()
    return cells <= MOST_CELLS and max(size.width(), size.height()) * DENSITY <= MOST_SIDE


def draw_image(model: QAbstractTableModel, theme: Theme, title: str, remark: str, font: QFont) -> QImage:
    """Return the image; only where it `fits`."""
    size = _size(model)
    image = QImage(size * DENSITY, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(DENSITY)
    image.fill(theme.color("base"))
    painter = QPainter(image)
    painter.setFont(font)
    painter.setPen(theme.color("text"))
    room = size.width() - 2 * MARGIN
    metrics = QFontMetrics(font)
    for line, words in enumerate((title, remark)):
        fitted = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(MARGIN, MARGIN + line * TITLE / 2, room, TITLE / 2), _LEFT, fitted)
    _draw_heads(painter, model, theme)
    left, top = MARGIN + HEAD.width(), MARGIN + TITLE + HEAD.height()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            area = QRectF(
                left + column * CELL.width(), top + row * CELL.height(), CELL.width(), CELL.height()
            )
            patches = model.index(row, column).data(PATCHES_ROLE) or ()
            draw_cell(painter, area.adjusted(1, 1, -1, -1), patches, theme)
    painter.end()
    return image


def _draw_heads(painter: QPainter, model: QAbstractTableModel, theme: Theme) -> None:
    painter.setPen(theme.color("muted"))
    left, top = MARGIN + HEAD.width(), MARGIN + TITLE
    for column in range(model.columnCount()):
        area = QRectF(left + column * CELL.width() + 2, top, CELL.width() - 4, HEAD.height())
        painter.drawText(area, _WRAPPED, str(model.headerData(column, _ACROSS) or ""))
    metrics = painter.fontMetrics()
    for row in range(model.rowCount()):
        words = str(model.headerData(row, _DOWN) or "")
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, HEAD.width() - 8)
        area = QRectF(MARGIN, top + HEAD.height() + row * CELL.height(), HEAD.width() - 8, CELL.height())
        painter.drawText(area, _LEFT, words)


def _size(model: QAbstractTableModel) -> QSize:
    width = 2 * MARGIN + HEAD.width() + model.columnCount() * CELL.width()
    return QSize(max(width, 640), 2 * MARGIN + TITLE + HEAD.height() + model.rowCount() * CELL.height())
