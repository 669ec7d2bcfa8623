"""All that is known of a code on one sheet: its fields, its bytes, its findings."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from linktester.gui.models.codereading import CodeReading
from linktester.gui.panels.changewords import change_words
from linktester.gui.panels.codefields import CodeFields
from linktester.gui.panels.codefindings import CodeFindings
from linktester.gui.tools import Tools
from linktester.gui.widgets.noticebar import NoticeBar
from linktester.gui.widgets.scrolled import Scrolled


class CodeSays(Scrolled):
    """An offer to mend, fields, findings; scrolls where the window is low.

    Signals: `mend_requested()`.
    """

    mend_requested = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__("codes-says", parent)
        self._tools = tools
        self._found: CodeReading | None = None
        self.mend = NoticeBar("codes")
        self.fields = CodeFields(tools)
        self.findings = CodeFindings(tools)
        self.column.setContentsMargins(0, 8, 8, 0)
        self.column.setSpacing(10)
        self.column.addWidget(self.mend)
        self.column.addWidget(self.fields, 1)
        self.column.addWidget(self.findings)
        self.findings.field_requested.connect(self.show_field)
        self.findings.byte_requested.connect(self.show_byte)
        tools.speech.changed.connect(self._offer)

    def show_reading(self, found: CodeReading | None) -> None:
        """Show another code."""
        self._found = found
        self._offer()
        self.fields.show_reading(found)
        self.findings.show_reading(found)
        self.fields.setVisible(found is not None and bool(found.reading.octets))

    def show_field(self, path: str) -> None:
        """Go to a field, and bring the tree into view."""
        self.to_top()
        self.fields.show_field(path)
        self.fields.tree.setFocus()

    def show_byte(self, place: int) -> None:
        """Go to a byte that may be in no field."""
        self.to_top()
        self.fields.show_byte(place)

    def _offer(self) -> None:
        change = self._found.change if self._found is not None else None
        self.mend.setVisible(change is not None)
        if change is None:
            return
        t = self._tools.speech.t
        details = change_words(self._tools.speech, change)
        self.mend.ask(t("codes.mendable"), [("mend", t("codes.mend"), self.mend_requested.emit)], details)
