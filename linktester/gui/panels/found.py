"""What was found in the text: the family in words, what it means, what is wrong with it, and its layers."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from linktester import links
from linktester.gui.icons import icon
from linktester.gui.panels.layers import LayerTree
from linktester.gui.panels.spots import spot
from linktester.gui.tools import Tools
from linktester.gui.widgets.breaking import BreakingLabel
from linktester.gui.widgets.plain import PlainLabel
from linktester.gui.widgets.section import Section
from linktester.model.link import Finding, Parsed, Severity
from linktester.project.trial import is_link
from linktester.report.escape import one_line
from linktester.report.orders import intended

MOST_FINDINGS = 12
"""Findings told one by one; the rest is counted."""
MOST_TRACKING = 8
MOST_IDENTITY = 200
"""Characters of what a link leads to; it is whole in the layers."""
ICON = 16
SIGNS = {
    Severity.ERROR: ("error", "blocked"),
    Severity.WARNING: ("warning", "warning"),
    Severity.INFO: ("help", "muted"),
}


class Found(QWidget):
    """Headline, facts, problems, layers. Hidden while there is nothing to say."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("found")
        self._tools = tools
        self._parsed: Parsed | None = None
        self._scanned: tuple[Finding, ...] = ()
        self.headline = BreakingLabel("", "heading")
        self.facts = BreakingLabel("", "muted")
        self._rows: list[QWidget] = []
        self._problems = QVBoxLayout()
        self._problems.setSpacing(4)
        self.layers = LayerTree(tools)
        self._section = Section(tools.speech, "found-layers", "found.layers", self.layers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.headline, self.facts):
            column.addWidget(part)
        column.addLayout(self._problems)
        column.addWidget(self._section)
        tools.speech.changed.connect(self._say)
        tools.theme.changed.connect(self._say)
        self.hide()

    def show_parsed(self, parsed: Parsed | None, scanned: tuple[Finding, ...] = ()) -> None:
        """Show what a text means; `scanned` tells what was odd about the picture it came from."""
        self._parsed, self._scanned = parsed, scanned
        self._say()

    @property
    def sentences(self) -> list[str]:
        """The problems as they are shown, each with place and severity."""
        return [row.accessibleName() for row in self._rows]

    def _say(self) -> None:
        self.setVisible(self._parsed is not None)
        self._clear()
        if self._parsed is None:
            self.layers.show_layers(())
            return
        known = is_link(self._parsed)
        self.headline.setText(self._headline(self._parsed))
        self.facts.setText("\n".join(self._facts(self._parsed)) if known else "")
        self.facts.setVisible(known)
        self._tell([*self._scanned, *self._parsed.findings] if known else self._no_link(self._parsed))
        self.layers.show_layers(self._parsed.layers if known else ())
        self._section.say_beside(self._tools.speech.t("found.layer-count", count=len(self._parsed.layers)))
        self._section.setVisible(known)

    def _no_link(self, parsed: Parsed) -> list[Finding]:
        """Return the one problem that counts when there is no link at all."""
        return [each for each in parsed.findings if each.message.code == "links.not-a-link"][:1]

    def _headline(self, parsed: Parsed) -> str:
        phrases, link = self._tools.speech.phrases, parsed.link
        if not is_link(parsed):
            return self._tools.speech.t("found.no-link")
        family = phrases.words.local(links.families()[link.family].name)
        return f"{family} · {phrases.platform(link.target)}"

    def _facts(self, parsed: Parsed) -> list[str]:
        speech, link = self._tools.speech, parsed.link
        phrases = speech.phrases
        lines = [
            speech.t(
                "found.means",
                intent=phrases.of("intent", link.intent),
                content=phrases.of("content", link.content),
                identity=one_line(intended(link, phrases), MOST_IDENTITY),
            )
        ]
        if link.opaque:
            lines.append(speech.t("found.opaque"))
        if link.identity_only:
            lines.append(speech.t("found.launch-only"))
        if link.tracking:
            names = ", ".join([*link.tracking][:MOST_TRACKING])
            lines.append(speech.t("found.tracking", names=names))
        return lines

    def _tell(self, findings: list[Finding]) -> None:
        for finding in findings[:MOST_FINDINGS]:
            sentence = self._sentence(finding)
            self._add(self._row(finding, sentence), sentence)
        more = len(findings) - MOST_FINDINGS
        if more > 0:
            said = self._tools.speech.t("window.more-problems", count=more)
            self._add(PlainLabel(said, "muted"), said)

    def _add(self, row: QWidget, sentence: str) -> None:
        row.setAccessibleName(sentence)
        self._rows.append(row)
        self._problems.addWidget(row)

    def _row(self, finding: Finding, sentence: str) -> QWidget:
        name, role = SIGNS[finding.severity]
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        sign = QLabel()
        sign.setPixmap(icon(name, self._tools.theme, role).pixmap(ICON, ICON))
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(BreakingLabel(sentence), 1)
        return row

    def _sentence(self, finding: Finding) -> str:
        speech = self._tools.speech
        grade = speech.t(f"found.severity-{finding.severity}")
        place = spot(finding.where)
        said = speech.say(finding.message)
        if place is None:
            return speech.t("found.problem", grade=grade, said=said)
        return speech.t("found.problem-at", grade=grade, place=speech.say(place), said=said)

    def _clear(self) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
