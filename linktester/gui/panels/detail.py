"""Everything about the current result: why it is so, and what a person says of it."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout, QWidget

from linktester.gui.annotator import Annotator
from linktester.gui.openrun import OpenRun
from linktester.gui.panels.annotate import AnnotatePanel
from linktester.gui.panels.why import WhyPanel
from linktester.gui.tools import Tools
from linktester.listing import Row
from linktester.model.run import CaseResult

WHY_HEIGHT = 120
WAIT_MS = 40
"""Evidence is fetched when somebody stays on a row for so long; running through a table fetches none."""


class Detail(QWidget):
    """The Why panel and the annotation panel, one below or beside the other."""

    def __init__(
        self, tools: Tools, run: OpenRun, annotator: Annotator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("detail")
        self._run = run
        self._row: Row | None = None
        self._result: CaseResult | None = None
        self.why = WhyPanel(tools)
        self.annotate = AnnotatePanel(tools, annotator)
        self.why.setMinimumHeight(WHY_HEIGHT)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._box.addWidget(self.why, 3)
        self._box.addWidget(self.annotate, 2)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self._fetch)
        self.why.evidence_requested.connect(self._on_evidence_requested)

    def turn(self, *, aside: bool) -> None:
        """Put the person's word beside the reasons, or below them."""
        way = QBoxLayout.Direction
        self._box.setDirection(way.LeftToRight if aside else way.TopToBottom)
        self.annotate.stand(aside=aside)

    def show_row(self, row: Row | None, chosen: int) -> None:
        """Show a result; its evidence follows. `chosen` results are meant by what is said."""
        self.annotate.show_row(row, chosen)
        if row is self._row:
            return
        same = row is not None and self._row is not None and _same(row, self._row)
        self._row = row
        if not same:
            self._result = None
            self._wait.start()
        self.why.show_result(row, self._result)

    def leave(self) -> None:
        """Fetch nothing more; hand a note in the making to be stored."""
        self._wait.stop()
        self.annotate.keep()

    def _fetch(self) -> None:
        if self._row is not None and self._result is None:
            self._run.fetch(self._row.key, partial(self._on_fetched, self._row))

    def _on_evidence_requested(self, _key: str) -> None:
        self._wait.start()

    def _on_fetched(self, asked: Row, result: CaseResult | None) -> None:
        if self._row is None or not _same(asked, self._row):
            return
        if result is None:
            self.why.show_missing()
        else:
            self._result = result
            self.why.show_result(self._row, result)


def _same(one: Row, other: Row) -> bool:
    """Tell whether rows are of the same result; a person's word makes a new row of it."""
    return (one.run, one.key) == (other.run, other.key)
