from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from linktester.gui.models.cases import CasesModel, Column
from linktester.gui.tools import Tools
from linktester.model.verdict import Outcome
from linktester.project import duplicated, removed, with_case
from tests.fakes.desks import suite


@pytest.fixture
def model(qtmodeltester: ModelTester, tools: Tools, tmp_path: Path) -> CasesModel:
    made = CasesModel(tools.speech, tools.theme)
    made.show_suite(suite(tmp_path))
    qtmodeltester.check(made)
    return made


def rows(model: CasesModel) -> list[list[str]]:
    return [[model.index(row, column).data() for column in Column] for row in range(model.rowCount())]


def column(model: CasesModel, number: Column) -> list[str]:
    return [row[number] for row in rows(model)]


def test_a_case_reads_as_a_row(model: CasesModel) -> None:
    assert rows(model) == [
        [
            "one",
            "The first",
            "Taobao item",
            "WeChat · 1:1 chat",
            "2021-09-01 … now (2)",
            "",
            "",
            "https://item.taobao.com/item.htm?id=600000000601",
        ],
        [
            "two",
            "",
            "Douyin video",
            "WeChat · 1:1 chat, Moments",
            "2021-12-15",
            "1 honored, 1 blocked",
            "",
            "https://www.douyin.com/video/7300000000000000601",
        ],
        [
            "three",
            "",
            "WeChat collection code",
            "Alipay · scanner",
            "2021-09-01 … now (2)",
            "",
            "",
            "wxp://f2f0LT0602abcdefghijk",
        ],
    ]


def test_words_follow_the_language(tools: Tools, model: CasesModel) -> None:
    tools.speech.switch("zh_CN")
    assert column(model, Column.PLACES)[0] == "微信 · 单聊"
    assert model.headerData(Column.PLACES, Qt.Orientation.Horizontal) == "打开位置"


def test_how_cases_came_out_stands_beside_them(model: CasesModel) -> None:
    model.show_outcomes({"two": {Outcome.BLOCKED: 2, Outcome.HONORED: 1}})
    assert column(model, Column.LAST) == ["", "1 honored, 2 blocked", ""]


def test_one_changed_case_is_one_changed_row(qtbot: QtBot, model: CasesModel, tmp_path: Path) -> None:
    before = suite(tmp_path)
    model.show_suite(before)
    with qtbot.assertNotEmitted(model.modelReset):
        model.show_suite(with_case(before, 0, replace(before.cases[0], title="Another")))
    assert column(model, Column.TITLE)[0] == "Another"


def test_cases_that_come_and_go_are_a_new_list(qtbot: QtBot, model: CasesModel, tmp_path: Path) -> None:
    with qtbot.waitSignal(model.modelReset):
        model.show_suite(duplicated(suite(tmp_path), 0))
    assert column(model, Column.ID) == ["one", "one-2", "two", "three"]
    model.show_suite(None)
    assert rows(model) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("TAOBAO", ["one"]),
        ("moments", ["two"]),
        ("wechat", ["two", "three"]),
        ("first item", ["one"]),
        ("nowhere", []),
    ],
)
def test_words_find_cases(model: CasesModel, words: str, found: list[str]) -> None:
    model.set_filter(words)
    assert column(model, Column.ID) == found
    assert [model.row_of(model.place_at(row)) for row in range(len(found))] == list(range(len(found)))


def test_a_hidden_case_has_no_row(model: CasesModel) -> None:
    model.set_filter("taobao")
    assert (model.row_of(0), model.row_of(1), model.total) == (0, None, 3)


def test_rows_are_dragged_by_their_place(qtbot: QtBot, model: CasesModel) -> None:
    data = model.mimeData([model.index(2, 0), model.index(2, 3), model.index(0, 1)])
    with qtbot.waitSignal(model.move_asked) as asked:
        done = model.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, QModelIndex())
    assert (asked.args, done) == ([[0, 2], 1], False)


def test_nothing_is_dragged_while_some_are_hidden(model: CasesModel) -> None:
    assert model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    model.set_filter("taobao")
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled


def test_a_mistake_is_marked_and_explained(tools: Tools, tmp_path: Path, model: CasesModel) -> None:
    model.show_suite(suite(tmp_path), ["two"])
    marked = [model.index(row, Column.ID).data(Qt.ItemDataRole.ForegroundRole) for row in range(3)]
    assert marked == [None, tools.theme.color("blocked"), None]
    assert "mistake" in model.index(1, Column.ID).data(Qt.ItemDataRole.ToolTipRole)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60), st.integers(0, 2))
def test_any_title_is_shown_as_text(model: CasesModel, tmp_path: Path, title: str, place: int) -> None:
    before = suite(tmp_path)
    model.show_suite(with_case(before, place, replace(before.cases[place], title=title)))
    cell = model.index(place, Column.TITLE).data()
    assert "\n" not in cell
    assert "\u202e" not in cell


def test_cases_left_over_keep_their_numbers(model: CasesModel, tmp_path: Path) -> None:
    model.show_suite(removed(suite(tmp_path), 0))
    model.set_filter("wxp")
    assert model.headerData(0, Qt.Orientation.Vertical) == "2"
