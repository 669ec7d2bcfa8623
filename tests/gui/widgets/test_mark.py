from collections import Counter

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from linktester.gui.present import OUTCOMES, Shape, look
from linktester.gui.theme import Theme
from linktester.gui.widgets.mark import Mark, draw_shape
from linktester.model.verdict import Outcome


def drawn(shape: Shape) -> frozenset[tuple[int, int]]:
    pixmap = QPixmap(32, 32)
    pixmap.fill(Qt.GlobalColor.white)
    painter = QPainter(pixmap)
    draw_shape(painter, QRectF(0, 0, 32, 32), shape, QColor("black"))
    painter.end()
    picture = pixmap.toImage()
    return frozenset(
        (x, y) for x in range(32) for y in range(32) if picture.pixelColor(x, y).lightness() < 128
    )


def test_shapes_are_told_apart_without_colour(qtbot: QtBot) -> None:
    pictures = {shape: drawn(shape) for shape in Shape}
    assert all(len(pixels) > 30 for pixels in pictures.values())
    for first in Shape:
        for second in Shape:
            if first is not second:
                assert len(pictures[first] ^ pictures[second]) > 25, (first, second)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_mark_has_word_and_colour(qtbot: QtBot, outcome: Outcome) -> None:
    theme = Theme("light")
    mark = Mark(theme)
    qtbot.addWidget(mark)
    mark.show_look(look(outcome), "a word")
    mark.resize(mark.sizeHint())
    picture = mark.grab().toImage()
    colors = Counter(
        picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())
    )
    assert colors.most_common(1)[0][0] == theme.color(f"{OUTCOMES[outcome].role}-soft").name()
    assert mark.accessibleName() == "a word"
    assert mark.minimumSizeHint() == mark.sizeHint()


def test_without_a_verdict_nothing_is_drawn(qtbot: QtBot) -> None:
    mark = Mark(Theme("light"))
    qtbot.addWidget(mark)
    assert not mark.grab().isNull()
