from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from linktester.gui.kept import Held
from linktester.gui.models.runs import COLUMNS, Column, RunsModel
from linktester.gui.panels.runstable import BAR, STATE, RunsTable
from linktester.gui.tools import Tools
from tests.fakes import results as fakes


def made(qtbot: QtBot, tools: Tools, count: int = 3) -> tuple[RunsTable, RunsModel]:
    model = RunsModel(tools.speech)
    model.setParent(tools.speech)
    table = RunsTable(tools, model)
    qtbot.addWidget(table)
    heads = [
        fakes.head(4, id=f"2026112{number}-000000-0001", name=f"run {number}") for number in range(count)
    ]
    model.show_heads(heads)
    model.show_held({head.id: Held(4, {"HONORED": 1, "BLOCKED": 3}) for head in heads})
    table.resize(1100, 300)
    table.show()
    return table, model


def test_enter_opens_what_is_selected(qtbot: QtBot, tools: Tools) -> None:
    table, _ = made(qtbot, tools)
    table.select_run("20261121-000000-0001")
    assert [kept.head.name for kept in table.selected()] == ["run 1"]
    with qtbot.waitSignal(table.open_requested):
        qtbot.keyClick(table, Qt.Key.Key_Return)


def test_the_selection_outlives_a_reload_and_a_filter(qtbot: QtBot, tools: Tools) -> None:
    table, model = made(qtbot, tools)
    table.select_run("20261121-000000-0001")
    model.set_filter("run 1")
    assert [kept.head.name for kept in table.selected()] == ["run 1"]
    model.set_filter("")
    assert [kept.head.name for kept in table.selected()] == ["run 1"]
    table.selectAll()
    assert len(table.selected()) == 3


def test_names_are_typed_in_place(qtbot: QtBot, tools: Tools) -> None:
    table, model = made(qtbot, tools)
    table.select_run(None)
    table.edit_name()
    editor = table.focusWidget()
    assert editor is not None
    with qtbot.waitSignal(model.rename_wished) as wished:
        qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(editor, "Release")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert wished.args[1] == "Release"


def test_shares_are_drawn_in_the_colours_of_the_verdicts(qtbot: QtBot, tools: Tools) -> None:
    table, model = made(qtbot, tools, 1)
    shown = table.visualRect(model.index(0, COLUMNS.index(Column.VERDICTS)))
    image: QImage = table.viewport().grab(shown).toImage()
    inks = {
        role: sum(
            image.pixelColor(x, image.height() // 2) == tools.theme.color(role) for x in range(BAR + 20)
        )
        for role in ("honored", "blocked")
    }
    assert 10 < inks["honored"] < inks["blocked"]


def test_columns_are_remembered(qtbot: QtBot, tools: Tools) -> None:
    table, _ = made(qtbot, tools)
    table.horizontalHeader().resizeSection(0, 333)
    table.keep_layout()
    assert not tools.settings.octets(STATE).isEmpty()
    again, _ = made(qtbot, tools)
    assert again.columnWidth(0) == 333
