import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtWidgets import QStyleOptionViewItem, QToolTip
from pytestqt.qtbot import QtBot

from linktester.gui.models.results import ResultsModel
from linktester.gui.panels.resulttable import ResultTable
from linktester.gui.tools import Tools
from linktester.listing import COLUMNS, ColumnId
from linktester.model.verdict import Outcome
from tests.fakes import rows as fakes

NUMBERS = {each.id: number for number, each in enumerate(COLUMNS)}


@pytest.fixture
def table(qtbot: QtBot, tools: Tools) -> ResultTable:
    model = ResultsModel(tools.speech)
    model.extend(
        (
            *(fakes.row(number, outcome=outcome) for number, outcome in enumerate(Outcome)),
            fakes.row(9, link="<b>bold</b>" * 30 + fakes.NASTY),
        )
    )
    made = ResultTable(tools, model)
    qtbot.addWidget(made)
    made.resize(1500, 400)
    made.show()
    return made


def grab(table: ResultTable, row: int, wanted: ColumnId) -> QImage:
    area = table.visualRect(table.model().index(row, NUMBERS[wanted]))
    return table.viewport().grab(area).toImage()


def tip_of(table: ResultTable, row: int, wanted: ColumnId) -> str:
    index = table.model().index(row, NUMBERS[wanted])
    at = QPoint(5, 5)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, at)
    QToolTip.hideText()
    option = QStyleOptionViewItem()
    option.initFrom(table)
    option.widget = table
    table.itemDelegateForIndex(index).helpEvent(event, table, option, index)
    return QToolTip.text()


def test_each_verdict_is_its_own_picture(table: ResultTable) -> None:
    drawn = [grab(table, row, ColumnId.VERDICT) for row in range(len(Outcome))]
    assert all(a != b for number, a in enumerate(drawn) for b in drawn[:number])


def test_marks_follow_the_theme(tools: Tools, table: ResultTable) -> None:
    before = grab(table, 0, ColumnId.VERDICT)
    tools.theme.choose("dark")
    assert grab(table, 0, ColumnId.VERDICT) != before


def test_what_is_cut_off_is_whole_and_plain_in_the_tool_tip(table: ResultTable) -> None:
    table.setColumnWidth(NUMBERS[ColumnId.LINK], 60)
    told = tip_of(table, 4, ColumnId.LINK)
    assert "&lt;b&gt;bold&lt;/b&gt;" in told
    assert "<b>bold" not in told
    table.setColumnWidth(NUMBERS[ColumnId.VERDICT], 40)
    assert "blocked" in tip_of(table, list(Outcome).index(Outcome.BLOCKED), ColumnId.VERDICT)


def test_what_is_whole_needs_no_tool_tip(table: ResultTable) -> None:
    table.setColumnWidth(NUMBERS[ColumnId.STATUS], 300)
    table.setColumnWidth(NUMBERS[ColumnId.VERDICT], 400)
    assert tip_of(table, 0, ColumnId.VERDICT) == ""
