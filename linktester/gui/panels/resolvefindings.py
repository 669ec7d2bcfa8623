"""What is to be said of one file: line and column, how bad it is, and what to do."""

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from linktester.gui.icons import icon
from linktester.gui.panels.found import ICON, SIGNS
from linktester.gui.tools import Tools
from linktester.gui.widgets.breaking import BreakingLabel
from linktester.gui.widgets.listedline import ListedLine
from linktester.gui.widgets.plain import PlainLabel
from linktester.gui.widgets.scrolled import Scrolled
from linktester.model.link import Severity
from linktester.oslinks.answers.linkfiles import LinkFile
from linktester.oslinks.filefindings import FileFinding
from linktester.report.escape import one_line

MOST = 100
"""Findings told one by one; the rest is counted."""
MOST_NAME = 120


class ResolveFindings(Scrolled):
    """The findings of the chosen file."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__("resolve-findings", parent)
        self._tools = tools
        self._file: LinkFile | None = None
        self._parts: list[QWidget] = []
        self.column.setContentsMargins(0, 8, 8, 0)
        self.column.setSpacing(4)
        self.column.addStretch(1)
        tools.speech.name(self, "resolvepage.findings")
        tools.speech.changed.connect(self._show)
        tools.theme.changed.connect(self._show)
        self._show()

    @property
    def sentences(self) -> list[str]:
        """All lines as they read."""
        return [each.accessibleName() for each in self._parts]

    def show_file(self, file: LinkFile | None) -> None:
        """Show another file's findings; None for no file."""
        if file is not self._file:
            self._file = file
            self._show()

    def _show(self) -> None:
        for part in self._parts:
            self.column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        speech, file = self._tools.speech, self._file
        if file is None:
            self._label(speech.t("resolvepage.no-file-chosen"), "muted")
            return
        self._label(one_line(file.name, MOST_NAME), "heading")
        kind = speech.t(f"resolvepage.kind-{file.kind}")
        self._label(speech.t("resolvepage.about", kind=kind, size=file.size), "muted")
        signs = {grade: self._sign(grade) for grade in SIGNS}
        for finding in file.findings[:MOST]:
            line = ListedLine(signs[finding.severity], self._sentence(finding))
            line.keep_still()
            self._add(line)
        if len(file.findings) > MOST:
            self._label(speech.t("resolvepage.more-findings", count=len(file.findings) - MOST), "muted")
        if not file.findings:
            self._label(speech.t("resolvepage.nothing-wrong"), "muted")

    def _sentence(self, finding: FileFinding) -> str:
        speech = self._tools.speech
        grade, said = speech.t(f"found.severity-{finding.severity}"), speech.say(finding.message)
        if finding.line is not None and finding.column is not None:
            place = speech.t("resolvepage.line", line=finding.line, column=finding.column)
        else:
            place = one_line(finding.path, MOST_NAME)
        if not place:
            return speech.t("found.problem", grade=grade, said=said)
        return speech.t("found.problem-at", grade=grade, place=place, said=said)

    def _label(self, text: str, style: str) -> None:
        label = BreakingLabel(text, style)
        label.setAccessibleName(label.plain)
        self._add(label)

    def _add(self, part: PlainLabel | ListedLine) -> None:
        self._parts.append(part)
        self.column.insertWidget(self.column.count() - 1, part)

    def _sign(self, grade: Severity) -> QPixmap:
        name, role = SIGNS[grade]
        return icon(name, self._tools.theme, role).pixmap(ICON, ICON)
