from PySide6.QtGui import QFont

from linktester.gui.models.boards import Board, Head, View
from linktester.gui.models.matrix import MatrixModel
from linktester.gui.tools import Tools
from linktester.gui.widgets.pictureimage import CELL, DENSITY, MOST_SIDE, draw_image, fits
from tests.fakes import boards as fakes


def test_the_whole_picture_is_drawn_whatever_is_in_sight(tools: Tools) -> None:
    model = MatrixModel(tools.speech)
    model.show_board(fakes.board(View.PLACES))
    assert fits(model)
    image = draw_image(model, tools.theme, "What the rules say", "nothing was sent", QFont())
    assert image.width() > model.columnCount() * CELL.width() * DENSITY
    assert image.height() > model.rowCount() * CELL.height() * DENSITY
    blocked = tools.theme.color("blocked")
    pixels = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert blocked.rgb() in pixels


def test_a_picture_too_large_is_not_tried(tools: Tools) -> None:
    model = MatrixModel(tools.speech)
    rows = tuple(Head(case=f"case-{number}") for number in range(MOST_SIDE))
    model.show_board(Board(rows, (Head(case="one"),), {}))
    assert not fits(model)
