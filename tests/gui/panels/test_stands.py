import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from linktester.gui.panels.moreplaces import MorePlaces
from linktester.gui.panels.stands import MOST_ROWS, StandsEditor
from linktester.gui.tools import Tools
from linktester.gui.widgets.field import Choice
from linktester.model.case import Stand
from linktester.project import StandForm
from linktester.project.trial import stand

PLACES = {
    "wechat": (stand("wechat", "chat"), stand("wechat", "group"), stand("wechat", "scan")),
    "qq": (stand("qq", "group"),),
}
FORMS = (StandForm("wechat", "chat"), StandForm("weibo", "feed", "paste"))


@pytest.fixture
def editor(qtbot: QtBot, tools: Tools) -> StandsEditor:
    made = StandsEditor(tools, "case-place")
    qtbot.addWidget(made)
    made.know(PLACES)
    made.show_stands(FORMS, "As the suite")
    made.show()
    return made


def pick(editor: StandsEditor, name: str, value: str) -> None:
    choice = editor.findChild(Choice, f"case-place-{name}")
    choice.setCurrentIndex(choice.findData(value))
    choice.activated.emit(choice.currentIndex())


def test_places_read_as_rows_those_unknown_too(editor: StandsEditor) -> None:
    assert editor.rows == ["WeChat · 1:1 chat · usual way", "Weibo · feed · paste"]
    assert editor.none.isHidden()


def test_another_app_brings_its_own_places(qtbot: QtBot, editor: StandsEditor) -> None:
    with qtbot.waitSignal(editor.edited):
        pick(editor, "1-host", "qq")
    assert editor.stands[0] == StandForm("qq", "group")


def test_surface_and_entry_are_picked(editor: StandsEditor) -> None:
    pick(editor, "1-surface", "group")
    pick(editor, "1-entry", "long-press")
    assert editor.stands[0] == StandForm("wechat", "group", "long-press")
    assert editor.stands[1] == FORMS[1]


def test_a_place_is_taken_away(qtbot: QtBot, editor: StandsEditor) -> None:
    with qtbot.waitSignal(editor.edited):
        editor.findChild(QToolButton, "case-place-1-remove").click()
    assert editor.stands == FORMS[1:]
    editor.show_stands((), "As the suite")
    assert (editor.rows, editor.none.text(), editor.none.isHidden()) == ([], "As the suite", False)


def test_places_are_ticked_in_the_list_of_all(qtbot: QtBot, editor: StandsEditor) -> None:
    editor._add.click()
    dialog = editor.window().findChild(MorePlaces)
    dialog.ticked.emit(PLACES["qq"][0], True)
    dialog.ticked.emit(PLACES["wechat"][0], False)
    dialog.ticked.emit(Stand("wechat", "scan", PLACES["wechat"][2].entry), True)
    assert editor.stands == (FORMS[1], StandForm("qq", "group"), StandForm("wechat", "scan"))
    dialog.close()


def test_showing_is_not_editing(qtbot: QtBot, editor: StandsEditor) -> None:
    with qtbot.assertNotEmitted(editor.edited):
        editor.show_stands((StandForm("qq", "group"),))
    assert editor.rows == ["QQ · group chat · usual way"]


def test_more_places_than_rows_are_kept_and_counted(editor: StandsEditor) -> None:
    many = tuple(StandForm("wechat", f"place-{number}") for number in range(MOST_ROWS + 3))
    editor.show_stands(many)
    assert (len(editor.rows), editor.more.text()) == (MOST_ROWS, "and 3 more")
    assert editor.stands == many


def test_rows_follow_the_language(tools: Tools, editor: StandsEditor) -> None:
    tools.speech.switch("zh_CN")
    assert editor.rows[0] == "微信 · 单聊 · 常规方式"
