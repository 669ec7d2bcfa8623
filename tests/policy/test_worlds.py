from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from linktester.model.citation import Confidence
from linktester.model.phone import OS
from linktester.model.verdict import Cause, Modifier, Outcome
from linktester.policy.breaks import breakpoints
from linktester.policy.dates import moment
from linktester.policy.forecast import forecast
from linktester.policy.picture import fitting, places
from linktester.policy.worlds import Terms, Worlds
from tests.fakes.forecasts import SHIPPED, at, index_of, the_subjects, the_worlds
from tests.fakes.matrix import SITES, a_link

CHAT = at("wechat", "chat")
TERMS = Terms(os=OS.ANDROID)
INSTANT = timedelta(microseconds=1)


def of(*families: str, terms: Terms = TERMS) -> Worlds:
    return Worlds.compute(SHIPPED, [a_link(family) for family in families], [CHAT], terms)


def outcome(worlds: Worlds, date: str) -> Outcome | None:
    return worlds.at(moment(date))[CHAT, 0].outcome


def test_every_answer_is_that_of_its_moment() -> None:
    worlds, links = the_worlds(), [subject.link for subject in the_subjects()]
    differing = []
    for (stand, index), course in worlds.courses.items():
        for instant in course.moments:
            for asked in (instant - INSTANT, instant, instant + timedelta(hours=7)):
                plain = forecast(SHIPPED, links[index], stand, OS.ANDROID, None, TERMS.world(asked))
                if course.at(asked) != plain:
                    differing.append((stand, index, asked))
    assert worlds.courses
    assert differing == []


def test_before_all_rules_nobody_says_anything() -> None:
    first = the_worlds().breakpoints[0] - timedelta(days=1)
    said = {found.cause for found in the_worlds().at(first).values() if found.outcome is Outcome.INCONCLUSIVE}
    assert said == {Cause.NO_POLICY}


def test_the_walls_fall_while_the_date_moves() -> None:
    worlds = of("taobao-item")
    days = ("2021-09-01", "2021-09-17T20:00:00+08:00", "2021-10-01", "2021-12-15", "2026-11-22")
    seen = [outcome(worlds, day) for day in days]
    assert seen == [
        Outcome.BLOCKED,
        Outcome.INCONCLUSIVE,
        Outcome.HONORED,
        Outcome.HONORED,
        Outcome.HONORED,
    ]


def test_a_moment_is_a_moment_in_every_zone() -> None:
    worlds, noon = of("taobao-item"), moment("2021-11-29")
    assert worlds.at(noon.astimezone(UTC)) is worlds.at(noon)
    assert worlds.at(noon - INSTANT) is not worlds.at(noon)


def test_breakpoints_are_those_of_all_cells() -> None:
    shown = the_subjects()
    links = [subject.link for subject in shown]
    worlds = Worlds.compute(SHIPPED, links, places(SHIPPED), TERMS)
    assert worlds.breakpoints == breakpoints(SHIPPED, links, places(SHIPPED), OS.ANDROID)
    assert set(the_worlds().breakpoints) <= set(worlds.breakpoints)


def test_cells_that_are_not_shown_are_missing() -> None:
    shown = the_subjects()
    fits = fitting(shown, OS.ANDROID)
    assert the_worlds().courses.keys() == {
        (stand, index) for stand in places(SHIPPED) for index in range(len(shown)) if fits(index, stand)
    }


def test_links_that_ask_the_same_share_their_answers() -> None:
    worlds = of("taobao-item", "taobao-item", "douyin-video")
    courses = worlds.courses
    assert courses[CHAT, 0] is courses[CHAT, 1]
    assert courses[CHAT, 0] is not courses[CHAT, 2]


def test_terms_go_for_every_date() -> None:
    everything = replace(TERMS, accept=frozenset(Confidence))
    assert outcome(of("douyin-shop"), "2021-10-01") is Outcome.INCONCLUSIVE
    assert outcome(of("douyin-shop", terms=everything), "2021-10-01") is Outcome.HONORED
    assert outcome(of("taobao-item", terms=replace(TERMS, client="8.0.10")), "2021-10-01") is Outcome.BLOCKED
    unfiled = tuple(replace(site, icp_filed=False) for site in SITES)
    before, after = of("web-page"), of("web-page", terms=replace(TERMS, sites=unfiled))
    assert before.courses[CHAT, 0] != after.courses[CHAT, 0]


def test_progress_is_told_to_the_end_and_can_end_it() -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    stands = [at("wechat", "chat"), at("wechat", "group")]
    Worlds.compute(SHIPPED, [a_link("taobao-item")], stands, TERMS, on_progress=tell)
    assert told == [(0, 2), (2, 2)]

    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        Worlds.compute(SHIPPED, [a_link("taobao-item")], stands, TERMS, on_progress=stop)


def test_two_dates_differ_in_cells_with_what_stands_between() -> None:
    found = the_worlds().changes(moment("2021-09-01"), moment("2021-12-15"))
    by_cell = {change.cell: change for change in found.changes}
    chat = by_cell[CHAT, index_of("TB")]
    assert (chat.before.outcome, chat.after.outcome) == (Outcome.BLOCKED, Outcome.HONORED)
    assert chat.turned
    ids = [source.id for source in chat.because]
    assert {"EV-2021-09-17-WX", "EV-2021-11-29"} <= set(ids)
    assert "EV-2018-06" not in ids
    assert ids.index("EV-2021-09-17-WX") < ids.index("EV-2021-11-29")
    assert {source.id for source in found.sources} >= set(ids)
    assert (at("wechat", "moments"), index_of("TX")) not in by_cell


def test_the_way_back_is_the_same_way() -> None:
    first, second = moment("2021-09-01"), moment("2021-12-15")
    there, back = the_worlds().changes(first, second), the_worlds().changes(second, first)
    assert there.sources == back.sources
    assert [(one.cell, one.before, one.after) for one in there.changes] == [
        (one.cell, one.after, one.before) for one in back.changes
    ]


def test_growing_old_is_a_change_without_a_cause() -> None:
    found = of("taobao-item").changes(moment("2022-02-01"), moment("2022-01-27"))
    (change,) = found.changes
    assert change.before.modifiers == (Modifier.CARRIED,)
    assert not change.turned
    assert change.because == ()


def test_a_short_exception_leaves_no_trace_but_its_source() -> None:
    worlds = of("douyin-video")
    night = worlds.changes(moment("2022-06-01"), moment("2023-01-10T20:00:00+08:00"))
    assert [source.id for source in night.sources] == ["EV-2023-01-10"]
    assert night.changes[0].turned


def test_a_date_and_itself_do_not_differ() -> None:
    day = datetime(2021, 9, 1, tzinfo=UTC)
    assert the_worlds().changes(day, day).changes == ()
