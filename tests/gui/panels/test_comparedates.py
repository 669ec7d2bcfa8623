from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTreeWidget
from pytestqt.qtbot import QtBot

from linktester.gui.models.boards import View
from linktester.gui.models.picturemaker import Origin, PictureMaker, Wish
from linktester.gui.panels.comparedates import ComparedPictures
from linktester.gui.tools import Tools
from linktester.gui.widgets.patches import CHANGED_ROLE, Change
from linktester.gui.widgets.plain import PlainLabel
from tests.fakes import boards as fakes
from tests.fakes.rows import ENGLISH

WISH = Wish(Origin.RULES, View.PLACES)


def shown(qtbot: QtBot, tools: Tools, width: int = 1_200) -> ComparedPictures:
    pictures = ComparedPictures(tools)
    qtbot.addWidget(pictures)
    pictures.resize(width, 700)
    maker = PictureMaker()
    maker.take_answers(fakes.answers())
    moments = fakes.book().moments
    pictures.show_two(maker.compare(WISH, (fakes.BEFORE, fakes.AFTER), moments, ENGLISH))
    pictures.show()
    return pictures


def words(pictures: ComparedPictures) -> list[str]:
    return [label.text() for label in pictures.findChildren(PlainLabel) if label.isVisible()]


def test_two_dates_stand_side_by_side_with_their_changes(qtbot: QtBot, tools: Tools) -> None:
    pictures = shown(qtbot, tools)
    assert pictures.is_comparing
    assert {"2021-09-01", "2021-12-15"} <= set(words(pictures))
    before, after = (model.index(0, 0) for model in pictures.models)
    assert (before.data(), after.data()) == ("blocked", "honored")
    assert (before.data(CHANGED_ROLE), after.data(CHANGED_ROLE)) == (Change.TURNED, Change.TURNED)
    assert any("cells look different" in each for each in words(pictures))


def test_what_happened_between_stands_below_and_leads_there(qtbot: QtBot, tools: Tools) -> None:
    pictures = shown(qtbot, tools)
    events = pictures.findChild(QTreeWidget)
    lines = [events.topLevelItem(number) for number in range(events.topLevelItemCount())]
    dates = [line.text(0) for line in lines]
    assert {"2021-09-17", "2021-11-29"} <= set(dates)
    turn = lines[dates.index("2021-11-29")]
    assert int(turn.text(2)) > 0
    with qtbot.waitSignal(pictures.jumped) as jumped:
        events.itemActivated.emit(turn, 0)
    assert jumped.args[0].strftime("%Y-%m-%d") == "2021-11-29"


def test_one_picture_puts_the_rest_away(qtbot: QtBot, tools: Tools) -> None:
    pictures = shown(qtbot, tools)
    pictures.show_one(fakes.board(View.HOSTS))
    assert not pictures.is_comparing
    assert words(pictures) == []
    assert not pictures.findChild(QTreeWidget).isVisible()
    assert pictures.model is pictures.models[0]


def test_narrow_pictures_stand_below_each_other(qtbot: QtBot, tools: Tools) -> None:
    pictures = shown(qtbot, tools, 700)
    inner = next(each for each in pictures.findChildren(QSplitter) if each.isAncestorOf(pictures.views[0]))
    split = [each for each in pictures.findChildren(QSplitter) if each.indexOf(inner) < 0][-1]
    assert split.orientation() is Qt.Orientation.Vertical
    pictures.resize(1_400, 700)
    assert split.orientation() is Qt.Orientation.Horizontal


def test_the_picture_used_last_is_in_front(qtbot: QtBot, tools: Tools) -> None:
    pictures = shown(qtbot, tools)
    second = pictures.views[1]
    qtbot.waitExposed(pictures)
    second.setFocus()
    qtbot.waitUntil(second.hasFocus)
    qtbot.keyClick(second, Qt.Key.Key_Right)
    assert pictures.front is second
    assert pictures.model is pictures.models[1]
    assert [view.currentIndex().column() for view in pictures.views] == [1, 1]


def test_what_is_found_is_gone_to(qtbot: QtBot, tools: Tools) -> None:
    pictures = shown(qtbot, tools)
    pictures.search("weibo · feed")
    model, index = pictures.models[0], pictures.views[0].currentIndex()
    assert model.heading(index).startswith("Weibo · feed")


def test_heads_of_the_list_speak_both_languages(qtbot: QtBot, tools: Tools) -> None:
    pictures = shown(qtbot, tools)
    tools.speech.switch("zh_CN")
    assert pictures.findChild(QTreeWidget).headerItem().text(0) == "日期"
