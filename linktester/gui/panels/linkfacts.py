"""Below a link that is typed: what it is, and what to mind about it, in a few lines."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from linktester import links
from linktester.gui.tools import Tools
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.link import Parsed, Severity
from linktester.project.trial import is_link
from linktester.report.orders import intended

MOST = 4
"""Remarks told; errors stand at the field itself."""


class LinkFacts(QWidget):
    """Family, target and what it leads to; warnings below. Hidden while there is no link."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._parsed: Parsed | None = None
        self.headline = PlainLabel("", "muted").selectable()
        self.remarks = PlainLabel("", "warning").selectable()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.headline)
        column.addWidget(self.remarks)
        tools.speech.changed.connect(self._say)
        self.hide()

    def show_parsed(self, parsed: Parsed | None) -> None:
        """Show what a link means."""
        self._parsed = parsed
        self._say()

    def _say(self) -> None:
        parsed = self._parsed
        known = parsed is not None and is_link(parsed)
        self.setVisible(known)
        if parsed is None or not known:
            return
        speech, link = self._tools.speech, parsed.link
        phrases = speech.phrases
        self.headline.setText(
            speech.t(
                "cases.link-is",
                family=phrases.words.local(links.families()[link.family].name),
                intent=phrases.of("intent", link.intent),
                what=intended(link, phrases),
            )
        )
        warned = [each for each in parsed.findings if each.severity is Severity.WARNING]
        self.remarks.setText("\n".join(speech.say(each.message) for each in warned[:MOST]))
        self.remarks.setVisible(bool(warned))
