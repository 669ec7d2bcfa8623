"""The cases of the current suite as a table: chosen, dragged into another order, opened in the form."""

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from linktester.gui.models.cases import CasesModel, Column
from linktester.gui.tools import Tools

LAYOUT = "cases-columns"
WIDTHS = {
    Column.ID: 180,
    Column.TITLE: 200,
    Column.FAMILY: 140,
    Column.PLACES: 210,
    Column.DATES: 180,
    Column.EXPECTS: 150,
    Column.LAST: 150,
    Column.LINK: 320,
}
MENU = (
    "run-selected",
    "",
    "new-case",
    "duplicate",
    "delete",
    "",
    "move-up",
    "move-down",
    "",
    "rename",
    "copy-link",
)


class CaseTable(QTableView):
    """Rows of cases.

    Signals: `current_changed(int)` with the place in the suite of the current case, -1 for none;
    `selection_changed()`; `open_asked()` when somebody wants to work on the current case.
    """

    current_changed = Signal(int)
    selection_changed = Signal()
    open_asked = Signal()

    def __init__(self, tools: Tools, model: CasesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._model = model
        self.setObjectName("cases")
        tools.speech.name(self, "cases.table")
        self.setModel(model)
        self._look()
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        self.customContextMenuRequested.connect(self._on_menu_requested)

    @property
    def current(self) -> int:
        """The place in the suite of the current case, -1 for none."""
        row = self.currentIndex().row()
        return self._model.place_at(row) if 0 <= row < self._model.rowCount() else -1

    def chosen(self) -> list[int]:
        """Return the places of the selected cases, in order."""
        selected = self.selectionModel().selection()
        ranges = [selected.at(number) for number in range(selected.count())]
        rows = {row for each in ranges for row in range(each.top(), each.bottom() + 1)}
        return sorted(self._model.place_at(row) for row in rows)

    def choose(self, places: Iterable[int]) -> None:
        """Select these cases and make the last of them the current one; those not on show are left out."""
        rows = [row for place in places if (row := self._model.row_of(place)) is not None]
        selection = QItemSelection()
        last = len(Column) - 1
        for row in rows:
            selection.merge(
                QItemSelection(self._model.index(row, 0), self._model.index(row, last)),
                QItemSelectionModel.SelectionFlag.Select,
            )
        flags = QItemSelectionModel.SelectionFlag
        if rows:
            self.selectionModel().setCurrentIndex(self._model.index(rows[-1], 0), flags.NoUpdate)
            self.scrollTo(self._model.index(rows[-1], 0))
        self.selectionModel().select(selection, flags.ClearAndSelect)

    def save_layout(self) -> None:
        """Remember the columns."""
        self._tools.settings.put(LAYOUT, self.horizontalHeader().saveState())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current case."""
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_asked.emit()
            return
        super().keyPressEvent(event)

    def _look(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 12)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        rows.setSectionsClickable(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        header.setStretchLastSection(True)
        header.setSectionsMovable(True)
        layout = self._tools.settings.octets(LAYOUT)
        if not layout.isEmpty():
            header.restoreState(layout)

    def _on_current_row_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit(self.current)

    def _on_selection_changed(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self.selection_changed.emit()

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.open_asked.emit()

    def _on_menu_requested(self, spot: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in MENU:
            if name:
                menu.addAction(self._tools.actions[name])
            else:
                menu.addSeparator()
        menu.popup(self.viewport().mapToGlobal(spot))
