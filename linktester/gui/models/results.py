"""The table of results as Qt sees it: a thin model over our own list, which filters and sorts by itself."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from linktester.gui.speech import Speech
from linktester.listing import COLUMNS, ColumnId, Counted, Filter, Listing, Moved, Row

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Gives the `Row` itself."""
STALE_MS = 100
"""Rows that come in between sorted ones are shown at most so often: each time costs a whole reset."""
MOST_CELLS = 60_000
"""Cell texts kept; then all are forgotten, which costs one screenful."""
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_NUMBER = [each.id for each in COLUMNS].index(ColumnId.NUMBER)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_HORIZONTAL = Qt.Orientation.Horizontal
_ROOT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class ResultsModel(QAbstractTableModel):
    """Rows on show. Its columns are `listing.COLUMNS`; which of them are seen is the view's business.

    What changes the order throughout is told as a reset; views put selection and scrolling back themselves.
    Signals: `shown_changed` after other rows are on show or their counts are others.
    """

    shown_changed = Signal()

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._listing = Listing(speech.phrases)
        # What Qt was told of. It has to hear of a change before it may see it; our list changes at once.
        self._shown: list[Row] = []
        self._cells: dict[int, str] = {}
        self._stale = QTimer(self)
        self._stale.setSingleShot(True)
        self._stale.setInterval(STALE_MS)
        self._stale.timeout.connect(self._show_anew)
        speech.changed.connect(self._on_speech_changed)

    @property
    def filter(self) -> Filter:
        """What is on show now."""
        return self._listing.filter

    @property
    def total(self) -> int:
        """How many rows there are, shown or not."""
        return self._listing.total

    @property
    def listing(self) -> Listing:
        """The list itself; to be read only."""
        return self._listing

    def counted(self) -> Counted:
        """Return the counts of what is on show."""
        return self._listing.tally()

    def row_at(self, position: int) -> Row | None:
        """Return the row shown at a position, None where there is none."""
        return self._shown[position] if 0 <= position < len(self._shown) else None

    def position_of(self, key: str) -> int | None:
        """Return where a probe is shown, None when it is not."""
        self.catch_up()
        return self._listing.position_of(key)

    def catch_up(self) -> None:
        """Show now what came in and is still to be shown."""
        if self._stale.isActive():
            self._show_anew()

    def refill(self, rows: Iterable[Row]) -> None:
        """Show other rows; filter and order stay."""
        self.beginResetModel()
        self._listing.clear()
        self._listing.extend(rows)
        self._end_reset()

    def extend(self, rows: tuple[Row, ...]) -> None:
        """Take in rows that came, in one step."""
        places = self._listing.extend(rows)
        if places is None and not self._stale.isActive():
            self._stale.start()
        if places and not self._stale.isActive():
            self.beginInsertRows(_ROOT, places.start, places.stop - 1)
            self._shown[places.start : places.start] = [self._listing.row(place) for place in places]
            self.endInsertRows()
        self.shown_changed.emit()

    def replace(self, row: Row) -> None:
        """Show a row that was changed; it may move, come or go."""
        self._cells.clear()
        moved = self._listing.replace(row)
        if self._stale.isActive():
            self._show_anew()
        else:
            self._tell(moved, row)
            self.shown_changed.emit()

    def set_filter(self, wanted: Filter) -> None:
        """Show what `wanted` lets through."""
        self.beginResetModel()
        self._listing.set_filter(wanted)
        self._end_reset()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 is the order of arrival."""
        by = COLUMNS[column].id if 0 <= column < len(COLUMNS) else None
        self.beginResetModel()
        self._listing.sort(by, descending=order == Qt.SortOrder.DescendingOrder)
        self._end_reset()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many rows are on show."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are, seen or not."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return the text of a cell, its alignment, or its row under `ROW_ROLE`."""
        if role == _DISPLAY:
            return self._text(index.row(), index.column())
        if role == ROW_ROLE:
            return self.row_at(index.row())
        return _RIGHT if role == _ALIGNMENT and index.column() == _NUMBER else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Return the words above a column, and what explains them."""
        if orientation != _HORIZONTAL or not 0 <= section < len(COLUMNS):
            return None
        if role == _DISPLAY:
            return self._speech.t(COLUMNS[section].header)
        return self._speech.t(COLUMNS[section].about) if role == _TIP else None

    def cells(self, position: int) -> Mapping[ColumnId, str]:
        """Return the texts of a whole row."""
        return {each.id: self._text(position, number) for number, each in enumerate(COLUMNS)}

    def _text(self, position: int, column: int) -> str:
        if position >= len(self._shown):
            return ""
        row = self._shown[position]
        place = row.index * len(COLUMNS) + column
        text = self._cells.get(place)
        if text is None:
            if len(self._cells) >= MOST_CELLS:
                self._cells.clear()
            text = self._cells[place] = COLUMNS[column].cell(self._listing.words, row)
        return text

    def _tell(self, moved: Moved, row: Row) -> None:
        before, after = moved.before, moved.after
        if before is None and after is not None:
            self.beginInsertRows(_ROOT, after, after)
            self._shown.insert(after, row)
            self.endInsertRows()
        elif before is not None and after is None:
            self.beginRemoveRows(_ROOT, before, before)
            del self._shown[before]
            self.endRemoveRows()
        elif before is not None and after is not None:
            self._tell_move(before, after, row)

    def _tell_move(self, before: int, after: int, row: Row) -> None:
        if before != after:
            self.beginMoveRows(_ROOT, before, before, _ROOT, after + 1 if after > before else after)
            self._shown.insert(after, self._shown.pop(before))
            self.endMoveRows()
        self._shown[after] = row
        self.dataChanged.emit(self.index(after, 0), self.index(after, len(COLUMNS) - 1))

    def _show_anew(self) -> None:
        self.beginResetModel()
        self._end_reset()

    def _end_reset(self) -> None:
        self._stale.stop()
        self._cells.clear()
        self._shown = list(self._listing.rows())
        self.endResetModel()
        self.shown_changed.emit()

    def _on_speech_changed(self) -> None:
        self.beginResetModel()
        self._listing.set_phrases(self._speech.phrases)
        self._end_reset()
        self.headerDataChanged.emit(_HORIZONTAL, 0, len(COLUMNS) - 1)
