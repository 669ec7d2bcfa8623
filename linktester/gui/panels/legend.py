"""What colours and shapes of the picture mean, with how often each stands in it, and how well it is known."""

from collections import Counter

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from linktester.gui.models.boards import Board, Piece
from linktester.gui.models.faces import GROUNDS, LOOKS, Kind, kind_word
from linktester.gui.theme import Theme
from linktester.gui.tools import Tools
from linktester.gui.widgets.flow import Flow
from linktester.gui.widgets.patches import Badge, Ground, Patch
from linktester.gui.widgets.plain import PlainLabel
from linktester.gui.widgets.splitcell import draw_cell
from linktester.model.run import Reach

SAMPLE = QSize(26, 20)
_SIGNS = {
    Badge.PARTIAL: "matrix.sign-partial",
    Badge.ANECDOTAL: "matrix.sign-anecdotal",
    Badge.INFERRED: "matrix.sign-inferred",
    Badge.SENT: "matrix.sign-sent",
    Badge.DIFFERS: "matrix.sign-differs",
}


class Legend(QWidget):
    """Kinds of answers with their counts, signs that occur, and the honest horizon in numbers."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matrix-legend")
        self._tools = tools
        self._board = Board()
        self._kinds = {kind: _Entry(tools.theme, _patch(kind)) for kind in Kind}
        self._aged = _Entry(tools.theme, Patch(LOOKS[Kind.HONORED], "", aged=True))
        self._signs = {badge: _Entry(tools.theme, _sign(badge)) for badge in _SIGNS}
        self._reach = PlainLabel("", "muted", wrap=False)
        self._reach.setMinimumHeight(SAMPLE.height())
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = Flow(self, 12)
        for entry in (*self._kinds.values(), self._aged, *self._signs.values()):
            row.addWidget(entry)
        row.addWidget(self._reach)
        tools.speech.changed.connect(self._say)
        self._say()

    def show_board(self, board: Board) -> None:
        """Count what stands in a picture."""
        self._board = board
        self._say()

    def counts(self) -> dict[Kind, int]:
        """Return how often each kind of answer is there."""
        return Counter(piece.face.kind for piece in _pieces(self._board))

    @property
    def reach(self) -> str:
        """The honest horizon in words."""
        return self._reach.text()

    def _say(self) -> None:
        pieces, speech = _pieces(self._board), self._tools.speech
        kinds = self.counts()
        for kind, entry in self._kinds.items():
            word, count = kind_word(kind, speech.phrases), kinds.get(kind, 0)
            entry.say(speech.t("matrix.counted", word=word, count=count), speech.t(f"matrix.means-{kind}"))
            entry.setVisible(bool(count) or kind is not Kind.UNDECIDED)
        aged = sum(piece.face.aged for piece in pieces)
        self._aged.say(speech.t("matrix.sign-carried", count=aged), speech.t("outcome.means-carried"))
        self._aged.setVisible(bool(aged))
        self._say_signs(pieces)
        self._say_reach(pieces)

    def _say_signs(self, pieces: list[Piece]) -> None:
        speech = self._tools.speech
        worn = Counter(badge for piece in pieces for badge in piece.face.badges)
        worn[Badge.DIFFERS] = sum(piece.differs for piece in pieces)
        worn[Badge.SENT] = sum(piece.forecast is not None and piece.row is not None for piece in pieces)
        worn[Badge.SENT] -= sum(piece.differs and piece.forecast is not None for piece in pieces)
        for badge, entry in self._signs.items():
            entry.say(speech.t(_SIGNS[badge], count=worn[badge]), "")
            entry.setVisible(worn[badge] > 0)

    def _say_reach(self, pieces: list[Piece]) -> None:
        reach = Counter(piece.face.reach for piece in pieces)
        phrases = self._tools.speech.phrases
        said = " · ".join(f"{reach[each]} {phrases.of('reach', each)}" for each in Reach)
        self._reach.setText(self._tools.speech.t("matrix.reach", counts=said))
        self._reach.setToolTip("\n".join(phrases.of("means-reach", each) for each in Reach))


class _Entry(QWidget):
    """A sample cell and its words."""

    def __init__(self, theme: Theme, patch: Patch) -> None:
        super().__init__()
        self._theme = theme
        self._patch = patch
        self._words = ""
        theme.changed.connect(self.update)

    def say(self, words: str, meaning: str) -> None:
        """Show other words."""
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(meaning)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of sample and words."""
        width = SAMPLE.width() + 6 + self.fontMetrics().horizontalAdvance(self._words) + 2
        return QSize(width, max(SAMPLE.height(), self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:
        """Never less."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        area = QRectF(0, (self.height() - SAMPLE.height()) / 2, SAMPLE.width(), SAMPLE.height())
        draw_cell(painter, area, (self._patch,), self._theme)
        painter.setPen(self._theme.color("text"))
        baseline = (self.height() + self.fontMetrics().ascent() - self.fontMetrics().descent()) // 2
        painter.drawText(SAMPLE.width() + 6, baseline, self._words)
        painter.end()


def _pieces(board: Board) -> list[Piece]:
    return [piece for slot in board.slots.values() for piece in slot.pieces]


def _patch(kind: Kind) -> Patch:
    return Patch(LOOKS[kind], "", GROUNDS.get(kind, Ground.SOLID))


def _sign(badge: Badge) -> Patch:
    return Patch(LOOKS[Kind.HONORED], "", badges=(badge,))
