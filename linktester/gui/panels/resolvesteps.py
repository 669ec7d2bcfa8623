"""One system's way to its answer: the steps in order, what was taken for granted, what would change it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from linktester.gui.icons import icon
from linktester.gui.panels.resolvelooks import outcome, where
from linktester.gui.plaintext import shown
from linktester.gui.tools import Tools
from linktester.gui.widgets.breaking import BreakingLabel
from linktester.gui.widgets.listedline import ListedLine
from linktester.gui.widgets.plain import PlainLabel
from linktester.gui.widgets.scrolled import Scrolled
from linktester.oslinks.answers.answer import Answer, Receiver

ICON = 16
MOST_TURNS = 40


class ResolveSteps(Scrolled):
    """Lines to be read, and lines to be clicked.

    Signals: `turn_requested(WhatIf)` with the switches a clicked line stands for.
    """

    turn_requested = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__("resolve-steps", parent)
        self._tools = tools
        self._answer: Answer | None = None
        self._parts: list[QWidget] = []
        self.turns: list[ListedLine] = []
        """The lines that can be clicked."""
        self.column.setContentsMargins(0, 8, 8, 0)
        self.column.setSpacing(4)
        self.column.addStretch(1)
        tools.speech.name(self, "resolvepage.steps")
        tools.speech.changed.connect(self._show)
        tools.theme.changed.connect(self._show)

    @property
    def sentences(self) -> list[str]:
        """All lines as they read."""
        return [each.accessibleName() for each in self._parts]

    def show_answer(self, answer: Answer | None) -> None:
        """Show another answer."""
        self._answer = answer
        self._show()

    def _show(self) -> None:
        for part in self._parts:
            self.column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self.turns = [], []
        if self._answer is not None:
            self._show_steps(self._answer)
            self._show_turns(self._answer)

    def _show_steps(self, answer: Answer) -> None:
        speech = self._tools.speech
        self._add(BreakingLabel(outcome(speech, answer.receiver, answer.apps), "answer"))
        for number, step in enumerate(answer.steps, 1):
            said = speech.t("resolvepage.step", number=number, said=speech.say(step.said))
            self._line(self._picture(*_sign(answer.receiver, step.held)), said)
        found = where(speech, answer)
        if found:
            said = found if answer.is_near else speech.t("resolvepage.rule-at", place=found)
            self._add(BreakingLabel(said, "muted"))
        for assumed in answer.assumed:
            said = speech.t("resolvepage.assumed", said=speech.say(assumed))
            self._line(self._picture("help", "muted"), said)

    def _show_turns(self, answer: Answer) -> None:
        speech = self._tools.speech
        if not answer.turns:
            return
        self._add(PlainLabel(speech.t("resolvepage.turns"), "heading"))
        for number, turn in enumerate(answer.turns[:MOST_TURNS]):
            end = outcome(speech, turn.receiver, turn.apps)
            said = speech.t("resolvepage.turn", said=speech.say(turn.said), end=end)
            line = ListedLine(self._picture("run", "accent"), said)
            line.setObjectName(f"resolve-turn-{number}")
            line.clicked.connect(partial(self._on_turn_clicked, turn.then))
            speech.tip(line, "resolvepage.turn-tip")
            self.turns.append(line)
            self._add(line)

    def _line(self, picture: QPixmap, sentence: str) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(2, 1, 0, 1)
        line.setSpacing(8)
        sign = QLabel()
        sign.setPixmap(picture)
        words = BreakingLabel(shown(sentence))
        row.setAccessibleName(words.plain)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        self._add(row)

    def _add(self, part: QWidget) -> None:
        if isinstance(part, BreakingLabel):
            part.setAccessibleName(part.plain)
        elif isinstance(part, PlainLabel):
            part.setAccessibleName(part.text())
        self._parts.append(part)
        self.column.insertWidget(self.column.count() - 1, part)

    def _picture(self, name: str, role: str) -> QPixmap:
        return icon(name, self._tools.theme, role).pixmap(ICON, ICON)

    def _on_turn_clicked(self, then: object, _checked: bool = False) -> None:
        self.turn_requested.emit(then)


def _sign(receiver: Receiver, held: bool) -> tuple[str, str]:
    """Return icon and colour role of a step; where nothing is known, nothing has failed."""
    if held:
        return "valid", "honored"
    return ("help", "muted") if receiver is Receiver.UNKNOWN else ("error", "blocked")
