"""The head of a result: mark, what was expected, the one sentence, and apart from it what a person says."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from linktester.gui.present import MATCHES, STATUSES, look
from linktester.gui.tools import Tools
from linktester.gui.widgets.mark import Mark
from linktester.gui.widgets.plain import PlainLabel
from linktester.gui.widgets.prose import Line, Piece
from linktester.gui.widgets.sheet import Sheet
from linktester.listing.row import Row
from linktester.listing.words import RowWords
from linktester.model.run import Match
from linktester.model.verdict import Modifier
from linktester.report.phrases import Phrases

NOTE = 1_000
ANSWER = 400
"""Characters of the sentence; an address in it may be as long as a page, and stands below in full."""

LIMITING = frozenset({Modifier.CARRIED, Modifier.PARTIAL})
"""Modifiers that say how far a result reaches; the others tell the way there."""


class Headline(QWidget):
    """What is read first."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._mark = Mark(tools.theme)
        self._mark.setObjectName("why-mark")
        self._way = PlainLabel("").selectable()
        self._sheet = Sheet(tools.theme, "why-answer")
        tools.speech.name(self._sheet, "why.answer")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        top.addWidget(self._way, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._sheet)

    def show_row(self, row: Row, answer: str = "") -> None:
        """Show the head of `row`; `answer` is the whole sentence, where it is known."""
        phrases = self._tools.speech.phrases
        self._mark.show_look(look(row.outcome), phrases.outcome(row.outcome))
        self._way.setText(way(row, phrases))
        self._way.setVisible(bool(self._way.text()))
        self._sheet.show_lines(tuple(head_lines(row, answer, phrases)))


def way(row: Row, phrases: Phrases) -> str:
    """Return the cause or the modifiers in words: `confirm page + carried`."""
    words = [phrases.cause(row.cause)] if row.cause else []
    return " + ".join([*words, *(phrases.of("modifier", each) for each in row.modifiers)])


def meaning(modifier: Modifier, phrases: Phrases) -> str:
    """Return a modifier with what it means: `confirm page: a page the user had to pass`."""
    names = {"modifier": phrases.of("modifier", modifier), "means": phrases.of("means", modifier)}
    return phrases.text("report.notice-modifier", **names)


def head_lines(row: Row, answer: str, phrases: Phrases) -> Iterator[Line]:
    """Yield the answer, where it was tried, what was expected and what a person says."""
    words = RowWords(phrases)
    yield Line((Piece(_bounded(answer or words.answer(row)), bold=True, large=True),), above=0)
    where = " · ".join((words.place(row), words.phone(row), words.day(row)))
    yield Line((Piece(where, "muted"),), above=4)
    if row.payment is not None:
        yield Line((Piece(words.order_line(row)),), above=4)
    for modifier in row.modifiers:
        if modifier not in LIMITING:
            yield Line((Piece(meaning(modifier, phrases), "muted"),))
    if row.match is not Match.NONE:
        match = phrases.of("match", row.match)
        wanted = phrases.text("why.wanted", expected=words.expected(row))
        yield Line((Piece(match, MATCHES[row.match], bold=True), Piece(f" · {wanted}")), above=4)
    yield from _person(row, phrases)


def _bounded(sentence: str) -> str:
    return sentence if len(sentence) <= ANSWER else f"{sentence[:ANSWER]}…"


def _person(row: Row, phrases: Phrases) -> Iterator[Line]:
    said = [each for each in (row.tester, row.device, row.build) if each]
    if row.status is not None:
        status = Piece(phrases.status(row.status), STATUSES[row.status], bold=True)
        who = Piece(f" · {' · '.join(said)}" if said else "", "muted")
        yield Line((Piece(f"{phrases.text('why.person')} ", "muted"), status, who), above=4)
    for code, text in (("report.status-reason", row.reason), ("report.note", row.note)):
        if text:
            yield Line((Piece(f"{phrases.text(code)}: ", "muted"), Piece(text[:NOTE])))
