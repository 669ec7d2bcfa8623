"""Why a result is what it is: the sentence first, then all that it rests on, in the order of the argument."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from linktester.gui.panels.grounds import Grounds
from linktester.gui.panels.summary import Summary
from linktester.gui.tools import Tools
from linktester.gui.widgets.empty import EmptyState
from linktester.listing.row import Row
from linktester.model.run import CaseResult
from linktester.report.detail import detail

WIDE = 900
"""Pixels from which on answer and grounds stand side by side."""
MARGIN = 48
"""Pixels left free above what is brought into sight."""


class WhyPanel(QWidget):
    """One result, readable from top to bottom; all its text can be selected.

    Signals: `evidence_requested(str)` with the key of a row that is shown without its result, once for each
    row; `told(Message)`; `failed(LinktesterError)`.
    """

    evidence_requested = Signal(str)
    told = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("why")
        self._tools = tools
        self._row: Row | None = None
        self._result: CaseResult | None = None
        self._is_missing = False
        self._summary = Summary(tools)
        self._grounds = Grounds(tools)
        self._area, self._left = _scrolled("why-area")
        self._beside, self._right = _scrolled("why-beside")
        self._pages = QStackedLayout(self)
        self._lay_out()
        self._listen()
        self.show_result(None, None)

    @property
    def key(self) -> str | None:
        """Key of the row that is shown."""
        return None if self._row is None else self._row.key

    def show_result(self, row: Row | None, result: CaseResult | None) -> None:
        """Show a result; without `result` its head and that the evidence comes, without `row` nothing.

        The same result again, with another row (somebody set a status), stays where it was scrolled to.
        """
        before, self._row = self._row, row
        same = result is not None and result is self._result
        other = before is None or row is None or (before.run, before.key) != (row.run, row.key)
        self._is_missing = self._is_missing and not other and result is None
        self._result = result if row is not None else None
        self._pages.setCurrentIndex(0 if row is None else 1)
        if row is None:
            return
        if not same:
            for area in (self._area, self._beside):
                area.verticalScrollBar().setValue(0)
        self._show(row, same=same)
        if result is None and other:
            self.evidence_requested.emit(row.key)

    def show_missing(self) -> None:
        """Say that the evidence of the row that is shown could not be had."""
        self._is_missing = True
        if self._row is not None:
            self._show(self._row, same=False)

    def show_exchange(self, number: int) -> None:
        """Open a raw exchange, counted from 1."""
        self._grounds.show_exchange(number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two parts side by side where there is room, each scrolled by itself."""
        super().resizeEvent(event)
        wide = event.size().width() >= WIDE
        if wide == self._beside.isHidden():
            self._beside.setVisible(wide)
            # A layout takes over what it is given.
            (self._right if wide else self._left).addWidget(self._grounds, 1)

    def _lay_out(self) -> None:
        speech = self._tools.speech
        empty = EmptyState(speech, "why.nothing", "why.nothing-means")
        self._left.addWidget(self._summary)
        self._left.addWidget(self._grounds, 1)
        self._beside.hide()
        for area, code in ((self._area, "why.title"), (self._beside, "why.grounds")):
            speech.name(area, code)
        speech.name(self, "why.title")
        shown = QWidget()
        row = QHBoxLayout(shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._area, 2)
        row.addWidget(self._beside, 3)
        self._pages.addWidget(empty)
        self._pages.addWidget(shown)
        self.setMinimumWidth(320)

    def _listen(self) -> None:
        self._summary.told.connect(self.told)
        self._grounds.told.connect(self.told)
        self._grounds.failed.connect(self.failed)
        self._grounds.stop_shown.connect(self._on_stop_shown)
        self._tools.speech.changed.connect(self._on_looks_changed)
        self._tools.theme.changed.connect(self._on_looks_changed)

    def _show(self, row: Row, *, same: bool) -> None:
        self._grounds.setVisible(self._result is not None)
        if self._result is None:
            self._summary.show_row(row, "why.missing" if self._is_missing else "why.loading")
            return
        self._summary.show_result(row, self._result)
        if not same:
            self._grounds.show_result(
                self._result, detail(row.index + 1, self._result, self._tools.speech.phrases, 0)
            )

    def _on_looks_changed(self) -> None:
        if self._row is not None:
            self._show(self._row, same=False)

    def _on_stop_shown(self, widget: QWidget, below: int) -> None:
        """Scroll once what was just opened has its place."""
        QTimer.singleShot(0, self, partial(self._scroll_to, widget, below))

    def _scroll_to(self, widget: QWidget, below: int) -> None:
        area = self._area if self._beside.isHidden() else self._beside
        bar = area.verticalScrollBar()
        top = widget.mapTo(area.viewport(), QPoint(0, below)).y() + bar.value()
        bar.setValue(max(0, top - MARGIN))


def _scrolled(name: str) -> tuple[QScrollArea, QVBoxLayout]:
    """Return an area that scrolls up and down only, and what its parts are put into."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(12, 8, 12, 12)
    column.setSpacing(16)
    area = QScrollArea()
    area.setObjectName(name)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area, column
