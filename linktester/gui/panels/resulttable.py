"""The results table: rows to go through by key, columns to choose, move and sort by, all of it remembered."""

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from linktester.gui.models.results import ResultsModel
from linktester.gui.panels.cells import Cells, InkCells, VerdictCells, row_height
from linktester.gui.tools import Tools
from linktester.listing import COLUMNS, ColumnId, Row

STATE = f"results-columns-{len(COLUMNS)}"
"""Columns are remembered by their number: a layout of other columns means nothing here."""
WIDTHS = {
    ColumnId.NUMBER: 66,
    ColumnId.CASE: 104,
    ColumnId.STAND: 124,
    ColumnId.PHONE: 84,
    ColumnId.DATE: 104,
    ColumnId.VERDICT: 160,
    ColumnId.MATCH: 178,
    ColumnId.STATUS: 96,
    ColumnId.REACH: 104,
    ColumnId.ANSWER: 320,
    ColumnId.LINK: 260,
    ColumnId.EXPECTED: 140,
    ColumnId.ORDER: 190,
    ColumnId.LEG: 150,
}
"""Pixels at first; the rest has `WIDTH`."""
WIDTH = 110
FIRST = (
    ColumnId.NUMBER,
    ColumnId.CASE,
    ColumnId.VERDICT,
    ColumnId.STAND,
    ColumnId.DATE,
    ColumnId.STATUS,
    ColumnId.MATCH,
    ColumnId.REACH,
    ColumnId.PHONE,
    ColumnId.ANSWER,
    ColumnId.LINK,
    ColumnId.BASIS,
)
"""What is seen at first, from the left."""
OF_ORDERS = (ColumnId.ORDER, ColumnId.LEG)
"""Seen where a run has orders, before the status."""
_NUMBERS = {each.id: number for number, each in enumerate(COLUMNS)}


class ResultTable(QTableView):
    """Whole rows are selected, several with Shift and Ctrl.

    Signals: `key_changed(str | None)` when another row is the current one; `selection_changed`;
    `detail_requested` by Enter or a double click.
    """

    key_changed = Signal(object)
    selection_changed = Signal()
    detail_requested = Signal()

    def __init__(self, tools: Tools, model: ResultsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._model = model
        self._going: int | None = None
        """Where the current row is taken away at this moment."""
        self._held = _Held()
        self._has_orders = False
        self.setObjectName("results-table")
        tools.speech.name(self, "results.table")
        # Before Qt's own selection hears of it, which would go up instead of on.
        model.rowsAboutToBeRemoved.connect(self._on_rows_about_to_be_removed)
        self.setModel(model)
        model.rowsRemoved.connect(self._on_rows_removed)
        self._look()
        self._head()
        model.modelAboutToBeReset.connect(self._on_model_about_to_be_reset)
        model.modelReset.connect(self._on_model_reset)
        model.shown_changed.connect(self._show_orders)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.activated.connect(self._on_activated)
        tools.theme.changed.connect(self.viewport().update)

    @property
    def current(self) -> Row | None:
        """The current row."""
        return self._model.row_at(self.currentIndex().row())

    def selected_rows(self) -> list[Row]:
        """Return the selected rows from top to bottom."""
        ranges = self.selectionModel().selection()
        spans = (ranges.at(number) for number in range(ranges.count()))
        places = sorted({place for each in spans for place in range(each.top(), each.bottom() + 1)})
        return [row for place in places if (row := self._model.row_at(place)) is not None]

    def shown_columns(self) -> list[int]:
        """Return the numbers of the columns seen, from the left."""
        header = self.horizontalHeader()
        every = (header.logicalIndex(place) for place in range(header.count()))
        return [number for number in every if not header.isSectionHidden(number)]

    def show_key(self, key: str | None) -> bool:
        """Make a probe's row the current one and bring it into sight; tell whether it is on show."""
        current = self.current
        if current is not None and current.key == key:
            # The same probe may stand here twice; the one the user chose stays.
            return True
        place = None if key is None else self._model.position_of(key)
        if place is not None:
            self._go_to(place)
        return place is not None

    def step(self, by: int) -> None:
        """Go down (1) or up (-1) one row; from nowhere to the first."""
        at = self.currentIndex().row()
        place = 0 if at < 0 else at + by
        if 0 <= place < self._model.rowCount():
            self._go_to(place)

    def step_to_open(self) -> bool:
        """Go to the next row nobody has given a status, from the top again after the last; tell whether there
        is one.
        """
        count, at = self._model.rowCount(), self.currentIndex().row()
        for place in (*range(at + 1, count), *range(max(at, 0))):
            row = self._model.row_at(place)
            if row is not None and row.status is None:
                self._go_to(place)
                return True
        return False

    def bring_into_sight(self) -> None:
        """Scroll to the current row, as after the table became another size."""
        across = self.horizontalScrollBar().value()
        self.scrollTo(self.currentIndex())
        self.horizontalScrollBar().setValue(across)

    def keep_layout(self) -> None:
        """Remember columns and order."""
        self._tools.settings.put(STATE, self.horizontalHeader().saveState())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows in sight while the engine steps aside."""
        with self._tools.host.undisturbed():
            super().paintEvent(event)

    def _look(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(row_height(self))
        self.setItemDelegate(Cells(self))
        theme = self._tools.theme
        self.setItemDelegateForColumn(_NUMBERS[ColumnId.VERDICT], VerdictCells(theme, ColumnId.VERDICT, self))
        for each in (ColumnId.MATCH, ColumnId.STATUS, ColumnId.REACH):
            self.setItemDelegateForColumn(_NUMBERS[each], InkCells(theme, each, self))

    def _head(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_columns_asked)
        header.setSortIndicator(_NUMBERS[ColumnId.NUMBER], Qt.SortOrder.AscendingOrder)
        state = self._tools.settings.octets(STATE)
        if state.isEmpty() or not header.restoreState(state):
            self._put_columns_back()
        for each in OF_ORDERS:
            header.setSectionHidden(_NUMBERS[each], True)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)

    def _put_columns_back(self) -> None:
        header = self.horizontalHeader()
        for number, each in enumerate(COLUMNS):
            shown = each.id in FIRST or (self._has_orders and each.id in OF_ORDERS)
            header.setSectionHidden(number, not shown)
            header.resizeSection(number, WIDTHS.get(each.id, WIDTH))
        for place, wanted in enumerate(FIRST):
            header.moveSection(header.visualIndex(_NUMBERS[wanted]), place)
        for wanted in OF_ORDERS:
            place = header.visualIndex(_NUMBERS[ColumnId.STATUS])
            header.moveSection(header.visualIndex(_NUMBERS[wanted]), place)

    def _show_orders(self) -> None:
        """Show what is about orders as soon as there are some, and hide it where there are none."""
        has_orders = bool(self._model.listing.seen.values("order"))
        if has_orders is not self._has_orders:
            self._has_orders = has_orders
            for each in OF_ORDERS:
                self.setColumnHidden(_NUMBERS[each], not has_orders)

    def _on_columns_asked(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, each in enumerate(COLUMNS):
            action = QAction(self._tools.speech.t(each.header), menu)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(number))
            action.toggled.connect(partial(self._on_column_chosen, number))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self._tools.speech.t("results.columns-back"), self._put_columns_back)
        menu.popup(self.horizontalHeader().mapToGlobal(at))

    def _on_column_chosen(self, number: int, shown: bool) -> None:
        if shown or len(self.shown_columns()) > 1:
            self.setColumnHidden(number, not shown)

    def _go_to(self, place: int) -> None:
        index = self._model.index(place, max(self.shown_columns()[:1], default=0))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        # Only as far as needed, and never sideways.
        self.bring_into_sight()

    def _on_model_about_to_be_reset(self) -> None:
        current = self.current
        selected = frozenset(map(_identity, self.selected_rows()))
        held = _Held(_identity(current) if current else None, selected, self.verticalScrollBar().value())
        # In sight it stays in sight; who has scrolled away from it is left alone.
        in_sight = self.viewport().rect().intersects(self.visualRect(self.currentIndex()))
        self._held = replace(held, in_sight=in_sight)

    def _on_model_reset(self) -> None:
        held = self._held
        places = {}
        if held.current or held.selected:
            places = {_identity(row): place for place, row in enumerate(self._model.listing.rows())}
        self._select_again(sorted(places[each] for each in held.selected if each in places))
        self.verticalScrollBar().setValue(held.scrolled)
        place = None if held.current is None else places.get(held.current)
        if place is None:
            return
        index = self._model.index(place, max(self.shown_columns()[:1], default=0))
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        if held.in_sight:
            self.scrollTo(index)

    def _select_again(self, places: list[int]) -> None:
        selection = QItemSelection()
        last = self._model.columnCount() - 1
        for first, end in _runs(places):
            selection.select(self._model.index(first, 0), self._model.index(end, last))
        if places:
            self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _on_current_row_changed(self, index: QModelIndex) -> None:
        row = self._model.row_at(index.row())
        if row is None or self._going is not None:
            return
        if not self.selectionModel().hasSelection():
            # Where the focus came by itself: what is current is to be seen.
            self.selectRow(index.row())
        self.key_changed.emit(row.key)

    def _on_rows_about_to_be_removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        if first <= self.currentIndex().row() <= last:
            self._going = first

    def _on_rows_removed(self) -> None:
        place, self._going = self._going, None
        if place is not None and self._model.rowCount():
            self.setCurrentIndex(QModelIndex())
            self._go_to(min(place, self._model.rowCount() - 1))

    def _on_selection_changed(self) -> None:
        self.selection_changed.emit()

    def _on_activated(self) -> None:
        self.detail_requested.emit()


@dataclass(frozen=True, slots=True)
class _Held:
    """What a view loses with a reset."""

    current: tuple[str, int] | None = None
    selected: frozenset[tuple[str, int]] = frozenset()
    scrolled: int = 0
    in_sight: bool = True


def _identity(row: Row) -> tuple[str, int]:
    return (row.run, row.index)


def _runs(places: list[int]) -> list[tuple[int, int]]:
    """Return first and last of each row of numbers that follow each other."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and found[-1][1] == place - 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found
