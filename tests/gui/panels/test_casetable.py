from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from pytestqt.qtbot import QtBot

from linktester.gui.models.cases import CasesModel, Column
from linktester.gui.panels.casetable import CaseTable
from linktester.gui.tools import Tools
from tests.fakes.desks import suite


@pytest.fixture
def table(qtbot: QtBot, tools: Tools, tmp_path: Path) -> CaseTable:
    model = CasesModel(tools.speech, tools.theme)
    model.show_suite(suite(tmp_path))
    made = CaseTable(tools, model)
    model.setParent(made)
    qtbot.addWidget(made)
    made.show()
    return made


def test_choosing_is_told_once_with_the_case(qtbot: QtBot, table: CaseTable) -> None:
    with qtbot.waitSignals([table.current_changed, table.selection_changed]):
        table.choose([1])
    assert (table.current, table.chosen()) == (1, [1])


def test_several_can_be_chosen(table: CaseTable) -> None:
    table.choose([0, 2])
    assert (table.current, table.chosen()) == (2, [0, 2])
    table.choose([])
    assert table.chosen() == []


def test_places_are_those_of_the_suite_while_some_are_hidden(table: CaseTable) -> None:
    table.model().set_filter("wxp")
    table.choose([0, 2])
    assert table.chosen() == [2]


def test_keys_walk_and_enter_opens(qtbot: QtBot, table: CaseTable) -> None:
    table.choose([0])
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.current == 1
    with qtbot.waitSignal(table.open_asked):
        qtbot.keyClick(table, Qt.Key.Key_Return)


def test_a_dropped_row_asks_to_be_moved(qtbot: QtBot, table: CaseTable) -> None:
    model = table.model()
    data: QMimeData = model.mimeData([model.index(0, 0)])
    with qtbot.waitSignal(model.move_asked) as asked:
        model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, QModelIndex())
    assert asked.args == [[0], 3]


def test_columns_are_remembered(qtbot: QtBot, tools: Tools, table: CaseTable) -> None:
    table.setColumnWidth(Column.TITLE, 333)
    table.save_layout()
    again = CaseTable(tools, table.model())
    qtbot.addWidget(again)
    assert again.columnWidth(Column.TITLE) == 333
