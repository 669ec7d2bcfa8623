from linktester.gui.models.boards import Board, Head, View
from linktester.gui.models.picturetext import as_text
from tests.fakes import boards as fakes
from tests.fakes.rows import ENGLISH, NASTY


def test_a_picture_is_a_table_in_text() -> None:
    lines = as_text(fakes.board(View.PLACES, fakes.BEFORE), "What the rules say", ENGLISH).split("\n")
    assert lines[0] == "What the rules say"
    heads = lines[1].split("\t")
    assert heads[:3] == ["", "Taobao, Tmall", "Taobao token"]
    assert lines[2].split("\t")[:2] == ["WeChat · 1:1 chat", "blocked"]
    assert {len(line.split("\t")) for line in lines[1:]} == {len(heads)}


def test_hostile_names_stay_one_cell_and_no_formula() -> None:
    nasty = Board((Head(case=NASTY),), (Head(case="=1+1"),), {})
    lines = as_text(nasty, "t", ENGLISH).split("\n")
    assert len(lines) == 3
    assert lines[1] == "\t'=1+1"
    assert lines[2].startswith("'=1+1 <b>")
