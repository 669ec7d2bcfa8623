from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from linktester.policy.dates import moment
from linktester.policy.eras import episodes, era_of, eras
from linktester.policy.load import events


def test_eras_follow_each_other_without_a_gap() -> None:
    found = eras()
    assert [era.id for era in found] == ["E0", "E1", "E2", "E3"]
    assert found[0].from_ is None
    assert found[-1].until is None
    assert all(one.until == following.from_ for one, following in pairwise(found))


@given(st.dates())
def test_every_day_lies_in_one_era(day: date) -> None:
    assert [era.holds(day) for era in eras()].count(True) == 1


def test_the_day_at_noon_eight_hours_east_decides() -> None:
    assert era_of(moment("2021-09-16")).id == "E0"
    assert era_of(moment("2021-09-16T15:59:59+00:00")).id == "E0"
    assert era_of(moment("2021-09-16T16:00:00+00:00")).id == "E1"
    assert era_of(moment("2021-11-29")).id == "E2"
    assert era_of(moment("2024-09-12")).id == "E3"
    assert era_of(moment("2026-11-22")).id == "E3"


def test_episodes_lie_within_an_era() -> None:
    found = episodes()
    assert [episode.id for episode in found] == ["O3", "O1", "O2"]
    for episode in found:
        assert episode.from_ is not None
        last = episode.until - timedelta(days=1) if episode.until else date.max
        assert any(era.holds(episode.from_) and era.holds(last) for era in eras())


def test_a_named_time_rests_on_events_of_that_time() -> None:
    first_days = {name: source.date[:4] for name, source in events().items()}
    for era in (*eras()[1:], *episodes()):
        assert era.from_ is not None
        assert f"{era.from_.year}" in {first_days[source] for source in era.sources}, era.id
        assert era.note
        assert era.name != era.name_zh
