from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.pack import Decision, Gap
from linktester.model.phone import OS
from linktester.model.world import WorldSpec
from linktester.model.zone import CHINA
from linktester.policy import Packs, decide
from linktester.policy.breaks import DAWN, breakpoints, breaks
from tests.fakes.forecasts import SHIPPED, at
from tests.fakes.matrix import a_link
from tests.fakes.packs import packs, question, rule, seen, world

DAYS = st.dates(date(2019, 1, 1), date(2023, 12, 31))
FIRST = datetime(2017, 1, 1, tzinfo=CHINA)
EFFECTS = st.sampled_from(["open", "confirm", "block-page", "unknown", "conflict"])


def found_in(some: Packs) -> list[str]:
    return [moment.isoformat() for moment in breaks(some, some.index.about(question()))]


def test_a_rule_breaks_where_it_begins_ages_and_ends() -> None:
    found = packs(rule("a", "open", "2021-01-01", last_confirmed="2021-03-05", until="2021-06-01"))
    assert found_in(found) == [
        "2021-01-01T12:00:00+08:00",
        "2021-03-06T00:00:00+08:00",
        "2021-06-01T12:00:00+08:00",
    ]


def test_what_is_inferred_backwards_begins_with_its_era() -> None:
    found = packs(seen("a", "open", "2021-01-01", era_start="2020-01-01"))
    assert found_in(found)[0] == "2020-01-01T00:00:00+08:00"


def test_a_teams_own_rule_grows_stale() -> None:
    found = packs(team=[seen("t", "open", "2022-01-01")], stale_after_days=10)
    assert found_in(found)[1:] == ["2022-01-02T00:00:00+08:00", "2022-01-12T00:00:00+08:00"]


def test_the_end_of_the_calendar_is_no_obstacle() -> None:
    found = packs(team=[seen("t", "open", "9999-12-31")])
    assert found_in(found) == ["9999-12-31T12:00:00+08:00"]


def test_breakpoints_of_several_questions_come_in_order_without_repeats() -> None:
    links, stands = [a_link("taobao-item"), a_link("tmall-item")], [at("wechat", "chat"), at("qq", "chat")]
    found = breakpoints(SHIPPED, links, stands, OS.ANDROID)
    assert list(found) == sorted(set(found))
    assert datetime.fromisoformat("2021-11-29T12:00:00+08:00") in found
    assert set(breakpoints(SHIPPED, links[:1], stands, OS.ANDROID)) <= set(found)


@st.composite
def drawn_rules(draw: st.DrawFn, team: bool) -> dict[str, object]:
    since = draw(DAYS)
    effect = draw(st.sampled_from(["open", "block-page"])) if team else draw(EFFECTS)
    answers = effect not in {"unknown", "conflict"}
    fields: dict[str, object] = {"confidence": draw(st.sampled_from("DPAI")) if answers else None}
    fields["last_confirmed"] = (since + timedelta(draw(st.integers(0, 400)))).isoformat()
    if draw(st.booleans()):
        fields["until"] = (since + timedelta(draw(st.integers(401, 600)))).isoformat()
    observed = team or draw(st.booleans())
    if observed:
        fields["era_start"] = (since - timedelta(draw(st.integers(0, 500)))).isoformat()
    make = seen if observed else rule
    return make(f"{since:%Y%m%d}.{draw(st.integers(0, 10**9))}", effect, since.isoformat(), **fields)


@given(
    st.lists(drawn_rules(team=False), max_size=5, unique_by=lambda one: one["id"]),
    st.lists(drawn_rules(team=True), max_size=2, unique_by=lambda one: one["id"]),
    st.lists(st.integers(0, 9 * 365 * 24), min_size=1, max_size=20),
    st.sampled_from(["DPRAT", "DPRAIT", "DP"]),
)
@settings(deadline=None, max_examples=25)
def test_between_two_breaks_nothing_changes(
    shipped: list[dict[str, object]], ours: list[dict[str, object]], hours: list[int], letters: str
) -> None:
    taken = {one["id"] for one in shipped}
    some = packs(*shipped, team=[one for one in ours if one["id"] not in taken])
    instants = breaks(some, some.index.about(question()))
    for hour in hours:
        asked = FIRST + timedelta(hours=hour)
        before = [instant for instant in instants if instant <= asked]
        assert said(some, asked, letters) == said(some, before[-1] if before else DAWN, letters)


def said(some: Packs, moment: datetime, letters: str) -> Decision | Gap | None:
    spec = WorldSpec(as_of=moment, accept=world("2021-01-01", letters).accept)
    return decide(some, question(), spec)
