"""Head, filter, table and detail of the open run, as they lie on the page; the layout is remembered."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from linktester.gui.annotator import Annotator
from linktester.gui.models.results import ResultsModel
from linktester.gui.openrun import OpenRun
from linktester.gui.panels.detail import Detail
from linktester.gui.panels.filterbar import FilterBar
from linktester.gui.panels.resulttable import ResultTable
from linktester.gui.panels.runhead import RunHeadPanel
from linktester.gui.tools import Tools
from linktester.listing import COLUMNS, Row

BELOW, SPLIT = "results-detail-below", "results-split"
SHARES = [560, 480]
"""Table and detail at first; Qt keeps the proportion."""


class ResultView(QWidget):
    """Its parts speak for themselves; the page listens to them."""

    def __init__(
        self,
        tools: Tools,
        run: OpenRun,
        model: ResultsModel,
        annotator: Annotator,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tools = tools
        self._model = model
        self.head = RunHeadPanel(tools, run)
        self.filter = FilterBar(tools, model.listing)
        self.table = ResultTable(tools, model)
        self.detail = Detail(tools, run, annotator)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()

    @property
    def detail_is_below(self) -> bool:
        """True while the detail lies below the table, False while beside it."""
        return self._split.orientation() == Qt.Orientation.Vertical

    def flip(self) -> None:
        """Put the detail where it is not."""
        below = not self.detail_is_below
        self._turn(below=below)
        self._split.setSizes(SHARES)
        self._tools.settings.put(BELOW, below)
        QTimer.singleShot(0, self.table, self.table.bring_into_sight)

    def lines(self, rows: tuple[Row, ...]) -> list[list[str]]:
        """Return rows as the table shows them, the words above the columns first."""
        columns, words = self.table.shown_columns(), self._model.listing.words
        header = [self._tools.speech.t(COLUMNS[number].header) for number in columns]
        return [header, *([COLUMNS[number].cell(words, row) for number in columns] for row in rows)]

    def leave(self) -> None:
        """Remember the layout; hand a note in the making to be stored."""
        self.detail.leave()
        self.table.keep_layout()
        self._tools.settings.put(SPLIT, self._split.saveState())

    def _lay_out(self) -> None:
        settings = self._tools.settings
        self._split.setObjectName("results-split")
        self._split.addWidget(self.table)
        self._split.addWidget(self.detail)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(8)
        self.table.setMinimumSize(240, 120)
        self.detail.setMinimumWidth(300)
        state = settings.octets(SPLIT)
        if state.isEmpty() or not self._split.restoreState(state):
            self._split.setSizes(SHARES)
        self._turn(below=settings.flag(BELOW))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.filter)
        column.addWidget(self._split, 1)
        self.filter.left.connect(self.table.setFocus)
        self.table.detail_requested.connect(self.detail.why.setFocus)

    def _turn(self, *, below: bool) -> None:
        """The detail's own parts lie the other way than the detail and the table."""
        self._split.setOrientation(Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal)
        self.detail.turn(aside=below)
