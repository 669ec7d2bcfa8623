"""Buttons for the usual questions to a run: each verdict, what differs, what nobody has looked at."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from linktester.gui.icons import icon
from linktester.gui.present import look
from linktester.gui.theme import Theme
from linktester.gui.tools import Tools
from linktester.gui.widgets.mark import draw_shape
from linktester.listing import Counted, toggled, with_term
from linktester.model.run import Match
from linktester.model.verdict import Outcome

SIDE = 16
SHARPER = 3
"""Drawn so many times larger, for screens of any density."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a button asks for."""

    key: str
    value: str
    outcome: Outcome | None = None


QUESTIONS = (
    *(Question("verdict", outcome.value.lower(), outcome) for outcome in Outcome),
    Question("match", Match.DIFFERS.value),
    Question("status", "none"),
)


class Facets(QWidget):
    """One button for each question, with the number of results in the whole run.

    Signals: `requested(key, value)`.
    """

    requested = Signal(str, str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._counted: Counted | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._buttons = {question: self._made(question) for question in QUESTIONS}
        for button in self._buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        tools.speech.changed.connect(self._say)
        tools.theme.changed.connect(self._draw)
        self._draw()

    def show_counts(self, counted: Counted, text: str) -> None:
        """Show numbers, and which questions the filter `text` asks."""
        self._counted = counted
        self._say()
        self.follow(text)

    def follow(self, text: str) -> None:
        """Show which questions the filter `text` asks."""
        for question, button in self._buttons.items():
            asked = toggled(text, question.key, question.value) == with_term(text, question.key)
            button.setChecked(asked)

    def _made(self, question: Question) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"only-{question.value}")
        button.setCheckable(True)
        button.setProperty("look", "facet")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(SIDE, SIDE))
        button.clicked.connect(partial(self._on_clicked, question))
        self._tools.speech.tip(button, "filterbar.only")
        return button

    def _say(self) -> None:
        for question, button in self._buttons.items():
            word, count = self._word(question), self._count(question)
            button.setText(f"{word} {count}")
            button.setAccessibleName(button.text())

    def _word(self, question: Question) -> str:
        phrases = self._tools.speech.phrases
        if question.outcome is not None:
            return phrases.outcome(question.outcome)
        return phrases.of(question.key, question.value)

    def _count(self, question: Question) -> int:
        if self._counted is None:
            return 0
        if question.outcome is not None:
            return self._counted.outcomes[question.outcome]
        if question.key == "match":
            return self._counted.matches[Match(question.value)]
        return self._counted.statuses[None]

    def _draw(self) -> None:
        theme = self._tools.theme
        for question, button in self._buttons.items():
            sign = {"match": "compare", "status": "edit"}.get(question.key, "")
            button.setIcon(icon(sign, theme) if sign else outcome_icon(question.outcome, theme))

    def _on_clicked(self, question: Question) -> None:
        self.requested.emit(question.key, question.value)


def outcome_icon(outcome: Outcome | None, theme: Theme) -> QIcon:
    """Return the shape of a verdict as an icon."""
    pixmap = QPixmap(SIDE * SHARPER, SIDE * SHARPER)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.scale(SHARPER, SHARPER)
    draw_shape(
        painter, QRectF(0.5, 0.5, SIDE - 1, SIDE - 1), look(outcome).shape, theme.color(look(outcome).role)
    )
    painter.end()
    pixmap.setDevicePixelRatio(SHARPER)
    return QIcon(pixmap)
