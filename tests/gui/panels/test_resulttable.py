import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from linktester.gui.models.results import ResultsModel
from linktester.gui.panels.resulttable import FIRST, STATE, ResultTable
from linktester.gui.tools import Tools
from linktester.listing import COLUMNS, ColumnId, parse, row_of
from linktester.model.annotation import Status
from tests.fakes import orders
from tests.fakes import rows as fakes

NUMBERS = {each.id: number for number, each in enumerate(COLUMNS)}


@pytest.fixture
def model(tools: Tools) -> ResultsModel:
    made = ResultsModel(tools.speech)
    made.extend(
        tuple(fakes.row(number, status=Status.PASSED if number % 3 == 1 else None) for number in range(10))
    )
    return made


@pytest.fixture
def table(qtbot: QtBot, tools: Tools, model: ResultsModel) -> ResultTable:
    made = ResultTable(tools, model)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    return made


def cases(table: ResultTable) -> list[str]:
    return [row.case for row in table.selected_rows()]


def test_going_up_and_down_tells_the_current_row(qtbot: QtBot, table: ResultTable) -> None:
    told = []
    table.key_changed.connect(told.append)
    table.show_key(fakes.row(0).key)
    for by in (-1, 1, 1, -1, -1, -1):
        table.step(by)
    assert told[-4:] == [fakes.row(number).key for number in (1, 2, 1, 0)]
    assert table.current.case == "case-1"


def test_the_next_without_status_goes_round(table: ResultTable) -> None:
    table.show_key(fakes.row(9).key)
    assert table.step_to_open()
    assert table.current.case == "case-1"
    assert table.step_to_open()
    assert table.current.case == "case-3"


def test_where_all_have_one_there_is_no_next(tools: Tools, qtbot: QtBot) -> None:
    model = ResultsModel(tools.speech)
    table = ResultTable(tools, model)
    qtbot.addWidget(table)
    assert not table.step_to_open()
    table.step(1)
    assert table.current is None
    model.extend((fakes.row(0, status=Status.FAILED),))
    assert not table.step_to_open()


def test_selection_and_current_row_survive_filter_and_sort(model: ResultsModel, table: ResultTable) -> None:
    table.show_key(fakes.row(2).key)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert cases(table) == ["case-3", "case-4"]
    table.sortByColumn(NUMBERS[ColumnId.CASE], Qt.SortOrder.DescendingOrder)
    assert cases(table) == ["case-4", "case-3"]
    assert table.current.case == "case-4"
    model.set_filter(parse("case:case-3,case-9"))
    assert cases(table) == ["case-3"]
    model.set_filter(parse(""))
    model.extend((fakes.row(30),))
    assert cases(table) == ["case-3"]


def test_what_is_not_on_show_cannot_be_chosen(model: ResultsModel, table: ResultTable) -> None:
    model.set_filter(parse("case:case-1"))
    assert not table.show_key(fakes.row(4).key)
    assert not table.show_key(None)
    assert table.show_key(fakes.row(0).key)


def test_a_row_that_goes_leaves_the_next_one_current(model: ResultsModel, table: ResultTable) -> None:
    model.set_filter(parse("status:none"))
    table.show_key(fakes.row(2).key)
    model.replace(fakes.row(2, status=Status.PASSED))
    assert table.current.case == "case-4"


def test_enter_asks_for_the_detail(qtbot: QtBot, table: ResultTable) -> None:
    table.step(1)
    with qtbot.waitSignal(table.detail_requested):
        QTest.keyClick(table, Qt.Key.Key_Return)


def test_columns_are_remembered(qtbot: QtBot, tools: Tools, model: ResultsModel, table: ResultTable) -> None:
    assert [COLUMNS[number].id for number in table.shown_columns()] == list(FIRST)
    table.setColumnHidden(NUMBERS[ColumnId.CASE], True)
    table._on_column_chosen(NUMBERS[ColumnId.NOTE], True)
    table.horizontalHeader().moveSection(table.horizontalHeader().visualIndex(NUMBERS[ColumnId.DATE]), 0)
    wanted = table.shown_columns()
    table.keep_layout()
    again = ResultTable(tools, model)
    qtbot.addWidget(again)
    assert again.shown_columns() == wanted
    again._put_columns_back()
    assert [COLUMNS[number].id for number in again.shown_columns()] == list(FIRST)


def test_the_last_column_stays(table: ResultTable) -> None:
    for number in table.shown_columns():
        table._on_column_chosen(number, False)
    assert len(table.shown_columns()) == 1


def test_odd_remembered_columns_count_as_none(qtbot: QtBot, tools: Tools, model: ResultsModel) -> None:
    tools.settings.put(STATE, "nonsense")
    table = ResultTable(tools, model)
    qtbot.addWidget(table)
    assert [COLUMNS[number].id for number in table.shown_columns()] == list(FIRST)


def test_columns_of_orders_come_with_the_first_order_and_go_with_the_last(
    model: ResultsModel, table: ResultTable
) -> None:
    of_orders = {NUMBERS[ColumnId.ORDER], NUMBERS[ColumnId.LEG]}
    assert of_orders.isdisjoint(table.shown_columns())
    before = tuple(model.listing.rows())
    model.refill([row_of(0, orders.paid())])
    assert of_orders <= set(table.shown_columns())
    table._put_columns_back()
    assert of_orders <= set(table.shown_columns())
    model.refill(before)
    assert of_orders.isdisjoint(table.shown_columns())
