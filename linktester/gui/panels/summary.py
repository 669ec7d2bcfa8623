"""The upper part of an explained result: the answer, what is wrong or limits it, and the facts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from linktester.gui.panels.facts import fact_lines, fault_lines, notice_lines
from linktester.gui.panels.headline import Headline
from linktester.gui.tools import Tools
from linktester.gui.widgets.clipboard import put_text
from linktester.gui.widgets.plain import PlainLabel
from linktester.gui.widgets.prose import Line
from linktester.gui.widgets.sheet import Sheet
from linktester.listing.row import Row
from linktester.model.message import message
from linktester.model.run import CaseResult


class Summary(QWidget):
    """Headline, frames and facts.

    Signals: `told(Message)`.
    """

    told = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._link = ""
        self._headline = Headline(tools)
        self._waiting = PlainLabel("", "muted")
        self._waiting.setObjectName("why-waiting")
        self._fault = _Framed(tools, "fault", "why-fault")
        self._notice = _Framed(tools, "notice", "why-notice")
        self._facts = Sheet(tools.theme, "why-facts")
        self._facts.followed.connect(self._on_followed)
        for sheet, code in (
            (self._facts, "why.facts"),
            (self._fault.sheet, "why.ours"),
            (self._notice.sheet, "why.limits"),
        ):
            tools.speech.name(sheet, code)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self._headline, self._waiting, self._fault, self._notice, self._facts):
            column.addWidget(part)
        column.addStretch(1)

    def show_row(self, row: Row, waiting: str) -> None:
        """Show what the row alone tells, and a sentence, by its code, in place of the rest."""
        self._headline.show_row(row)
        self._tools.speech.text(self._waiting, waiting)
        self._waiting.show()
        for part in (self._fault, self._notice, self._facts):
            part.hide()

    def show_result(self, row: Row, result: CaseResult) -> None:
        """Show everything."""
        phrases = self._tools.speech.phrases
        self._link = result.probe.link.text
        self._headline.show_row(row, phrases.answer(result))
        self._waiting.hide()
        self._fault.show_lines(fault_lines(result, phrases))
        self._notice.show_lines(notice_lines(result, phrases))
        self._facts.show_lines(fact_lines(result, phrases))

    def _on_followed(self, _link: str) -> None:
        put_text(self._link)
        self.told.emit(message("why.copied-link"))


class _Framed(QFrame):
    """A sheet on a ground of its own; hidden without lines."""

    def __init__(self, tools: Tools, style: str, name: str) -> None:
        super().__init__()
        self.setObjectName(style)
        self.sheet = Sheet(tools.theme, name)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.addWidget(self.sheet)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        self.sheet.show_lines(lines)
        self.setVisible(bool(lines))
