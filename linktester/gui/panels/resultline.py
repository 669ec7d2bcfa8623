"""One result as a line to click: verdict, place, the one sentence, and how far the evidence reaches."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from linktester.gui.plaintext import shown
from linktester.gui.present import look
from linktester.gui.tools import Tools
from linktester.gui.widgets.breaking import BreakingLabel
from linktester.gui.widgets.mark import Mark
from linktester.gui.widgets.plain import PlainLabel
from linktester.listing.row import Row
from linktester.listing.words import RowWords
from linktester.model.case import Stand

MOST = 240
"""Characters of the sentence; it is whole where the result is explained."""


class ResultLine(QPushButton):
    """A button as wide as the column; without a result it says what it waits for."""

    def __init__(self, tools: Tools, stand: Stand, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._stand = stand
        self.row: Row | None = None
        """The result, once it is there."""
        self.setObjectName(f"result-{stand.host}-{stand.surface}")
        self.setProperty("look", "line")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.mark = Mark(tools.theme)
        self.where = PlainLabel("", "", wrap=False)
        self.answer = BreakingLabel()
        self.reach = PlainLabel("", "muted")
        self._lay_out()

    @property
    def place(self) -> tuple[str, str, str]:
        """Host, surface, entry."""
        return self._stand.host, self._stand.surface, self._stand.entry

    def say(self, words: RowWords, *, waiting: bool) -> None:
        """Put everything into words."""
        stand, row = self._stand, self.row
        self.where.setText(words.phrases.place(stand.host, stand.surface, stand.entry))
        self.setEnabled(row is not None)
        if row is None:
            self._say_nothing(waiting=waiting)
        else:
            self.mark.show_look(look(row.outcome), words.verdict(row))
            told = (shown(words.answer(row), MOST), words.order_line(row))
            self.answer.setText("\n".join(filter(None, told)))
            self.reach.setText(self._reach(words, row))
        self.answer.setVisible(row is not None)
        self.reach.setVisible(row is not None)
        parts = (self.mark.accessibleName(), self.where.text(), self.answer.plain if row else "")
        self.setAccessibleName(" · ".join(part for part in parts if part))
        self.updateGeometry()

    def set_faint(self, faint: bool) -> None:
        """Show that the result belongs to something that is not chosen any more."""
        self.answer.setObjectName("muted" if faint else "")
        self.answer.style().polish(self.answer)

    def sizeHint(self) -> QSize:
        """Return the room that its parts take."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least room of its parts."""
        return self._column.minimumSize()

    def _say_nothing(self, *, waiting: bool) -> None:
        code = "start.waiting" if waiting else "start.no-result"
        self.mark.show_look(look(None), self._tools.speech.t(code))

    def _reach(self, words: RowWords, row: Row) -> str:
        speech = self._tools.speech
        reach = words.of("reach", row.reach)
        if not row.last_evidence:
            return speech.t("start.reach", date=words.day(row), system=words.phone(row), reach=reach)
        return speech.t(
            "start.reach-since",
            date=words.day(row),
            system=words.phone(row),
            reach=reach,
            last=row.last_evidence,
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.mark)
        head.addWidget(self.where, 1)
        font = self.where.font()
        font.setBold(True)
        self.where.setFont(font)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.answer)
        column.addWidget(self.reach)
        for part in (self.mark, self.where, self.answer, self.reach):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
