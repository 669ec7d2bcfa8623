from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from linktester.gui.dialogs.palette import RECENT, Palette, choices
from linktester.gui.tools import Tools

POSSIBLE = frozenset({"new-link", "about", "page-emulator", "page-runs", "palette"})


@pytest.fixture
def palette(qtbot: QtBot, tools: Tools) -> Iterator[Palette]:
    parent = QWidget()
    qtbot.addWidget(parent)
    tools.actions.allow(POSSIBLE)
    made = Palette(tools, parent)
    made.show()
    yield made
    parent.close()


def shown(palette: Palette) -> list[str]:
    model = palette.findChild(QListView).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_typing_finds_and_enter_does_it(qtbot: QtBot, tools: Tools, palette: Palette) -> None:
    field = palette.findChild(QLineEdit)
    qtbot.keyClicks(field, "emu")
    assert shown(palette)[0] == "Emulator"
    with qtbot.waitSignal(tools.actions.requested) as requested:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert requested.args == ["page-emulator"]
    assert tools.settings.texts(RECENT) == ["page-emulator"]


def test_the_other_language_finds_it_too(qtbot: QtBot, tools: Tools, palette: Palette) -> None:
    palette.findChild(QLineEdit).setText("运行记录")
    assert shown(palette) == ["Runs"]


def test_arrow_keys_choose_while_letters_are_typed(qtbot: QtBot, tools: Tools, palette: Palette) -> None:
    field, listed = palette.findChild(QLineEdit), palette.findChild(QListView)
    first = listed.currentIndex().data()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    second = listed.currentIndex().data()
    assert first != second
    with qtbot.waitSignal(tools.actions.requested):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_what_is_impossible_is_there_but_not_done(qtbot: QtBot, tools: Tools, palette: Palette) -> None:
    field = palette.findChild(QLineEdit)
    field.setText("duplicate")
    assert shown(palette)[0] == "Duplicate"
    with qtbot.assertNotEmitted(tools.actions.requested, wait=50):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_the_last_used_come_first(qtbot: QtBot, tools: Tools, palette: Palette) -> None:
    tools.settings.put(RECENT, ["about", "page-runs", "no-such-action"])
    again = Palette(tools, palette)
    assert shown(again)[:2] == ["About linktester", "Runs"]
    again.close()


def test_all_actions_are_there_but_itself(tools: Tools) -> None:
    found = {each.id for each in choices(tools)}
    assert found == set(tools.actions.all()) - {"palette"}
    keys = {each.id: each.keys for each in choices(tools)}
    assert keys["new-link"] == "Ctrl+L"


def test_nothing_found_is_told(qtbot: QtBot, palette: Palette) -> None:
    palette.findChild(QLineEdit).setText("qqqqq")
    assert shown(palette) == []
    assert palette._nothing.text().startswith("No action is called that")
