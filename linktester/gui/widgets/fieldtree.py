"""A tree of lines in columns, told from outside which line is current."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from linktester.gui.plaintext import shown, tip

KEY = Qt.ItemDataRole.UserRole
MOST = 300
"""Characters of a cell; the tool tip has more."""
MOST_LINES = 5_000
LEAST = 56
"""Pixels of a column."""
OTHERS = 0.62
"""Share of the width that all columns but the wide one may take together."""


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One line: untrusted texts, one for each column."""

    texts: tuple[str, ...]
    parent: int | None = None
    """Position of the line it stands under."""
    role: str = ""
    """Colour role where it is not that of text."""


class _EndShown(QStyledItemDelegate):
    """Paths that are too long keep their end, which tells them apart."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Leave out the beginning."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft


class FieldTree(QTreeWidget):
    """Columns with heads; the wide one takes the room that is left.

    Signals: `line_chosen(int)` with the position of the line that became current, whoever moved there.
    """

    line_chosen = Signal(int)

    def __init__(self, columns: int, wide: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wide = wide
        self.setColumnCount(columns)
        self.setProperty("look", "roomy")
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setAllColumnsShowFocus(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        head = self.header()
        head.setStretchLastSection(False)
        for column in range(columns):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        self.setItemDelegateForColumn(0, _EndShown(self))
        self._items: list[QTreeWidgetItem] = []
        self.currentItemChanged.connect(self._on_current_changed)

    @property
    def texts(self) -> list[tuple[str, ...]]:
        """All lines as they read."""
        return [tuple(item.text(each) for each in range(self.columnCount())) for item in self._items]

    @property
    def current(self) -> int | None:
        """Position of the current line."""
        item = self.currentItem()
        return None if item is None else int(item.data(0, KEY))

    def show_lines(self, lines: Sequence[TreeLine], colours: dict[str, QColor]) -> None:
        """Show other lines, all unfolded, none of them current; `colours` are those of the roles."""
        self.blockSignals(True)
        self.clear()
        self._items = []
        tops = []
        for number, line in enumerate(lines[:MOST_LINES]):
            item = self._made(number, line, colours)
            self._items.append(item)
            if line.parent is None:
                tops.append(item)
            else:
                self._items[line.parent].addChild(item)
        self.addTopLevelItems(tops)
        self.expandAll()
        self.blockSignals(False)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def go_to(self, number: int | None) -> None:
        """Make a line current and bring it into view; None = none of them."""
        if number is None or number >= len(self._items):
            self.setCurrentItem(None)  # type: ignore[call-overload]
            return
        self.setCurrentItem(self._items[number])
        self.scrollToItem(self._items[number])

    def sizeHint(self) -> QSize:
        """Return room for a dozen lines."""
        return QSize(420, 280)

    def _made(self, number: int, line: TreeLine, colours: dict[str, QColor]) -> QTreeWidgetItem:
        item = QTreeWidgetItem([shown(text, MOST).replace("\n", "⏎") for text in line.texts])
        item.setData(0, KEY, number)
        for column, text in enumerate(line.texts):
            item.setToolTip(column, tip(text))
        if line.role:
            for column in range(len(line.texts)):
                item.setForeground(column, colours[line.role])
        return item

    def _fit(self) -> None:
        """Give each column what it needs; where that is too much, the widest give way."""
        head = self.header()
        needed = {
            column: max(self.sizeHintForColumn(column), head.sectionSizeHint(column)) + 8
            for column in range(self.columnCount())
            if column != self._wide
        }
        whole = self.viewport().width()
        room = whole - min(self.sizeHintForColumn(self._wide) + 8, int(whole * (1 - OTHERS)))
        for column, width in shares(needed, room).items():
            self.setColumnWidth(column, max(width, LEAST))

    def _on_current_changed(self, item: QTreeWidgetItem | None, _before: object = None) -> None:
        if item is not None:
            self.line_chosen.emit(int(item.data(0, KEY)))


def shares(needed: Mapping[int, int], room: int) -> dict[int, int]:
    """Return what each gets of `room`: what it needs, and where that is too much, the greediest the same."""
    given: dict[int, int] = {}
    for left, key in zip(range(len(needed), 0, -1), sorted(needed, key=needed.__getitem__), strict=True):
        given[key] = min(needed[key], max(0, room - sum(given.values())) // left)
    return given
