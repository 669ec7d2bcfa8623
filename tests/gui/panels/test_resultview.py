from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from linktester.gui.models.results import ResultsModel
from linktester.gui.openrun import OpenRun
from linktester.gui.panels.resultview import ResultView
from linktester.gui.tools import Tools
from tests.fakes.tabled import made, play


@pytest.fixture
def model(qtbot: QtBot, tools: Tools, run: OpenRun) -> ResultsModel:
    model = ResultsModel(tools.speech)
    model.extend(tuple(play(qtbot, tools, run).rows))
    return model


@pytest.fixture
def view(qtbot: QtBot, tools: Tools, run: OpenRun, model: ResultsModel) -> Iterator[ResultView]:
    view = ResultView(tools, run, model, made(tools, run))
    qtbot.addWidget(view)
    view.resize(1_000, 640)
    view.show()
    yield view
    view.leave()


def test_table_and_detail_share_the_room_either_way(view: ResultView) -> None:
    assert view.table.height() == view.detail.height()
    view.flip()
    view.layout().activate()
    assert view.detail_is_below
    assert view.table.width() == view.detail.width()
    assert view.table.height() >= 120


def test_the_current_row_stays_in_sight(qtbot: QtBot, run: OpenRun, view: ResultView) -> None:
    view.table.show_key(run.rows[-1].key)
    view.flip()

    def in_sight() -> bool:
        table = view.table
        return table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())

    qtbot.waitUntil(in_sight)


@pytest.mark.parametrize("below", [False, True])
def test_nothing_is_wider_or_higher_than_the_smallest_window_leaves(view: ResultView, below: bool) -> None:
    if below:
        view.flip()
    least = view.minimumSizeHint()
    assert least.width() <= 784
    assert least.height() <= 500


def test_enter_leads_from_the_filter_to_the_table(qtbot: QtBot, view: ResultView) -> None:
    view.filter.take_focus()
    QTest.keyClick(view.filter.findChild(QLineEdit, "filter"), Qt.Key.Key_Return)
    qtbot.waitUntil(view.table.hasFocus)


def test_rows_as_they_are_shown(run: OpenRun, view: ResultView) -> None:
    view.table.setColumnHidden(view.table.shown_columns()[1], True)
    header, line = view.lines((run.rows[0],))
    assert header[:3] == ["No.", "Verdict", "Opened in"]
    assert line[:3] == ["1", "blocked", "WeChat · 1:1 chat"]
