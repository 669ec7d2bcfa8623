from linktester.gui.models.boards import View
from linktester.gui.models.comparison import happened, turned
from tests.fakes import boards as fakes
from tests.fakes.rows import CHINESE, ENGLISH


def test_what_lies_between_two_dates_is_told_with_the_cells_it_changed() -> None:
    worlds, moments = fakes.answers().worlds, fakes.book().moments
    changes = worlds.changes(fakes.BEFORE, fakes.AFTER)
    told = happened(moments, fakes.BEFORE, fakes.AFTER, changes, ENGLISH)
    dates = [each.date for each in told if each.at]
    assert {"2021-09-17", "2021-11-29"} <= set(dates)
    assert any(each.cells > 0 for each in told)
    assert any(each.cells == 0 for each in told)
    chinese = happened(moments, fakes.BEFORE, fakes.AFTER, changes, CHINESE)
    assert [each.at for each in chinese] == [each.at for each in told]
    assert chinese[0].title != told[0].title


def test_without_causes_the_events_still_stand_there() -> None:
    told = happened(fakes.book().moments, fakes.BEFORE, fakes.AFTER, None, ENGLISH)
    assert told
    assert {each.cells for each in told} == {0}


def test_an_answer_that_turned_is_more_than_one_that_aged() -> None:
    before, after = fakes.board(View.PLACES, fakes.BEFORE), fakes.board(View.PLACES, fakes.AFTER)
    changed = before.changed(after)
    found = turned(before, after, changed)
    assert fakes.spot(after, "wechat chat", "TB") in found
    assert found < changed
