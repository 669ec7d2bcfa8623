"""How an action is painted in the palette: found letters marked, its keys at the right."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from linktester.gui.models.palette import CHOICE_ROLE, Choice
from linktester.gui.tools import Tools

PAD, SIGN, HEIGHT = 8, 18, 34
_Index = QModelIndex | QPersistentModelIndex
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class PaletteCells(QStyledItemDelegate):
    """Icon, words, words of the other language where they were found, menu and keys."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tools

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return room for one line."""
        return QSize(200, max(HEIGHT, option.fontMetrics.height() + 2 * PAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one action."""
        choice = index.data(CHOICE_ROLE)
        if not isinstance(choice, Choice):
            return
        area = QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._tools.theme.color("selection"))
        mode = QIcon.Mode.Normal if choice.possible else QIcon.Mode.Disabled
        # Asked for when it is seen: drawing them all would delay the opening.
        self._tools.actions[choice.id].icon().paint(
            painter,
            QRect(area.left() + PAD, area.center().y() - SIGN // 2, SIGN, SIGN),
            Qt.AlignmentFlag.AlignCenter,
            mode,
        )
        inner = area.adjusted(2 * PAD + SIGN, 0, -PAD, 0)
        inner.setRight(self._paint_end(painter, inner, choice))
        self._paint_words(painter, inner, choice, option.font)
        painter.restore()

    def _paint_end(self, painter: QPainter, area: QRect, choice: Choice) -> int:
        """Paint keys and menu from the right; return where the words have to end."""
        painter.setPen(self._tools.theme.color("muted"))
        metrics = painter.fontMetrics()
        end = area.right()
        told = choice.group if choice.possible else self._tools.speech.t("palette.not-now")
        for text in (choice.keys, told):
            if text:
                painter.drawText(
                    QRect(area.left(), area.top(), end - area.left(), area.height()), _RIGHT, text
                )
                end -= metrics.horizontalAdvance(text) + 2 * PAD
        return end

    def _paint_words(self, painter: QPainter, area: QRect, choice: Choice, font: QFont) -> None:
        ink = "text" if choice.possible else "muted"
        left = self._paint_run(painter, area, choice.words, choice.places, (font, ink))
        if choice.other_places:
            rest = area.adjusted(left - area.left() + PAD, 0, 0, 0)
            self._paint_run(painter, rest, choice.other, choice.other_places, (font, "muted"))

    def _paint_run(
        self, painter: QPainter, area: QRect, text: str, places: tuple[int, ...], look: tuple[QFont, str]
    ) -> int:
        """Paint a text with some letters marked; return where it ends."""
        font, ink = look
        strong = QFont(font)
        strong.setBold(True)
        strong.setUnderline(True)
        left = area.left()
        for piece, marked in pieces(text, places):
            painter.setFont(strong if marked else font)
            painter.setPen(self._tools.theme.color("accent" if marked else ink))
            width = QFontMetrics(painter.font()).horizontalAdvance(piece)
            room = max(0, area.right() - left)
            cut = painter.fontMetrics().elidedText(piece, Qt.TextElideMode.ElideRight, room + 2)
            painter.drawText(QRect(left, area.top(), width + 2, area.height()), _LEFT, cut)
            left += width
        return left


def pieces(text: str, places: tuple[int, ...]) -> Iterator[tuple[str, bool]]:
    """Yield the text in pieces that are marked throughout or not at all."""
    marked = frozenset(places)
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or (end in marked) != (start in marked):
            yield text[start:end], start in marked
            start = end
