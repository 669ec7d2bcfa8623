"""A table of drawn cells with heads that stay in sight; it knows patches, no links."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QScrollBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from linktester.gui.theme import Theme
from linktester.gui.widgets.patches import CHANGED_ROLE, FOUND_ROLE, PATCHES_ROLE, Change, Patch
from linktester.gui.widgets.splitcell import draw_cell

ROW_HEIGHT = 30
HEAD_HEIGHT = 44
NARROW, WIDE = 106, 156
"""Widths of columns, in pixels: they share what room there is within these bounds."""
_HEAD_MOST = 206
_HEAD_PAD = 8
_MOST_PICTURES = 600


class PictureView(QTableView):
    """Shows a model that gives patches. Arrows move, Enter opens, Shift with arrows selects several.

    Signals: `current_moved()` when another cell is the current one, or its contents are others; `opened()`
    for Enter or a double click on the current cell.
    """

    current_moved = Signal()
    opened = Signal()

    def __init__(
        self,
        model: QAbstractTableModel,
        theme: Theme,
        name: str,
        undisturbed: Callable[[], AbstractContextManager[None]] = nullcontext,
        parent: QWidget | None = None,
    ) -> None:
        """`undisturbed` gives what is entered while cells are drawn."""
        super().__init__(parent)
        self._undisturbed = undisturbed
        self.setObjectName(name)
        self.setModel(model)
        self.setItemDelegate(_CellDrawer(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(True)
        self._set_heads(theme)
        model.modelReset.connect(self._on_model_reset)
        model.dataChanged.connect(self._on_data_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        theme.changed.connect(self._on_theme_changed)

    def go(self, row: int, column: int) -> None:
        """Make a cell the current one and bring it into sight."""
        index = self.model().index(row, column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def selected(self) -> list[tuple[int, int]]:
        """Return row and column of all selected cells, row by row."""
        return sorted((index.row(), index.column()) for index in self.selectionModel().selectedIndexes())

    def follow(self, other: "PictureView") -> None:
        """Scroll with another view of the same shape, both ways."""
        for own, others in (
            (self.horizontalScrollBar(), other.horizontalScrollBar()),
            (self.verticalScrollBar(), other.verticalScrollBar()),
        ):
            _tie(own, others)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell that the current cell is another."""
        super().currentChanged(current, previous)
        self.current_moved.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells in sight."""
        with self._undisturbed():
            super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter; everything else is the table's own."""
        if (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share()

    def _set_heads(self, theme: Theme) -> None:
        across = _Heads(Qt.Orientation.Horizontal, theme, self)
        across.setFixedHeight(HEAD_HEIGHT)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        across.setHighlightSections(True)
        across.setMinimumSectionSize(48)
        down = _Heads(Qt.Orientation.Vertical, theme, self)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(ROW_HEIGHT)
        self.setHorizontalHeader(across)
        self.setVerticalHeader(down)

    def _share(self) -> None:
        count = self.model().columnCount()
        if count:
            width = max(NARROW, min(WIDE, self.viewport().width() // count))
            self.horizontalHeader().setDefaultSectionSize(width)

    def _on_model_reset(self) -> None:
        self._share()
        first = self._first()
        if first is not None:
            self.setCurrentIndex(first)
        self.current_moved.emit()

    def _first(self) -> QModelIndex | None:
        """Return the first cell that holds something."""
        model = self.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                if model.index(row, column).data(PATCHES_ROLE):
                    return model.index(row, column)
        return None

    def _on_data_changed(self) -> None:
        self.current_moved.emit()

    def _on_double_clicked(self) -> None:
        self.opened.emit()

    def _on_theme_changed(self) -> None:
        self.viewport().update()


class _Heads(QHeaderView):
    """Heads whose words wrap; they stand out when they are found or belong to the current cell."""

    def __init__(self, orientation: Qt.Orientation, theme: Theme, parent: QTableView) -> None:
        super().__init__(orientation, parent)
        self._theme = theme
        self.setSectionsClickable(True)
        self.setAccessibleName("")

    def sectionSizeFromContents(self, section: int) -> QSize:
        """Return the room its words take, within bounds."""
        words = str(self.model().headerData(section, self.orientation()) or "")
        width = self.fontMetrics().horizontalAdvance(words) + 2 * _HEAD_PAD
        if self.orientation() is Qt.Orientation.Horizontal:
            return QSize(min(width, WIDE), HEAD_HEIGHT)
        return QSize(min(width, _HEAD_MOST), ROW_HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one head."""
        model, down = self.model(), self.orientation() is Qt.Orientation.Vertical
        found = bool(model.headerData(section, self.orientation(), FOUND_ROLE))
        current = self._current() == section
        painter.save()
        painter.fillRect(rect, self._theme.color("accent-soft" if found else "window"))
        painter.setPen(self._theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        font = painter.font()
        font.setBold(current or found)
        painter.setFont(font)
        painter.setPen(self._theme.color("text" if current or found else "muted"))
        flag = Qt.AlignmentFlag.AlignLeft if down else Qt.AlignmentFlag.AlignHCenter
        where = int(flag | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        words = str(model.headerData(section, self.orientation()) or "")
        painter.drawText(rect.adjusted(_HEAD_PAD, 0, -4, 0), where, self._fitted(words, rect, painter))
        painter.restore()

    def _fitted(self, words: str, rect: QRect, painter: QPainter) -> str:
        lines = 1 if self.orientation() is Qt.Orientation.Vertical else 2
        room = (rect.width() - _HEAD_PAD - 4) * lines - (12 if lines > 1 else 0)
        return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)

    def _current(self) -> int:
        view = self.parent()
        index = view.currentIndex() if isinstance(view, QTableView) else QModelIndex()
        return index.row() if self.orientation() is Qt.Orientation.Vertical else index.column()


class _CellDrawer(QStyledItemDelegate):
    """Draws patches, the outline of what changed, and the frame of what is selected or current."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._pictures: dict[tuple[tuple[Patch, ...], int, int], QPixmap] = {}
        theme.changed.connect(self._forget)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        area = QRectF(option.rect)
        state = option.state
        painter.save()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(area, self._theme.color("selection"))
        patches = index.data(PATCHES_ROLE) or ()
        painter.drawPixmap(option.rect.topLeft(), self._drawn(patches, option.rect.size(), painter))
        change = index.data(CHANGED_ROLE)
        if change == Change.TURNED:
            _frame(painter, area.adjusted(1, 1, -1, -1), QPen(self._theme.color("text"), 2))
        elif change == Change.LOOKS:
            _frame(painter, area.adjusted(1, 1, -1, -1), QPen(self._theme.color("muted"), 1))
        if index == self._view.currentIndex():
            _frame(painter, area.adjusted(1, 1, -1, -1), QPen(self._theme.color("accent"), 2))
        painter.restore()

    def _drawn(self, patches: tuple[Patch, ...], size: QSize, painter: QPainter) -> QPixmap:
        """Return a cell's picture; cells that look alike, most of them, share it."""
        key = patches, size.width(), size.height()
        known = self._pictures.get(key)
        if known is not None:
            return known
        if len(self._pictures) >= _MOST_PICTURES:
            self._pictures.clear()
        density = self._view.devicePixelRatioF()
        known = QPixmap(size * density)
        known.setDevicePixelRatio(density)
        known.fill(Qt.GlobalColor.transparent)
        within = QPainter(known)
        within.setFont(painter.font())
        draw_cell(
            within, QRectF(0, 0, size.width(), size.height()).adjusted(1, 1, -1, -1), patches, self._theme
        )
        within.end()
        self._pictures[key] = known
        return known

    def _forget(self) -> None:
        self._pictures.clear()


def _frame(painter: QPainter, area: QRectF, pen: QPen) -> None:
    painter.setPen(pen)
    painter.setBrush(QBrush(Qt.BrushStyle.NoBrush))
    painter.drawRoundedRect(area, 5, 5)


def _tie(one: QScrollBar, other: QScrollBar) -> None:
    one.valueChanged.connect(other.setValue)
    other.valueChanged.connect(one.setValue)
