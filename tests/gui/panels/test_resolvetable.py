import pytest
from PySide6.QtCore import Qt

from linktester.gui.panels.resolvetable import ResolveTable
from linktester.model.phone import OS
from linktester.oslinks.answers.everywhere import resolved
from linktester.oslinks.answers.linkfiles import EXAMPLE_LINK, example
from tests.fakes import linkfiles as fakes


@pytest.fixture
def table(qtbot, tools) -> ResolveTable:
    made = ResolveTable(tools)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    return made


def test_one_row_for_each_system_with_its_answer(table, tools):
    table.show_found(resolved(fakes.asked(*example(), url=EXAMPLE_LINK)))
    ios, android, harmony = table.texts
    assert ios[:2] == ("iOS", "App\nABCDE12345.example.shop")
    assert ios[2].endswith("apple-app-site-association, line 8, column 11")
    assert android[:2] == ("Android", "App\nexample.shop")
    assert harmony[1] == "App\nshop"
    tools.speech.switch("zh_CN")
    assert table.texts[1][1] == "应用\nexample.shop"


def test_without_a_link_it_says_nothing(table):
    assert [row[1:] for row in table.texts] == [("", "")] * 3


def test_the_keyboard_goes_from_system_to_system(table, qtbot):
    assert table.system is OS.IOS
    table.setFocus()
    with qtbot.waitSignal(table.system_chosen) as told:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert told.args == [OS.ANDROID]
    table.show_found(resolved(fakes.asked()))
    assert table.system is OS.ANDROID
