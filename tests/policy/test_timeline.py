from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from linktester.policy.dates import moment
from linktester.policy.load import load
from linktester.policy.timeline import Kind, between, events, ticks, undated
from tests.fakes.forecasts import SHIPPED
from tests.fakes.packs import packs, rule, seen

LINE = events(SHIPPED)
BY_ID = {one.id: one for one in LINE}


def test_everything_with_a_date_is_on_the_line_in_order() -> None:
    assert [one.first for one in LINE] == sorted(one.first for one in LINE)
    assert {one.id for one in LINE} | {source.id for source in undated(SHIPPED)} == SHIPPED.sources.keys()
    assert not BY_ID.keys() & {source.id for source in undated(SHIPPED)}


def test_events_and_observations_are_told_apart() -> None:
    assert BY_ID["EV-2021-11-29"].kind is Kind.EVENT
    assert BY_ID["OB-2021-09-17-GROUP"].kind is Kind.OBSERVATION
    assert {one.kind for one in LINE if one.id.startswith("EV-")} == {Kind.EVENT}


def test_a_moment_has_all_that_its_source_says() -> None:
    found = BY_ID["EV-2021-09-17-QQ"]
    assert (found.confidence, found.conflict, found.who) == ("P", True, "QQ")
    assert found.source == SHIPPED.sources[found.id]
    assert found.source.title_zh
    assert found.platforms == ("qq",)


def test_the_moment_to_look_is_when_all_its_rules_have_begun() -> None:
    phase_two = BY_ID["EV-2021-11-29"]
    assert phase_two.at == moment("2021-11-29T18:00:00+08:00")
    assert all(
        SHIPPED.rules[name].valid_from <= phase_two.at
        or SHIPPED.rules[name].valid_from.date() > phase_two.last
        for name in phase_two.rules
    )
    assert BY_ID["EV-2024-08"].at == moment("2024-08-20")
    assert BY_ID["EV-2024-09-01"].at == moment("2024-09-01")


def test_a_month_spans_its_days() -> None:
    found = BY_ID["EV-2018-04"]
    assert (found.first, found.last) == (date(2018, 4, 1), date(2018, 4, 30))


def test_platforms_are_those_of_the_rules_and_those_that_acted() -> None:
    assert {"damai", "wechat", "youku"} <= set(BY_ID["EV-2021-09-28"].platforms)
    assert BY_ID["EV-2021-02-02"].platforms == ("douyin",)
    assert BY_ID["EV-2021-02-02"].rules == ()
    assert BY_ID["EV-2021-08-17"].platforms == ()
    assert "web" not in {platform for one in LINE for platform in one.platforms}


def test_the_teams_own_sightings_are_on_the_line() -> None:
    found = events(packs(rule("a", "open", "2020-01-01"), team=[seen("t", "block-page", "2022-01-01")]))
    assert [(one.id, one.kind) for one in found] == [
        ("EV-1", Kind.EVENT),
        ("OB-1", Kind.OBSERVATION),
        ("OB-T", Kind.OBSERVATION),
    ]
    assert found[-1].rules == ("wechat.t",)


def test_between_two_dates_in_either_order() -> None:
    first, second = moment("2021-09-17"), moment("2021-11-29T18:00:00+08:00")
    found = {one.id for one in between(LINE, first, second)}
    assert "EV-2021-11-29" in found
    assert "EV-2021-09-28" in found
    assert "EV-2021-09-17-WX" not in found
    assert {one.id for one in between(LINE, second, first)} == found


def test_a_line_is_the_same_each_time() -> None:
    assert events(load()) == LINE


def test_ticks_are_as_fine_as_there_is_room_for() -> None:
    assert ticks(date(2021, 9, 2), date(2021, 12, 31)) == tuple(date(2021, m, 1) for m in (10, 11, 12))
    assert ticks(date(2021, 1, 1), date(2022, 12, 31), 8)[:2] == (date(2021, 1, 1), date(2021, 4, 1))
    assert ticks(date(2021, 1, 1), date(2022, 12, 31), 4)[:2] == (date(2021, 1, 1), date(2021, 7, 1))
    assert ticks(date(2013, 8, 1), date(2026, 11, 22), 14)[:2] == (date(2014, 1, 1), date(2015, 1, 1))
    assert ticks(date(2013, 8, 1), date(2026, 11, 22), 7)[:2] == (date(2014, 1, 1), date(2016, 1, 1))


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 20_000), st.integers(1, 40))
def test_ticks_never_crowd_and_stay_on_the_line(first: date, length: int, most: int) -> None:
    last = first + timedelta(days=length)
    found = ticks(first, last, most)
    assert len(found) <= most
    assert all(first <= day <= last for day in found)
    assert list(found) == sorted(set(found))
