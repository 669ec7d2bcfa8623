from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from linktester.gui.models.boards import View
from linktester.gui.models.matrix import MatrixModel
from linktester.gui.tools import Tools
from linktester.gui.widgets.pictureview import NARROW, WIDE, PictureView
from tests.fakes import boards as fakes


def shown(qtbot: QtBot, tools: Tools, view: View = View.PLACES) -> PictureView:
    picture = PictureView(MatrixModel(tools.speech), tools.theme, "picture")
    qtbot.addWidget(picture)
    picture.resize(700, 400)
    picture.model().show_board(fakes.board(view))
    picture.show()
    return picture


def test_the_first_answer_is_the_current_cell(qtbot: QtBot, tools: Tools) -> None:
    picture = shown(qtbot, tools, View.PAYMENTS)
    index = picture.currentIndex()
    assert index.data()
    assert (index.row(), index.column()) != (0, 0)


def test_arrows_move_and_enter_opens(qtbot: QtBot, tools: Tools) -> None:
    picture = shown(qtbot, tools)
    with qtbot.waitSignal(picture.current_moved):
        qtbot.keyClick(picture, Qt.Key.Key_Right)
    assert (picture.currentIndex().row(), picture.currentIndex().column()) == (0, 1)
    with qtbot.waitSignal(picture.opened):
        qtbot.keyClick(picture, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(picture.opened):
        qtbot.keyClick(picture, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_several_cells_are_selected_by_key(qtbot: QtBot, tools: Tools) -> None:
    picture = shown(qtbot, tools)
    qtbot.keyClick(picture, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert picture.selected() == [(0, 0), (1, 0)]


def test_columns_share_the_room_within_bounds(qtbot: QtBot, tools: Tools) -> None:
    picture = shown(qtbot, tools)
    assert picture.columnWidth(0) == NARROW
    picture.resize(4_000, 400)
    assert NARROW < picture.columnWidth(0) <= WIDE


def test_two_pictures_scroll_together(qtbot: QtBot, tools: Tools) -> None:
    one, other = shown(qtbot, tools), shown(qtbot, tools)
    one.follow(other)
    one.verticalScrollBar().setValue(60)
    other.horizontalScrollBar().setValue(90)
    assert (other.verticalScrollBar().value(), one.horizontalScrollBar().value()) == (60, 90)


def test_cells_are_drawn_anew_in_other_colours(qtbot: QtBot, tools: Tools) -> None:
    picture = shown(qtbot, tools)
    light = picture.viewport().grab().toImage()
    tools.theme.choose("dark")
    dark = picture.viewport().grab().toImage()
    assert light != dark
    picture.model().search("wechat")
    assert picture.grab().toImage() != dark
