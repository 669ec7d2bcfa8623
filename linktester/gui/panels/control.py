"""The control run: the same link in a neutral browser, what it says about the verdict, and how it went."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from linktester.gui.panels.exchanges import ExchangesPanel
from linktester.gui.panels.hops import Hops, hops
from linktester.gui.tools import Tools
from linktester.gui.widgets.prose import Line, Piece
from linktester.gui.widgets.sheet import Sheet
from linktester.gui.widgets.timeline import Timeline
from linktester.model.run import CaseResult
from linktester.report.detail import Detail
from linktester.report.phrases import Phrases

_NOTHING = Hops((), ())


class ControlPanel(QWidget):
    """Why it is made, what it settles, its stops and its exchanges.

    Signals: `told(Message)`; `failed(LinktesterError)`.
    """

    told = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._hops = _NOTHING
        self._words = Sheet(tools.theme, "why-control-words")
        self._line = Timeline(tools.theme, "why-control-timeline")
        self._exchanges = ExchangesPanel(tools, "why-control-exchanges")
        tools.speech.name(self._words, "report.control")
        tools.speech.name(self._line, "why.control-timeline")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self._words, self._line, self._exchanges):
            column.addWidget(part)
        self._line.followed.connect(self._on_followed)
        self._exchanges.told.connect(self.told)
        self._exchanges.failed.connect(self.failed)

    def show_result(self, result: CaseResult, laid: Detail) -> None:
        """Show the control run of a result."""
        phrases, control = self._tools.speech.phrases, result.control
        self._words.show_lines(control_lines(result, laid, phrases))
        own = control is None or is_own_control(result)
        left_out = 0 if control is None else len(control.observations) - len(laid.control_steps)
        self._hops = (
            _NOTHING if own or control is None else hops(control, laid.control_steps, left_out, phrases)
        )
        self._line.show_lines(self._hops.lines)
        self._exchanges.setVisible(not own)
        self._exchanges.show_evidence(None if own else control)

    def mark(self, step: int) -> None:
        """Put a soft ground under a stop, counted from 1."""
        self._line.mark_lines(self._hops.lines_of((step,)))

    def _on_followed(self, link: str) -> None:
        kind, _, number = link.partition(":")
        if kind == "exchange":
            self._exchanges.choose(int(number))


def is_own_control(result: CaseResult) -> bool:
    """Tell whether the result was opened in the neutral browser itself."""
    control = result.control
    return control is not None and control.probe_key == result.evidence.probe_key


def control_lines(result: CaseResult, laid: Detail, phrases: Phrases) -> tuple[Line, ...]:
    """Return why it is made, and what it says; or why there is none."""
    if result.control is None:
        return (Line((Piece(phrases.text("why.no-control"), "muted"),)),)
    if is_own_control(result):
        return (Line((Piece(phrases.text("why.own-control"), "muted"),)),)
    said = [each.words for each in laid.arguments if each.control]
    lines = [Line((Piece(each, bold=True),)) for each in said]
    return (Line((Piece(phrases.text("why.control-why"), "muted"),)), *lines)
