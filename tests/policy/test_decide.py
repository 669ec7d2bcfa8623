from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.citation import Confidence, Gate, RuleKind
from linktester.model.pack import Decision, Gap
from linktester.model.phone import OS
from linktester.model.world import WorldSpec
from linktester.model.zone import day_of
from linktester.policy import Packs, decide
from linktester.policy.dates import moment
from tests.fakes import packs as fake
from tests.fakes.packs import answer, applied, packs, question, rule, seen

ALL = "DPRAIT"


def test_a_change_holds_from_its_moment_on_and_not_before() -> None:
    found = packs(rule("a", "open", "2021-11-29"))
    assert applied(found, "2021-11-29T11:59:59+08:00") == "gap"
    assert applied(found, "2021-11-29") == "open"
    assert applied(found, "2026-11-22") == "open"


def test_an_observation_holds_on_its_day_and_is_carried_forwards() -> None:
    found = packs(seen("a", "block-page", "2021-09-17"))
    on_the_day, later = answer(found, "2021-09-17"), answer(found, "2021-09-18")
    assert isinstance(on_the_day, Decision)
    assert not on_the_day.citation.carried
    assert isinstance(later, Decision)
    assert later.citation.carried


def test_an_observation_reaches_back_to_its_era_only_and_only_by_inference() -> None:
    found = packs(seen("a", "block-page", "2021-09-17", era_start="2020-01-01"))
    assert applied(found, "2021-01-01") == "gap"
    assert applied(found, "2019-12-31", ALL) == "gap"
    back = answer(found, "2021-01-01", ALL)
    assert isinstance(back, Decision)
    assert back.citation.inferred
    assert back.citation.confidence is Confidence.INFERRED
    assert not back.citation.carried


def test_an_observation_without_an_era_does_not_reach_back() -> None:
    assert applied(packs(seen("a", "block-page", "2021-09-17")), "2021-09-16", ALL) == "gap"


def test_a_change_does_not_reach_back_even_by_inference() -> None:
    assert applied(packs(rule("a", "open", "2021-09-17")), "2021-09-16", ALL) == "gap"


def test_knowledge_backwards_gives_way_to_any_that_stands() -> None:
    found = packs(
        seen("old", "block-page", "2018-06-01", confidence="A"),
        seen("new", "open", "2021-09-17", era_start="2013-08-01"),
    )
    assert applied(found, "2020-01-01", ALL) == "block-page"


def test_the_rule_after_last_confirmed_is_carried() -> None:
    found = packs(rule("a", "open", "2021-11-29", last_confirmed="2022-01-27"))
    for date, carried in (("2022-01-27T23:59:59+08:00", False), ("2022-01-28T00:00:00+08:00", True)):
        decision = answer(found, date)
        assert isinstance(decision, Decision)
        assert decision.citation.carried is carried


def test_the_newest_rule_wins_and_names_what_it_beat() -> None:
    found = packs(
        rule("a", "block-page", "2018-01-01"),
        rule("b", "confirm", "2021-09-17"),
        rule("c", "open", "2021-11-29"),
    )
    decision = answer(found, "2021-12-01")
    assert isinstance(decision, Decision)
    assert decision.effect == "open"
    assert decision.superseded == ("wechat.b", "wechat.a")


def test_within_a_day_the_later_moment_wins() -> None:
    found = packs(
        seen("morning", "block-page", "2021-09-17T09:00:00+08:00"),
        rule("afternoon", "confirm", "2021-09-17T12:00:00+08:00", classes=[], confidence="D"),
    )
    assert applied(found, "2021-09-17T11:00:00+08:00") == "block-page"
    assert applied(found, "2021-09-17T13:00:00+08:00") == "confirm"


def test_of_the_same_moment_the_more_specific_rule_wins() -> None:
    found = packs(
        rule("wide", "block-page", "2021-11-29", classes=["WEB"]),
        rule("narrow", "open", "2021-11-29", contents=["e-commerce"]),
    )
    assert applied(found, "2021-12-01") == "open"


def test_equals_that_differ_are_a_conflict_whoever_is_accepted() -> None:
    found = packs(rule("a", "block-page", "2021-11-29"), rule("b", "open", "2021-11-29", confidence="A"))
    assert applied(found, "2021-12-01") == "conflict"
    assert applied(found, "2021-12-01", "D") == "conflict"
    gap = answer(found, "2021-12-01")
    assert isinstance(gap, Gap)
    assert set(gap.nearest) == {"wechat.a", "wechat.b"}


def test_equals_that_agree_answer() -> None:
    found = packs(rule("a", "open", "2021-11-29", confidence="A"), rule("b", "open", "2021-11-29"))
    assert applied(found, "2021-12-01", "D") == "open"


def test_a_rule_ends_before_its_until() -> None:
    found = packs(rule("a", "open", "2020-01-01", until="2020-02-01"))
    assert applied(found, "2020-02-01T11:59:59+08:00") == "open"
    assert applied(found, "2020-02-01") == "gap"


def test_an_overlay_beats_newer_rules_within_its_dates() -> None:
    found = packs(
        rule("o", "block-page", "2023-01-10", until="2023-02-10", overlay=True),
        rule("a", "open", "2023-01-20"),
    )
    within = answer(found, "2023-01-25")
    assert isinstance(within, Decision)
    assert (within.effect, within.citation.overlay) == ("block-page", True)
    assert applied(found, "2023-02-11") == "open"


def test_what_the_team_saw_since_ends_an_overlay() -> None:
    overlay = rule("o", "block-page", "2026-02-04", overlay=True)
    assert applied(packs(overlay, team=[seen("t", "open", "2026-03-01")]), "2026-03-02") == "open"
    assert applied(packs(overlay, team=[seen("t", "open", "2026-02-01")]), "2026-03-02") == "block-page"


def test_an_inferred_rule_needs_to_be_accepted() -> None:
    found = packs(rule("a", "open", "2021-11-29", confidence="I"))
    assert applied(found, "2021-12-01") == "gap"
    decision = answer(found, "2021-12-01", ALL)
    assert isinstance(decision, Decision)
    assert decision.citation.inferred


def test_a_newer_inferred_rule_is_not_passed_over_for_what_it_contradicts() -> None:
    found = packs(rule("a", "block-page", "2020-02-28"), rule("b", "open", "2021-11-29", confidence="I"))
    assert applied(found, "2021-12-01") == "gap"
    assert applied(found, "2021-12-01", ALL) == "open"


def test_where_the_newer_inferred_rule_says_the_same_the_older_answers_carried() -> None:
    found = packs(
        rule("z", "open", "2013-01-01"),
        rule("a", "block-page", "2020-02-28"),
        rule("b", "block-page", "2021-09-17", confidence="I"),
        rule("c", "block-page", "2021-11-29", confidence="I"),
    )
    decision = answer(found, "2021-12-01")
    assert isinstance(decision, Decision)
    assert (decision.citation.rule, decision.citation.carried) == ("wechat.a", True)
    assert not decision.citation.inferred


def test_the_older_rule_does_not_answer_past_one_that_contradicts_it() -> None:
    found = packs(
        rule("a", "open", "2013-01-01"),
        rule("b", "block-page", "2020-02-28"),
        rule("c", "open", "2021-11-29", confidence="I"),
    )
    assert applied(found, "2021-12-01") == "gap"


def test_anecdotes_answer_unless_switched_off() -> None:
    found = packs(seen("a", "swallow", "2018-01-01", confidence="A"))
    decision = answer(found, "2018-02-01")
    assert isinstance(decision, Decision)
    assert decision.citation.confidence is Confidence.ANECDOTAL
    assert applied(found, "2018-02-01", "DPRT") == "gap"


def test_unknown_ends_knowledge_and_a_conflict_stays_until_newer_evidence() -> None:
    ended = packs(rule("a", "open", "2020-01-01"), rule("b", "unknown", "2021-01-01", confidence=None))
    assert applied(ended, "2021-06-01", ALL) == "gap"
    torn = packs(seen("a", "conflict", "2021-09-17", confidence=None), rule("b", "open", "2023-01-01"))
    assert applied(torn, "2022-12-31") == "conflict"
    assert applied(torn, "2023-01-01") == "open"


def test_below_the_client_of_a_rule_the_older_one_applies() -> None:
    found = packs(
        rule("a", "block-page", "2018-01-01"),
        rule("b", "confirm", "2021-09-17", os=["android"], client_from="8.0.11"),
    )
    for client, effect in (
        ("8.0.10", "block-page"),
        ("8.0.11", "confirm"),
        ("8.0.11.1980(0x2800)", "confirm"),
        ("8.1", "confirm"),
        (None, "confirm"),
        ("newest", "block-page"),
    ):
        assert applied(found, "2021-10-01", asked=question(client)) == effect
    assert applied(found, "2021-10-01", asked=question("9", os=OS.IOS)) == "block-page"


def test_a_roll_out_answers_its_named_branch_and_says_so() -> None:
    found = packs(rule("a", "offered", "2024-09-12", partial=True, otherwise="not-offered"))
    decision = answer(found, "2024-10-01")
    assert isinstance(decision, Decision)
    assert (decision.effect, decision.citation.partial, decision.citation.otherwise) == (
        "offered",
        True,
        "not-offered",
    )


def test_a_seed_picks_the_branch_by_parity_or_by_the_share() -> None:
    even = packs(rule("a", "offered", "2024-09-12", partial=True, otherwise="not-offered"))
    assert [applied(even, "2024-10-01", seed=seed) for seed in (0, 1, 2)] == [
        "offered",
        "not-offered",
        "offered",
    ]
    other = answer(even, "2024-10-01", seed=1)
    assert isinstance(other, Decision)
    assert (other.citation.effect, other.citation.otherwise) == ("not-offered", "offered")
    share = packs(rule("a", "offered", "2024-09-12", partial=True, otherwise="not-offered", share=0.85))
    hits = sum(applied(share, "2024-10-01", seed=seed) == "offered" for seed in range(400))
    assert 310 <= hits <= 370


def test_the_branch_of_the_others_may_be_unknown() -> None:
    found = packs(rule("a", "offered", "2024-09-12", partial=True, otherwise="unknown"))
    assert applied(found, "2024-10-01", seed=1) == "gap"


def test_a_target_without_a_standing_rule_behaves_as_usual() -> None:
    texts = rule(
        "a", "install-page", "2013-11-22", gate="target", surfaces=None, hosts=["jd"], until="2016-08-01"
    )
    found = packs(texts)
    asked = question(gate=Gate.TARGET, host="jd", target="wechat")
    assert applied(found, "2014-01-01", asked=asked) == "install-page"
    assert applied(found, "2017-01-01", asked=asked) == "nothing"
    assert applied(found, "2014-01-01", asked=replace(asked, host=fake.PlatformId("qq"))) == "nothing"


def test_a_target_that_is_only_inferred_is_a_gap() -> None:
    found = packs(rule("a", "install-page", "2013-11-22", gate="target", confidence="I"))
    assert applied(found, "2014-01-01", asked=question(gate=Gate.TARGET, host="jd", target="wechat")) == "gap"


def test_the_teams_own_observation_overrides_until_it_goes_stale() -> None:
    found = packs(rule("a", "open", "2021-11-29"), team=[seen("t", "block-page", "2024-01-01")])
    fresh = answer(found, "2024-06-29")
    assert isinstance(fresh, Decision)
    assert (fresh.effect, fresh.citation.pack, fresh.superseded) == (
        "block-page",
        "ours/wechat",
        ("wechat.a",),
    )
    assert fresh.citation.confidence is Confidence.TEAM
    assert applied(found, "2024-07-01") == "open"
    assert applied(found, "2024-07-01", "DPRA") == "open"


def test_the_team_wins_at_the_same_moment() -> None:
    found = packs(
        rule("a", "open", "2024-01-01"), team=[seen("t", "block-page", "2024-01-01", classes=["WEB"])]
    )
    assert applied(found, "2024-02-01") == "block-page"


def test_a_newer_shipped_change_supersedes_the_team() -> None:
    found = packs(rule("a", "open", "2024-02-01"), team=[seen("t", "block-page", "2024-01-01")])
    assert applied(found, "2024-02-02") == "open"


def test_a_stale_observation_answers_alone_marked_stale_and_carried() -> None:
    decision = answer(packs(team=[seen("t", "open", "2024-01-01")], stale_after_days=30), "2024-03-01")
    assert isinstance(decision, Decision)
    assert decision.citation.stale
    assert decision.citation.carried


def test_a_gap_names_what_nearly_applied() -> None:
    found = packs(
        rule("later", "open", "2024-01-01"), rule("group", "open", "2020-01-01", surfaces=["group"])
    )
    gap = answer(found, "2021-01-01")
    assert isinstance(gap, Gap)
    assert gap.nearest == ("wechat.later", "wechat.group")


def test_the_citation_carries_the_rule_as_it_stands() -> None:
    decision = answer(
        packs(rule("a", "open", "2020-01-01", until="2030-01-01", note="why", note_zh="原因")), "2021-01-01"
    )
    assert isinstance(decision, Decision)
    citation = decision.citation
    assert (citation.pack, citation.pack_version, len(citation.pack_hash)) == ("wechat", "2026-11-22", 16)
    assert (citation.valid_from, citation.last_confirmed, citation.until) == ("2020-01-01",) * 2 + (
        "2030-01-01",
    )
    assert citation.sources[0].references == ("paper: paper.example/1",)
    assert citation.sources[0].title_zh == "有变化"
    assert (citation.note, citation.note_zh) == ("why", "原因")
    assert (citation.kind, citation.gate) == (RuleKind.CHANGE, Gate.HOST)


DAYS = st.dates(moment("2012-01-01").date(), moment("2026-12-31").date()).map(str)
EFFECTS = st.sampled_from(["open", "block-page", "confirm", "swallow", "unknown", "conflict"])


@st.composite
def rules(draw: st.DrawFn) -> list[dict[str, object]]:
    made = []
    for number in range(draw(st.integers(1, 6))):
        effect, since = draw(EFFECTS), draw(DAYS)
        silent = effect in {"unknown", "conflict"}
        fields = rule(f"r{number}", effect, since)
        fields["kind"] = draw(st.sampled_from(["change", "observation"]))
        fields["confidence"] = None if silent else draw(st.sampled_from("DPRAI"))
        fields["overlay"] = draw(st.booleans())
        fields["classes"] = draw(st.sampled_from([["TB"], ["WEB"], []]))
        fields["client_from"] = draw(st.sampled_from([None, "8.0"]))
        if fields["kind"] == "observation":
            fields["era_start"] = draw(st.sampled_from([None, "2012-01-01"]))
        if not silent and draw(st.booleans()):
            fields["partial"], fields["otherwise"] = True, draw(EFFECTS)
        made.append({key: value for key, value in fields.items() if value is not None})
    return made


@settings(deadline=None, max_examples=120)
@given(
    rules(), DAYS, st.sets(st.sampled_from(ALL)), st.sampled_from(["7.0", "8.0.1", None]), st.integers(0, 3)
)
def test_decisions_are_sound(
    made: list[dict[str, object]], date: str, letters: set[str], client: str | None, seed: int
) -> None:
    found, asked = packs(*made), question(client)
    accept = frozenset(Confidence(letter) for letter in letters)
    spec = WorldSpec(as_of=moment(date), accept=accept, rollout_seed=seed)
    decision = decide(found, asked, spec)
    assert decide(packs(*reversed(made)), asked, spec) == replace_hash(decision, packs(*reversed(made)))
    wider = decide(found, asked, replace(spec, accept=frozenset(Confidence)))
    if isinstance(wider, Gap):
        assert isinstance(decision, Gap)
    if isinstance(decision, Decision):
        applying = found.rules[decision.citation.rule]
        assert found.index.matches(applying.match, asked)
        assert decision.citation.confidence in accept
        begun = applying.valid_from <= spec.as_of
        assert begun or (applying.era_start is not None and applying.era_start <= day_of(spec.as_of))
        assert begun or decision.citation.inferred


def replace_hash(decision: Decision | Gap | None, other: Packs) -> Decision | Gap | None:
    """Return the decision as the same rules in another order would cite it."""
    if not isinstance(decision, Decision):
        return decision
    citation = replace(decision.citation, pack_hash=other.packs["wechat"].hash)
    return replace(decision, citation=citation)
