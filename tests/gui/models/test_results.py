from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from linktester.gui.models.results import ROW_ROLE, ResultsModel
from linktester.gui.speech import Speech
from linktester.listing import COLUMNS, ColumnId, parse
from linktester.model.annotation import Status
from linktester.model.verdict import Outcome
from tests.fakes import rows as fakes

NUMBERS = {each.id: number for number, each in enumerate(COLUMNS)}
DOWN = Qt.SortOrder.DescendingOrder


@pytest.fixture
def model(qapp: object) -> Iterator[ResultsModel]:
    made = ResultsModel(Speech("en"))
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    tester.deleteLater()


def shown(model: ResultsModel, wanted: ColumnId = ColumnId.CASE) -> list[str]:
    return [model.index(place, NUMBERS[wanted]).data() for place in range(model.rowCount())]


def test_rows_are_shown_as_words(model: ResultsModel) -> None:
    model.extend((fakes.row(0),))
    cells = model.cells(0)
    assert cells[ColumnId.VERDICT] == "blocked"
    assert cells[ColumnId.STAND] == "WeChat · group chat"
    assert model.index(0, 0).data(ROW_ROLE) == fakes.row(0)


def test_columns_have_words_and_an_explanation(model: ResultsModel) -> None:
    header = Qt.Orientation.Horizontal
    assert model.headerData(NUMBERS[ColumnId.VERDICT], header) == "Verdict"
    tip = model.headerData(NUMBERS[ColumnId.STATUS], header, Qt.ItemDataRole.ToolTipRole)
    assert tip == "What a person says of it; never computed"
    assert model.headerData(len(COLUMNS), header) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_newcomers_are_one_insertion(model: ResultsModel, qtbot: QtBot) -> None:
    told = []
    model.rowsInserted.connect(lambda _parent, first, last: told.append((first, last)))
    model.extend(tuple(fakes.row(number) for number in range(3)))
    model.extend(tuple(fakes.row(number) for number in range(3, 8)))
    assert told == [(0, 2), (3, 7)]
    assert shown(model)[-1] == "case-8"


def test_newcomers_that_do_not_pass_are_counted_but_not_shown(model: ResultsModel) -> None:
    model.set_filter(parse("verdict:honored"))
    model.extend((fakes.row(0), fakes.row(1, outcome=Outcome.HONORED)))
    assert shown(model) == ["case-2"]
    assert (model.rowCount(), model.total) == (1, 2)


def test_sorting_puts_numbers_by_size_and_newcomers_in_their_place(qtbot: QtBot, model: ResultsModel) -> None:
    model.extend(tuple(fakes.row(number, case=f"case-{number + 1}") for number in (1, 9)))
    model.sort(NUMBERS[ColumnId.CASE], DOWN)
    assert shown(model) == ["case-10", "case-2"]
    model.extend((fakes.row(4, case="case-5"),))
    assert shown(model) == ["case-10", "case-5", "case-2"]
    model.extend((fakes.row(5, case="case-20"), fakes.row(6, case="case-1")))
    qtbot.waitUntil(lambda: shown(model) == ["case-20", "case-10", "case-5", "case-2", "case-1"])
    model.sort(-1)
    assert shown(model) == ["case-2", "case-10", "case-5", "case-20", "case-1"]


def test_a_changed_row_moves_goes_and_comes(model: ResultsModel) -> None:
    rows = [fakes.row(number) for number in range(3)]
    model.extend(tuple(rows))
    model.set_filter(parse("status:none"))
    model.replace(replace(rows[1], status=Status.PASSED))
    assert shown(model) == ["case-1", "case-3"]
    model.replace(rows[1])
    assert shown(model) == ["case-1", "case-2", "case-3"]
    model.set_filter(parse(""))
    model.sort(NUMBERS[ColumnId.STATUS])
    model.replace(replace(rows[2], status=Status.FAILED))
    assert shown(model) == ["case-3", "case-1", "case-2"]
    assert shown(model, ColumnId.STATUS) == ["failed", "", ""]


def test_another_language_says_all_cells_anew(qapp: object) -> None:
    speech = Speech("en")
    model = ResultsModel(speech)
    model.extend((fakes.row(0),))
    assert shown(model, ColumnId.VERDICT) == ["blocked"]
    speech.switch("zh_CN")
    assert shown(model, ColumnId.VERDICT) == ["拦截"]
    assert model.headerData(NUMBERS[ColumnId.VERDICT], Qt.Orientation.Horizontal) == "结论"


def test_a_change_among_newcomers_shows_both(model: ResultsModel) -> None:
    model.sort(NUMBERS[ColumnId.CASE])
    model.extend((fakes.row(4, case="case-5"),))
    model.extend((fakes.row(5, case="case-9"), fakes.row(6, case="case-1")))
    assert shown(model) == ["case-5"]
    model.replace(fakes.row(4, case="case-5", status=Status.PASSED))
    assert shown(model, ColumnId.STATUS) == ["", "passed", ""]


def test_refilling_keeps_filter_and_order(model: ResultsModel) -> None:
    model.set_filter(parse("verdict:blocked"))
    model.sort(NUMBERS[ColumnId.CASE], DOWN)
    model.refill([fakes.row(0), fakes.row(1), fakes.row(2, outcome=Outcome.HONORED)])
    assert shown(model) == ["case-2", "case-1"]
    model.refill([])
    assert model.rowCount() == 0
    assert model.row_at(0) is None


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=fakes.ROWS,
    column=st.integers(-1, len(COLUMNS) - 1),
    text=st.sampled_from(["", "verdict:blocked", "-status:none", "host:qq case"]),
    cut=st.integers(0, 12),
)
def test_whatever_comes_the_model_says_what_its_list_says(
    qapp: object, rows: list, column: int, text: str, cut: int
) -> None:
    model = ResultsModel(Speech("en"))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.extend(tuple(rows[:cut]))
    model.set_filter(parse(text))
    model.sort(column, DOWN)
    model.extend(tuple(rows[cut:]))
    for row in rows[::2]:
        model.replace(replace(row, status=Status.SKIPPED))
    assert shown(model, ColumnId.NUMBER) == [str(row.index + 1) for row in model.listing.rows()]
    tester.deleteLater()
