from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt

from linktester.gui.kept import Held
from linktester.gui.models.runs import ABOUT_ROLE, COLUMNS, Column, RunsModel
from linktester.gui.speech import Speech
from linktester.model.events import RunFinished
from linktester.model.run import RunHead
from tests.fakes import results as fakes

COUNTS = {"HONORED": 3, "BLOCKED": 1200}


def heads(count: int) -> list[RunHead]:
    return [
        fakes.head(10, id=f"2026112{number}-000000-0001", started_at=fakes.STARTED - timedelta(days=number))
        for number in range(count)
    ]


def finished(head: RunHead, *, cancelled: bool = False) -> Held:
    tally = replace(fakes.tally([]), outcomes=COUNTS)
    return Held(1203, COUNTS, RunFinished(head.id, fakes.STARTED, tally, cancelled=cancelled))


@pytest.fixture
def model(qapp: object) -> RunsModel:
    return RunsModel(Speech("en"))


def cell(model: QAbstractItemModel, row: int, column: Column) -> str:
    return str(model.index(row, COLUMNS.index(column)).data())


def column(model: RunsModel, wanted: Column) -> list[str]:
    return [cell(model, row, wanted) for row in range(model.rowCount())]


def test_heads_come_first_and_the_rest_is_filled_in(model: RunsModel) -> None:
    first, second = heads(2)
    model.show_heads([first, replace(second, name="Before the release", tester="Li Wei")])
    assert column(model, Column.RESULTS) == ["…", "…"]
    assert column(model, Column.NAME) == ["walled-garden", "Before the release"]
    assert model.waiting() == [first.id, second.id]
    model.show_held({first.id: finished(first), "gone": finished(first)})
    assert model.waiting() == [second.id]
    assert cell(model, 0, Column.RESULTS) == "1,203"
    assert cell(model, 0, Column.VERDICTS) == "3 honored · 1,200 blocked"
    assert cell(model, 0, Column.STARTED) == "2026-11-22 10:45:01"
    model.forget(first.id)
    assert model.waiting() == [first.id, second.id]


def test_how_a_run_ended_is_told_in_words(model: RunsModel) -> None:
    run = heads(3)
    model.show_heads(run)
    model.show_held(
        {
            run[0].id: Held(4, {"HONORED": 4}),
            run[1].id: finished(run[1], cancelled=True),
            run[2].id: Held(2, {"BLOCKED": 2}),
        }
    )
    model.set_going(run[0].id)
    assert column(model, Column.STATE) == [
        "going on: 4 of 10",
        "stopped: 1203 of 10 kept",
        "ended before its time: 2 of 10 kept",
    ]
    tip = model.index(2, COLUMNS.index(Column.STATE)).data(ABOUT_ROLE)
    assert "another linktester is still at it" in tip


def test_words_anywhere_choose_runs(model: RunsModel) -> None:
    first, second = heads(2)
    model.show_heads([replace(first, tester="Li Wei", name="夜间"), second])
    for text, count in (
        ("li night", 0),
        ("LI 夜间", 1),
        ("walled", 2),
        ("2026-11-21", 1),
        (second.id[:8], 1),
    ):
        model.set_filter(text)
        assert model.rowCount() == count, text
    assert model.total == 2


def test_runs_are_sorted_by_any_column(model: RunsModel) -> None:
    run = heads(3)
    model.show_heads([replace(each, name=name) for each, name in zip(run, "bca", strict=True)])
    model.show_held({run[1].id: Held(5)})
    model.sort(COLUMNS.index(Column.NAME))
    assert column(model, Column.NAME) == ["a", "b", "c"]
    model.sort(COLUMNS.index(Column.RESULTS), Qt.SortOrder.DescendingOrder)
    assert column(model, Column.RESULTS)[0] == "5"
    model.sort(COLUMNS.index(Column.STARTED))
    assert column(model, Column.NAME) == ["a", "c", "b"]
    assert model.row_of(run[0].id) == 2
    assert model.row_of("gone") is None


def test_a_typed_name_is_a_wish(model: RunsModel) -> None:
    (head,) = heads(1)
    model.show_heads([head])
    wishes: list[tuple[str, str]] = []
    model.rename_wished.connect(lambda run, name: wishes.append((run, name)))
    index = model.index(0, COLUMNS.index(Column.NAME))
    assert index.data(Qt.ItemDataRole.EditRole) == ""
    assert bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
    assert not bool(model.index(0, 0).flags() & Qt.ItemFlag.ItemIsEditable)
    assert model.setData(index, "  Release 8 ")
    assert model.setData(index, "")
    assert not model.setData(model.index(0, 0), "x")
    assert wishes == [(head.id, "Release 8")]


def test_hostile_names_stay_on_one_plain_line(model: RunsModel) -> None:
    (head,) = heads(1)
    model.show_heads([replace(head, name="<b>x</b>\n\u202e" + "a" * 1_000_000, tester="\ud83d")])
    assert cell(model, 0, Column.NAME).startswith("<b>x</b>\\n\\u202e")
    assert len(cell(model, 0, Column.NAME)) < 300
    assert cell(model, 0, Column.TESTER) == "\\ud83d"


def test_words_follow_the_language(qapp: object) -> None:
    speech = Speech("en")
    model = RunsModel(speech)
    (head,) = heads(1)
    model.show_heads([head])
    model.show_held({head.id: finished(head)})
    speech.switch("zh_CN")
    assert cell(model, 0, Column.VERDICTS) == "3 放行 · 1,200 拦截"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "开始时间（+08:00）"
