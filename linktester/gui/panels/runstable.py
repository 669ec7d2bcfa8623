"""The table of kept runs: verdicts as a small bar with words, names edited in place."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from linktester.gui.kept import Kept
from linktester.gui.models.runs import ABOUT_ROLE, COLUMNS, KEPT_ROLE, Column, RunsModel
from linktester.gui.panels.cells import PAD, row_height, write
from linktester.gui.plaintext import tip
from linktester.gui.present import look
from linktester.gui.theme import Theme
from linktester.gui.tools import Tools
from linktester.model.verdict import Outcome

STATE = "runs-columns"
BAR, BAR_HEIGHT = 72, 10
WIDTHS = {
    Column.STARTED: 166,
    Column.NAME: 240,
    Column.RESULTS: 92,
    Column.VERDICTS: 380,
    Column.STATE: 200,
    Column.SUITES: 150,
    Column.TESTER: 110,
    Column.BASIS: 100,
}
_Index = QModelIndex | QPersistentModelIndex


class RunsTable(QTableView):
    """Whole rows, several with Shift and Ctrl.

    Signals: `open_requested` by Enter or a double click; `selection_changed`.
    """

    open_requested = Signal()
    selection_changed = Signal()

    def __init__(self, tools: Tools, model: RunsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._model = model
        self._held: tuple[str, ...] = ()
        self.setObjectName("runs-table")
        tools.speech.name(self, "runs.table")
        self.setModel(model)
        self._look()
        self.activated.connect(self._on_activated)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        model.modelAboutToBeReset.connect(self._on_model_about_to_be_reset)
        model.modelReset.connect(self._on_model_reset)
        tools.theme.changed.connect(self.viewport().update)

    def selected(self) -> list[Kept]:
        """Return the selected runs from top to bottom."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [kept for row in rows if (kept := self._model.kept(row)) is not None]

    def select_run(self, run: str | None) -> None:
        """Select one run; the first row where it is not shown."""
        row = None if run is None else self._model.row_of(run)
        if self._model.rowCount():
            self.selectRow(row or 0)

    def edit_name(self) -> None:
        """Let the current run's name be typed."""
        index = self._model.index(self.currentIndex().row(), COLUMNS.index(Column.NAME))
        self.scrollTo(index)
        self.setCurrentIndex(index)
        self.edit(index)

    def keep_layout(self) -> None:
        """Remember widths and order."""
        self._tools.settings.put(STATE, self.horizontalHeader().saveState())

    def _look(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height(self))
        self.setItemDelegate(RunCells(self))
        self.setItemDelegateForColumn(COLUMNS.index(Column.VERDICTS), VerdictShares(self._tools.theme, self))
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for number, column in enumerate(COLUMNS):
            header.resizeSection(number, WIDTHS[column])
        header.setSortIndicator(COLUMNS.index(Column.STARTED), Qt.SortOrder.DescendingOrder)
        state = self._tools.settings.octets(STATE)
        if not state.isEmpty():
            header.restoreState(state)
        self.setSortingEnabled(True)

    def _on_activated(self, _index: QModelIndex) -> None:
        self.open_requested.emit()

    def _on_selection_changed(self) -> None:
        self.selection_changed.emit()

    def _on_model_about_to_be_reset(self) -> None:
        self._held = tuple(kept.head.id for kept in self.selected())

    def _on_model_reset(self) -> None:
        for number, run in enumerate(self._held):
            row = self._model.row_of(run)
            if row is not None:
                index = self._model.index(row, 0)
                flags = self.selectionModel().SelectionFlag
                if number == 0:
                    self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
                self.selectionModel().select(index, flags.Select | flags.Rows)
        self.selection_changed.emit()


class RunCells(QStyledItemDelegate):
    """Plain cells; what explains them is shown as it is."""

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """Show what the model says about a cell."""
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), tip(str(index.data(ABOUT_ROLE) or "")), view)
        return True


class VerdictShares(RunCells):
    """A bar of shares, then the counts in words."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """Set the text aside; it is written beside the bar."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the ground as ever, then bar and words."""
        super().paint(painter, option, index)
        kept = index.data(KEPT_ROLE)
        area = QRect(option.rect).adjusted(PAD, 0, -PAD, 0)
        if isinstance(kept, Kept) and kept.held is not None and any(kept.held.outcomes.values()):
            spot = QRect(area.left(), area.center().y() - BAR_HEIGHT // 2, BAR, BAR_HEIGHT)
            self._paint_bar(painter, spot, kept.held.outcomes)
        painter.save()
        painter.setPen(self._theme.color("text"))
        write(painter, area.adjusted(BAR + PAD + 2, 0, 0, 0), str(index.data() or ""))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return room for bar and words."""
        width = option.fontMetrics.horizontalAdvance(str(index.data() or ""))
        return QSize(width + BAR + 3 * PAD + 2, option.fontMetrics.height() + 2 * PAD)

    def _paint_bar(self, painter: QPainter, area: QRect, counts: Mapping[str, int]) -> None:
        total = sum(counts.get(each.value, 0) for each in Outcome)
        done, left = 0, area.left()
        for each in Outcome:
            done += counts.get(each.value, 0)
            end = area.left() + round(area.width() * done / total) if total else left
            if end > left:
                painter.fillRect(
                    left, area.top(), end - left - 1, area.height(), self._theme.color(look(each).role)
                )
            left = max(left, end)
