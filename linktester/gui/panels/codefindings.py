"""What is to be said of a code, by what it is about: its picture, structure, checksum, schemes, dates."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from linktester.gui.icons import icon
from linktester.gui.models.codereading import CodeReading
from linktester.gui.panels.found import ICON, SIGNS
from linktester.gui.tools import Tools
from linktester.gui.widgets.listedline import ListedLine
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.link import Severity
from linktester.model.message import Message
from linktester.model.payment import Aspect

MOST = 60
"""Findings told one by one; the rest is counted."""
PICTURE = "picture"
ASPECTS = (PICTURE, *Aspect)

Told = tuple[Severity, str, Message]
"""Severity, path of the field, sentence."""


class CodeFindings(QWidget):
    """Groups of lines; a clean code is told in one line for each thing that was judged.

    Signals: `field_requested(str)` with the path a clicked finding is about; `byte_requested(int)` where it
    is about no field, but a byte.
    """

    field_requested = Signal(str)
    byte_requested = Signal(int)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("code-findings")
        self._tools = tools
        self._found: CodeReading | None = None
        self._parts: list[QWidget] = []
        self._signs: dict[Severity, QPixmap] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        tools.speech.changed.connect(self._say)
        tools.theme.changed.connect(self._say)

    def show_reading(self, found: CodeReading | None) -> None:
        """Show the findings of a code and of the picture it came from."""
        self._found = found
        self._say()

    @property
    def sentences(self) -> list[str]:
        """All that is said, headings included."""
        return [part.sentence if isinstance(part, ListedLine) else part.text() for part in self._parts]  # type: ignore[attr-defined]

    @property
    def lines(self) -> list[ListedLine]:
        """The findings, in order."""
        return [part for part in self._parts if isinstance(part, ListedLine)]

    def _say(self) -> None:
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
        if self._found is None:
            return
        # Drawn once for all lines: there may be many.
        self._signs = {
            severity: icon(name, self._tools.theme, role).pixmap(ICON, ICON)
            for severity, (name, role) in SIGNS.items()
        }
        left = MOST
        for aspect in ASPECTS:
            told = self._told(self._found, aspect)
            if told:
                heading = PlainLabel(self._tools.speech.t(f"codes.aspect-{aspect}"), "muted", wrap=False)
                self._add(heading)
            for each in told[:left]:
                self._add(self._line(*each))
            left = max(0, left - len(told))
        total = len(self._found.reading.findings) + len(self._found.scanned)
        if total > MOST:
            self._add(PlainLabel(self._tools.speech.t("window.more-problems", count=total - MOST), "muted"))
        if not total:
            self._add(PlainLabel(self._tools.speech.t("codes.nothing-wrong"), "muted"))

    def _told(self, found: CodeReading, aspect: str) -> list[Told]:
        if aspect == PICTURE:
            return [(each.severity, "", each.message) for each in found.scanned]
        return [
            (each.severity, each.where, each.message)
            for each in found.told(self._tools.speech.language)
            if each.aspect == aspect
        ]

    def _line(self, severity: Severity, where: str, said: Message) -> ListedLine:
        speech = self._tools.speech
        grade = speech.t(f"found.severity-{severity}")
        words = speech.say(said)
        if where:
            sentence = speech.t("found.problem-at", grade=grade, place=where, said=words)
        else:
            sentence = speech.t("found.problem", grade=grade, said=words)
        line = ListedLine(self._signs[severity], sentence)
        line.setObjectName(f"finding-{said.code.partition('.')[2]}")
        offset = said.args.get("offset")
        if where:
            line.clicked.connect(partial(self._on_clicked, where))
        elif isinstance(offset, int):
            line.clicked.connect(partial(self._on_byte_clicked, offset))
        else:
            line.keep_still()
        return line

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self._column.addWidget(part)

    def _on_clicked(self, where: str, _checked: bool = False) -> None:
        self.field_requested.emit(where)

    def _on_byte_clicked(self, offset: int, _checked: bool = False) -> None:
        self.byte_requested.emit(offset)
