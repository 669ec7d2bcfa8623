from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from linktester import links
from linktester.model.citation import Confidence, Gate
from linktester.model.phone import OS, Entry
from linktester.model.run import Reach
from linktester.model.verdict import By, Cause, Modifier, Outcome
from linktester.model.world import WorldSpec
from linktester.policy.asking import Doubt
from linktester.policy.forecast import Forecast, caveat, forecast, reason
from linktester.wording import LANGUAGES, Words
from tests.fakes.forecasts import SHIPPED, at, said, with_target
from tests.fakes.matrix import SITES, Row, rows
from tests.fakes.packs import packs, rule, seen, world

LEFT_OPEN = {
    "wechat/chat/AP/alipay-qr/host": "the page of an Alipay code is a way into its app, which the "
    "web view may refuse",
    "wechat/chat/FS/feishu-applink/host": "an AppLink is for the Feishu app, its page tells to fetch it",
}
"""Cells in which the gate lets the link pass, which is all the table asks; a forecast is about arriving."""


def differs(row: Row) -> str | None:
    stand = at(row.host, row.surface)
    spec = WorldSpec(as_of=row.as_of, accept=row.accept, sites=SITES)
    found = forecast(SHIPPED, row.link, stand, row.os, row.client, spec)
    same = (
        (found.outcome, found.cause) == (row.outcome, row.cause)
        and row.by in {None, found.by}
        and row.is_told_by(frozenset(found.modifiers))
    )
    return (
        None if same else f"{row}: {found.outcome} {found.cause} {found.doubt} {found.modifiers} {found.by}"
    )


def test_every_row_of_the_transcribed_matrices_is_forecast() -> None:
    asked = [row for row in rows() if row.gate is Gate.HOST]
    differing = [row for row in asked if differs(row)]
    assert not [differs(row) for row in differing if row.cell not in LEFT_OPEN]
    assert {row.cell for row in differing} == LEFT_OPEN.keys(), "no longer open: take it off the list"
    assert all(row.outcome is Outcome.HONORED for row in differing)


def test_a_wall_a_door_and_a_rule_that_grew_old() -> None:
    wall, door, old = (said(world(day)) for day in ("2021-09-01", "2021-10-01", "2026-11-22"))
    assert (wall.outcome, wall.by, wall.effects) == (Outcome.BLOCKED, By.HOST, ("block-page",))
    assert (door.outcome, door.modifiers, door.reach) == (
        Outcome.HONORED,
        (Modifier.CONFIRM,),
        Reach.EVIDENCED,
    )
    assert (old.outcome, old.modifiers, old.reach) == (Outcome.HONORED, (Modifier.CARRIED,), Reach.CARRIED)
    assert old.last_evidence == "2022-01-27"
    assert "EV-2021-11-29" in {source.id for source in old.sources}


def test_the_site_that_receives_the_visitor_has_the_last_word() -> None:
    found = said(world("2013-12-01", accept="DPRAI"), "taobao-item")
    assert (found.outcome, found.by) == (Outcome.REWRITTEN, By.TARGET)
    assert [citation.gate for citation in found.citations] == [Gate.HOST, Gate.TARGET]
    assert found.reach is Reach.CARRIED


def test_gaps_keep_what_is_there_instead_of_knowledge() -> None:
    nothing = said(world("2024-10-01"), "taobao-item", at("taobao", "chat"))
    assert (nothing.outcome, nothing.cause, nothing.reach) == (
        Outcome.INCONCLUSIVE,
        Cause.NO_POLICY,
        Reach.UNKNOWN,
    )
    assert nothing.sources == ()
    torn = said(world("2021-10-01"), "taobao-item", at("qq", "chat"))
    assert torn.cause is Cause.CONFLICT
    assert torn.gap_sources
    assert torn.sources == torn.gap_sources
    assert torn.citations == ()


def test_a_targets_gap_outweighs_the_hosts_yes() -> None:
    receiver = {"gate": "target", "hosts": ["wechat"], "surfaces": []}
    clash = [
        rule(name, effect, "2021-01-01", id=f"taobao.{name}", **receiver)
        for name, effect in (("x", "open"), ("y", "install-page"))
    ]
    found = said(world("2021-06-01"), packs=with_target([rule("a", "confirm", "2020-01-01")], clash))
    assert (found.outcome, found.cause) == (Outcome.INCONCLUSIVE, Cause.CONFLICT)
    assert found.effects == ("confirm",)


def test_a_door_that_opens_adds_nothing_but_its_age() -> None:
    door = seen("x", "open", "2021-01-01", id="taobao.x", gate="target", hosts=["wechat"], surfaces=[])
    host = rule("a", "confirm", "2020-01-01", last_confirmed="2022-01-01")
    found = said(world("2021-06-01"), packs=with_target([host], [door]))
    assert (found.outcome, found.by) == (Outcome.HONORED, By.HOST)
    assert found.modifiers == (Modifier.CARRIED, Modifier.CONFIRM)
    assert found.last_evidence == "2021-01-01"


def test_what_the_rules_let_pass_but_cannot_follow_is_left_open() -> None:
    found = said(world("2021-10-01", accept="DPRAI"), "alipay-qr")
    assert (found.outcome, found.cause, found.doubt) == (None, None, Doubt.HANDOVER)
    assert (found.by, found.reach) == (None, Reach.UNKNOWN)
    assert found.effects == ("confirm",)
    assert said(world("2021-09-17T09:00:00+08:00"), "alipay-qr").outcome is Outcome.BLOCKED


def test_a_page_in_front_of_an_app_leaves_it_open() -> None:
    wrapped = said(world("2013-12-01"), "alipay-ulink", at("weibo", "webview"), os=OS.IOS)
    opened = said(world("2024-10-01"), "alipay-ulink", at("wechat", "webview"), os=OS.IOS)
    assert (wrapped.effects, wrapped.doubt) == (("wrap",), Doubt.HANDOVER)
    assert (opened.effects, opened.outcome) == (("open",), Outcome.HONORED)


def test_an_apps_own_method_needs_no_rule() -> None:
    found = said(world("2024-10-01"), "alipay-sdk", at("eleme", "checkout"))
    assert (found.outcome, found.citations, found.reach) == (Outcome.HONORED, (), Reach.EVIDENCED)


def test_a_rule_for_some_says_what_the_others_get() -> None:
    found = said(world("2024-10-01"), "wechatpay-app", at("taobao", "checkout"))
    assert Modifier.PARTIAL in found.modifiers
    assert found.otherwise is Outcome.BLOCKED
    assert said(world("2021-09-01")).otherwise is None
    unsure = packs(rule("a", "open", "2021-01-01", partial=True, otherwise="unknown"))
    assert said(world("2021-06-01"), packs=unsure).otherwise is Outcome.INCONCLUSIVE


def test_an_anecdote_is_marked_and_seen_in_the_picture() -> None:
    heard, read = (packs(seen("a", "open", "2021-01-01", confidence=letter)) for letter in "AP")
    one, other = (said(world("2021-01-01"), packs=each) for each in (heard, read))
    assert one.anecdotal
    assert one.face != other.face


def test_the_same_answer_on_two_days_looks_the_same() -> None:
    found = packs(rule("a", "open", "2021-01-01", last_confirmed="2021-12-31"))
    assert said(world("2021-02-01"), packs=found).face == said(world("2021-03-01"), packs=found).face


def test_old_clients_have_their_own_forecast() -> None:
    day = world("2021-10-01")
    assert said(day, client="8.0.10").outcome is Outcome.BLOCKED
    assert said(day, client="8.0.11").outcome is Outcome.HONORED


def test_a_seed_picks_a_branch() -> None:
    found = packs(rule("a", "open", "2021-01-01", partial=True, otherwise="block-page"))
    ends = {said(world("2021-06-01", seed=seed), packs=found).outcome for seed in (0, 1)}
    assert ends == {Outcome.HONORED, Outcome.BLOCKED}


def test_every_doubt_has_a_reason_in_words() -> None:
    for language in LANGUAGES:
        words = Words(language)
        assert words.say(caveat())
        for doubt in Doubt:
            assert words.has(f"policy.doubt-{doubt}")
    opened = said(world("2021-10-01", accept="DPRAI"), "alipay-qr")
    told = reason(opened)
    assert told is not None
    assert told.code == "policy.doubt-handover"
    assert reason(said(world("2021-10-01"))) is None


@given(st.text(max_size=200), st.sampled_from(["chat", "scan", "checkout", "webview"]), st.sampled_from(OS))
@settings(deadline=None, max_examples=60)
def test_any_text_has_a_forecast(text: str, surface: str, os: OS) -> None:
    link = links.parse(text).link
    found = said(world("2024-10-01", accept="".join(Confidence)), link, at("wechat", surface), os=os)
    assert (found.outcome is None) == (found.doubt is not None)
    assert (found.outcome is Outcome.INCONCLUSIVE) == (found.cause is not None)


def ordered(wish: str, host: str, surface: str, day: str = "2026-11-22") -> Forecast:
    link = links.parse(f"linktester://order/{wish}&subject=tea").link
    entry = Entry.SCAN_LIVE if surface == "scan" else Entry.TAP
    stand = replace(at(host, surface), entry=entry)
    return forecast(SHIPPED, link, stand, OS.ANDROID, None, world(day))


def test_an_order_is_forecast_by_what_becomes_of_its_code() -> None:
    assert ordered("wechatpay/native?fen=1", "wechat", "scan").outcome is Outcome.HONORED
    assert ordered("wechatpay/native?fen=1", "douyin", "scan").cause is Cause.NO_POLICY
    assert ordered("alipay/precreate?fen=1", "wechat", "scan").outcome is Outcome.BLOCKED
    assert ordered("wechatpay/app?fen=1", "eleme", "checkout", "2021-09-27").outcome is Outcome.BLOCKED
    assert ordered("wechatpay/app?fen=1", "eleme", "checkout", "2021-09-29").outcome is Outcome.HONORED


def test_what_only_the_order_will_show_is_left_open_where_its_code_is_let_pass() -> None:
    late = ordered("wechatpay/native?fen=1&scan_after=7200", "wechat", "scan")
    assert (late.outcome, late.doubt, late.by, late.reach) == (None, Doubt.ORDER, None, Reach.UNKNOWN)
    assert late.citations
    walled = ordered("alipay/precreate?fen=1&scan_after=7200", "wechat", "scan")
    assert (walled.outcome, walled.doubt) == (Outcome.BLOCKED, None)
    both = ordered("aggregated?fen=1", "wechat", "scan")
    assert both.doubt is Doubt.ORDER
