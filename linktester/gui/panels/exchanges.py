"""The raw exchanges of one piece of evidence: a list, and the chosen one below it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from linktester.gui.models.exchanges import COLUMNS, MOST, ExchangesModel
from linktester.gui.panels.rawview import RawView
from linktester.gui.tools import Tools
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.evidence import Evidence

ROWS = 7
"""Rows shown at once; the rest is scrolled to."""
HOST = COLUMNS.index("host")


class ExchangesPanel(QWidget):
    """List and view. Nothing is chosen at first.

    Signals: `chosen(int)` with the number of an exchange, counted from 1; `told(Message)`;
    `failed(LinktesterError)`.
    """

    chosen = Signal(int)
    told = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, name: str, parent: QWidget | None = None) -> None:
        """`name` begins the object names of what is in it."""
        super().__init__(parent)
        self._tools = tools
        self._evidence: Evidence | None = None
        self._model = ExchangesModel(self)
        self._table = QTableView()
        self._hint = PlainLabel("", "muted")
        self.view = RawView(tools, f"{name}-raw")
        self.setObjectName(name)
        self._table.setObjectName(f"{name}-list")
        tools.speech.name(self._table, "why.exchanges")
        self._lay_out()
        self._table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.view.told.connect(self.told)
        self.view.failed.connect(self.failed)

    @property
    def number(self) -> int:
        """The chosen exchange, counted from 1; 0 for none."""
        return self._table.currentIndex().row() + 1

    def show_evidence(self, evidence: Evidence | None) -> None:
        """List the exchanges of `evidence`; the same one keeps what is chosen."""
        kept = self.number if evidence is self._evidence else 0
        self._evidence = evidence
        t = self._tools.speech.t
        exchanges = evidence.exchanges if evidence is not None else ()
        self._model.show_exchanges(exchanges, [t(f"why.column-{name}") for name in COLUMNS])
        self._fit(min(len(exchanges), MOST))
        self._hint.setText(self._words(len(exchanges)))
        self.view.show_exchange(None, None)
        if kept:
            self.choose(kept)

    def choose(self, number: int) -> None:
        """Choose an exchange, counted from 1."""
        self._table.selectRow(number - 1)

    def _words(self, count: int) -> str:
        t = self._tools.speech.t
        if count == 0:
            return t("why.no-exchanges")
        return t("why.first-exchanges", shown=MOST, total=count) if count > MOST else t("why.choose-exchange")

    def _lay_out(self) -> None:
        table = self._table
        table.setModel(self._model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setProperty("look", "tight")
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTextElideMode(Qt.TextElideMode.ElideRight)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setMinimumSectionSize(24)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(HOST, QHeaderView.ResizeMode.Stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self._hint, table, self.view):
            column.addWidget(part)

    def _fit(self, count: int) -> None:
        """Make the list as high as its rows."""
        rows = self._table.verticalHeader().defaultSectionSize() * min(count, ROWS)
        self._table.setFixedHeight(rows + self._table.horizontalHeader().sizeHint().height() + 4)
        self._table.setVisible(count > 0)

    def _on_row_changed(self) -> None:
        exchange = self._model.exchange(self._table.currentIndex().row())
        self.view.show_exchange(exchange, self._evidence)
        if exchange is not None:
            self._hint.hide()
            self.chosen.emit(self.number)
        else:
            self._hint.show()
