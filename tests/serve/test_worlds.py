from datetime import UTC, datetime, timedelta, timezone

from linktester.model.citation import DEFAULT_ACCEPTED, Confidence
from linktester.model.world import Site, WorldSpec
from linktester.serve import worlds
from linktester.serve.faults import Breaks, Fault
from linktester.serve.worlds import DEFAULT, Worlds

NOON = datetime(2021, 11, 29, 12, tzinfo=timezone(timedelta(hours=8)))


def test_equal_specs_make_one_world_also_in_another_process() -> None:
    first, second = Worlds(), Worlds()
    spec = WorldSpec(as_of=NOON)
    assert first.make(spec) is first.make(WorldSpec(as_of=NOON))
    assert first.make(spec).id == second.make(spec).id


def test_the_same_moment_in_another_zone_is_the_same_world() -> None:
    known = Worlds()
    assert known.make(WorldSpec(as_of=NOON)) is known.make(WorldSpec(as_of=NOON.astimezone(UTC)))


def test_any_difference_makes_another_world() -> None:
    known = Worlds()
    specs = [
        WorldSpec(as_of=NOON),
        WorldSpec(as_of=NOON + timedelta(seconds=1)),
        WorldSpec(as_of=NOON, accept=DEFAULT_ACCEPTED | {Confidence.INFERRED}),
        WorldSpec(as_of=NOON, rollout_seed=1),
        WorldSpec(as_of=NOON, sites=(Site(host="a.example"),)),
    ]
    ids = {known.make(spec).id for spec in specs} | {known.make(specs[0], (Fault(does=Breaks.LOGIN),)).id}
    assert len(ids) == 6


def test_sites_are_found_by_lower_case_name() -> None:
    made = Worlds().make(WorldSpec(as_of=NOON, sites=(Site(host="Shop.Example"),)))
    assert set(made.sites) == {"shop.example"}


def test_the_default_world_is_now_and_unknown_ids_are_none() -> None:
    known = Worlds()
    default = known.find(DEFAULT)
    assert default is known.default()
    assert default is not None
    assert abs(datetime.now(UTC) - default.as_of) < timedelta(minutes=2)
    assert known.find("w0") is None


def test_the_default_world_follows_its_clock_by_the_minute() -> None:
    moment = [NOON]
    known = Worlds(now=lambda: moment[0])
    first = known.default()
    assert first.as_of == NOON
    moment[0] += timedelta(seconds=59)
    assert known.default() is first
    for step in (timedelta(seconds=1), timedelta(days=31), timedelta(days=-40)):
        moment[0] += step
        assert known.default().as_of == moment[0]


def test_the_least_recently_used_is_forgotten() -> None:
    known = Worlds(most=2)
    kept, lost = known.make(WorldSpec(as_of=NOON)), known.make(WorldSpec(as_of=NOON, rollout_seed=1))
    assert known.find(kept.id) is kept
    known.make(WorldSpec(as_of=NOON, rollout_seed=2))
    assert known.find(kept.id) is kept
    assert known.find(lost.id) is None
    assert worlds.MOST_WORLDS >= 1_000
