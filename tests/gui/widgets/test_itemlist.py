import pytest
from pytestqt.qtbot import QtBot

from linktester.gui.tools import Tools
from linktester.gui.widgets.itemlist import BUTTONS, ItemList


@pytest.fixture
def items(qtbot: QtBot, tools: Tools) -> ItemList:
    made = ItemList(tools.speech, tools.theme, "things")
    qtbot.addWidget(made)
    made.show()
    return made


def enabled(items: ItemList) -> str:
    return " ".join(name for name in BUTTONS if items.buttons[name].isEnabled())


def test_without_lines_there_is_only_adding(items: ItemList) -> None:
    assert (items.lines, items.current, items.list.isVisible()) == ([], -1, False)
    assert enabled(items) == "add"


def test_buttons_fit_the_line(items: ItemList) -> None:
    items.show_lines(["a", "b", "c"], 0)
    assert (items.lines, enabled(items)) == (["a", "b", "c"], "add duplicate down delete")
    items.show_lines(["a", "b", "c"], 1)
    assert enabled(items) == "add duplicate up down delete"
    items.show_lines(["a", "b"], 7)
    assert (items.current, enabled(items)) == (1, "add duplicate up delete")


def test_only_the_user_s_steps_are_told(qtbot: QtBot, items: ItemList) -> None:
    with qtbot.assertNotEmitted(items.current_changed):
        items.show_lines(["a", "b"], 0)
    with qtbot.waitSignal(items.current_changed) as changed:
        items.list.setCurrentRow(1)
    assert changed.args == [1]


@pytest.mark.parametrize("name", BUTTONS)
def test_buttons_ask_and_have_words(qtbot: QtBot, items: ItemList, name: str) -> None:
    items.show_lines(["a", "b", "c"], 1)
    assert items.buttons[name].accessibleName()
    with qtbot.waitSignal(items.asked) as asked:
        items.buttons[name].click()
    assert asked.args == [name]


def test_a_mistake_is_seen_in_the_list(tools: Tools, items: ItemList) -> None:
    items.show_lines(["a", "b"], 0, {1})
    inks = [items.list.item(row).foreground().color() for row in range(2)]
    assert inks == [tools.theme.color("text"), tools.theme.color("blocked")]


def test_lines_are_text(items: ItemList) -> None:
    items.show_lines(["<b>x</b>\n\u202ey"], 0)
    assert items.lines == ["<b>x</b> \\u202ey"]
