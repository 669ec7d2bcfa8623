from datetime import date

import pytest

from linktester.gui.panels.otherdates import OtherDates, moment_in
from linktester.policy.eras import era_of, eras


@pytest.fixture
def dates(qtbot, tools) -> OtherDates:
    made = OtherDates(tools)
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: bool(made.words), timeout=20_000)
    return made


def test_there_is_a_button_for_each_era_and_for_now(dates: OtherDates, tools):
    assert dates.words[:2] == ["now", "2021-08-18 · Mutual blocking"]
    assert len(dates.words) == 1 + len(eras())
    tools.speech.switch("zh_CN")
    assert dates.words[:2] == ["现在", "2021-08-18 · 互相屏蔽"]


def test_its_day_lies_within_the_era():
    for era in eras():
        assert era_of(moment_in(era)) == era
        assert moment_in(era).hour == 12
    assert moment_in(eras()[0]).date() == date(2021, 8, 18)


def test_a_click_wishes_for_the_date(dates: OtherDates, qtbot):
    with qtbot.waitSignal(dates.date_chosen) as told:
        dates.findChild(object, "date-e0").click()
    assert told.args == [moment_in(eras()[0])]
    with qtbot.waitSignal(dates.date_chosen) as told:
        dates.findChild(object, "date-now").click()
    assert told.args == [None]


def test_the_chosen_date_is_marked_wherever_it_was_chosen(dates: OtherDates, tools):
    now, first = dates.findChild(object, "date-now"), dates.findChild(object, "date-e0")
    assert (now.isChecked(), first.isChecked()) == (True, False)
    tools.circumstances.set_as_of(moment_in(eras()[0]))
    assert (now.isChecked(), first.isChecked()) == (False, True)


def test_nothing_can_be_pressed_while_something_runs(dates: OtherDates):
    dates.allow(False)
    assert not dates.findChild(object, "date-now").isEnabled()
    dates.allow(True)
    assert dates.findChild(object, "date-now").isEnabled()
