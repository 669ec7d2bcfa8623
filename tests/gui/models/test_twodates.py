from datetime import timedelta

from linktester.gui.models.twodates import TwoDates, is_now, now, words
from tests.fakes import boards as fakes
from tests.fakes.rows import ENGLISH


def test_now_is_said_and_not_a_day() -> None:
    dates = TwoDates()
    assert dates.is_now
    assert words(dates.first, ENGLISH).startswith("now (")
    dates.follow(fakes.AFTER)
    assert (dates.first, dates.is_now) == (fakes.AFTER, False)
    assert words(dates.first, ENGLISH) == "2021-12-15"


def test_the_first_comparison_is_with_the_time_before_anything_opened() -> None:
    dates = TwoDates()
    dates.switch(fakes.book())
    assert dates.pair is not None
    assert words(dates.pair[0], ENGLISH) == "2021-09-16"
    assert dates.pair[1] == dates.first


def test_a_chosen_day_is_compared_with_now() -> None:
    dates = TwoDates()
    dates.follow(fakes.AFTER)
    dates.switch(fakes.book())
    assert dates.pair is not None
    assert (dates.shown(0), is_now(dates.shown(1))) == (fakes.AFTER, True)
    dates.switch(fakes.book())
    assert (dates.pair, dates.handles) == (None, [fakes.AFTER])


def test_the_earlier_one_comes_first() -> None:
    dates = TwoDates()
    dates.follow(fakes.AFTER)
    dates.switch(None)
    dates.preview(1, fakes.BEFORE)
    assert dates.pair == (fakes.BEFORE, fakes.AFTER)
    assert dates.handles == [fakes.AFTER, fakes.BEFORE]
    dates.preview(0, fakes.BEFORE - timedelta(days=1))
    assert dates.shown(0) < dates.shown(1)
    assert not is_now(now() - timedelta(days=1))
