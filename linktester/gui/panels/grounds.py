"""What a verdict rests on, foldable: order, stops, reasons, parameters, rules, raw exchanges, control run."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from linktester.gui.panels import paramdiff
from linktester.gui.panels.citations import citation_lines, citations, rule_lines
from linktester.gui.panels.control import ControlPanel
from linktester.gui.panels.exchanges import ExchangesPanel
from linktester.gui.panels.hops import Hops, hops
from linktester.gui.panels.orderway import OrderWay
from linktester.gui.panels.reasons import reason_lines
from linktester.gui.tools import Tools
from linktester.gui.widgets.clipboard import put_text
from linktester.gui.widgets.grid import Grid
from linktester.gui.widgets.prose import plain
from linktester.gui.widgets.section import Section
from linktester.gui.widgets.sheet import Sheet
from linktester.gui.widgets.timeline import Timeline
from linktester.model.message import message
from linktester.model.run import CaseResult
from linktester.report.detail import Detail

TITLES = {
    "payment": "report.payment",
    "timeline": "report.timeline",
    "reasons": "report.reasons",
    "parameters": "report.parameters",
    "rules": "report.rules",
    "exchanges": "why.exchanges",
    "control": "report.control",
}
"""Sections in their order, with the codes of their headings."""
FOLDED = frozenset({"control"})
"""Folded until somebody opens them."""


class Grounds(QWidget):
    """All sections below the answer. A folded control run is not laid out before it is opened.

    Signals: `stop_shown(QWidget, int)` with a sheet and the pixels from its top to a stop that was asked for;
    `told(Message)`; `failed(LinktesterError)`.
    """

    stop_shown = Signal(object, int)
    told = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._result: CaseResult | None = None
        self._laid: Detail | None = None
        self._hops = Hops((), ())
        self._control_due = False
        self._order = OrderWay(tools, "why-payment")
        self._timeline = Timeline(tools.theme, "why-timeline")
        self._reasons = Sheet(tools.theme, "why-reasons")
        self._parameters = Grid(tools.theme, "why-parameters")
        self._rules = Sheet(tools.theme, "why-rules")
        self._exchanges = ExchangesPanel(tools, "why-exchanges")
        self._control = ControlPanel(tools)
        self.sections = self._made_sections()
        self._connect()

    def show_result(self, result: CaseResult, laid: Detail) -> None:
        """Show what `result` rests on; `laid` is its layout in the present language."""
        self._result, self._laid = result, laid
        phrases = self._tools.speech.phrases
        self._order.show_order(laid.order, phrases)
        self._hops = hops(result.evidence, laid.steps, laid.steps_left_out, phrases)
        self._timeline.show_lines(self._hops.lines)
        self._reasons.show_lines(reason_lines(laid.arguments, phrases))
        rows = paramdiff.rows(result.verdict.diff, phrases)
        self._parameters.show_rows(paramdiff.header(phrases), rows, paramdiff.SHARES)
        self._rules.show_lines(rule_lines(result, phrases))
        self._exchanges.show_evidence(result.evidence)
        self._control_due = True
        self._show_control()
        self._head(result, laid)

    def mark_step(self, step: int) -> None:
        """Put a soft ground under a stop, counted from 1, and have it brought into sight."""
        lines = self._hops.lines_of((step,))
        self.sections["timeline"].open(True)
        self._timeline.mark_lines(lines)
        if lines:
            self.stop_shown.emit(self._timeline, self._timeline.top_of(min(lines)))

    def show_exchange(self, number: int) -> None:
        """Open an exchange, counted from 1."""
        self.sections["exchanges"].open(True)
        self._exchanges.choose(number)
        self.stop_shown.emit(self._exchanges, 0)

    def _made_sections(self) -> dict[str, Section]:
        bodies = (
            self._order,
            self._timeline,
            self._reasons,
            self._parameters,
            self._rules,
            self._exchanges,
            self._control,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        made = {}
        for (name, title), body in zip(TITLES.items(), bodies, strict=True):
            section = Section(self._tools.speech, f"why-section-{name}", title, body)
            section.open(self._tools.settings.flag(f"why-{name}", name not in FOLDED))
            column.addWidget(section)
            made[name] = section
        column.addStretch(1)
        for sheet, title in ((self._timeline, "timeline"), (self._reasons, "reasons")):
            self._tools.speech.name(sheet, TITLES[title])
        for sheet, title in ((self._parameters, "parameters"), (self._rules, "rules")):
            self._tools.speech.name(sheet, TITLES[title])
        return made

    def _connect(self) -> None:
        for sheet in (self._order, self._timeline, self._reasons, self._rules):
            sheet.followed.connect(self._on_followed)
        for panel in (self._exchanges, self._control):
            panel.told.connect(self.told)
            panel.failed.connect(self.failed)
        for section in self.sections.values():
            section.folded.connect(self._on_folded)

    def _head(self, result: CaseResult, laid: Detail) -> None:
        """Say beside the headings how much there is, and leave out what there is nothing of."""
        t = self._tools.speech.t
        evidence = result.evidence
        steps = t("why.steps", count=len(evidence.observations), ms=round(evidence.elapsed_ms))
        self.sections["payment"].setVisible(laid.order is not None)
        self.sections["payment"].say_beside("" if laid.order is None else laid.order.line)
        self.sections["timeline"].say_beside(steps)
        self.sections["exchanges"].say_beside(str(len(evidence.exchanges)))
        self.sections["reasons"].setVisible(bool(result.verdict.reasons))
        self.sections["parameters"].setVisible(bool(result.verdict.diff))
        more = len(result.verdict.diff) - paramdiff.MOST
        told = t("why.first-parameters", shown=paramdiff.MOST, more=more) if more > 0 else ""
        self.sections["parameters"].say_beside(told)

    def _show_control(self) -> None:
        due = self._control_due and self.sections["control"].is_open
        if due and self._result is not None and self._laid is not None:
            self._control_due = False
            self._control.show_result(self._result, self._laid)

    def _on_folded(self, _folded: bool) -> None:
        for name, section in self.sections.items():
            self._tools.settings.put(f"why-{name}", section.is_open)
        self._show_control()

    def _on_followed(self, link: str) -> None:
        kind, _, rest = link.partition(":")
        if kind == "step":
            self.mark_step(int(rest))
        elif kind == "control":
            self._mark_control(int(rest))
        elif kind == "exchange":
            self.show_exchange(int(rest))
        else:
            self._copy_rule(int(rest.partition(":")[2]))

    def _mark_control(self, step: int) -> None:
        self.sections["control"].open(True)
        self._show_control()
        self._control.mark(step)
        self.stop_shown.emit(self._control, 0)

    def _copy_rule(self, number: int) -> None:
        if self._result is not None:
            rule = citations(self._result)[number]
            put_text(plain(citation_lines(rule, self._tools.speech.phrases)))
            self.told.emit(message("why.copied-citation"))
