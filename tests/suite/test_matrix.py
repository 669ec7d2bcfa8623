from dataclasses import replace
from datetime import UTC, datetime

import pytest

from linktester import links
from linktester.model.case import Case, Matrix, Selector, Stand, Suite
from linktester.model.citation import Confidence
from linktester.model.errors import InputErrors
from linktester.model.phone import OS, Entry
from linktester.model.verdict import Outcome
from linktester.suite import NOW, Options, control_of, expand, join
from tests.fakes.probes import WHEN, a_link, a_probe, an_expectation

CHAT, GROUP = Stand("wechat", "chat"), Stand("wechat", "group")


def a_suite(*cases, **matrix):
    axes = {"stands": (CHAT,), "dates": (WHEN,), **matrix}
    return Suite(name="s", matrix=Matrix(**axes), cases=cases)


def a_case(name="a", **fields):
    return Case(**{"id": name, "link": a_link(), **fields})


def told(suite, options=None):
    return [
        f"{p.case_id} {p.host} {p.surface} {p.entry} {p.phone.os} {p.client} {p.as_of.date()}"
        for p, _ in ((planned.probe, planned) for planned in expand(suite, options or Options()).probes)
    ]


def test_probes_come_case_by_case_place_system_client_date():
    later = datetime(2024, 1, 1, tzinfo=UTC)
    suite = a_suite(
        a_case("a"),
        a_case("b", stands=(GROUP,), os=(OS.IOS,), clients=(None,), dates=(later,)),
        stands=(CHAT, GROUP),
        os=(OS.ANDROID, OS.IOS),
        clients=("8.0.10",),
        dates=(WHEN, later),
    )
    assert told(suite) == [
        "a wechat chat tap android 8.0.10 2021-12-01",
        "a wechat chat tap android 8.0.10 2024-01-01",
        "a wechat chat tap ios 8.0.10 2021-12-01",
        "a wechat chat tap ios 8.0.10 2024-01-01",
        "a wechat group tap android 8.0.10 2021-12-01",
        "a wechat group tap android 8.0.10 2024-01-01",
        "a wechat group tap ios 8.0.10 2021-12-01",
        "a wechat group tap ios 8.0.10 2024-01-01",
        "b wechat group tap ios None 2024-01-01",
    ]


def test_probes_can_be_gone_through_again_and_know_their_number():
    plan = expand(a_suite(a_case("a"), a_case("b")), Options())
    assert len(plan.probes) == 2
    assert list(plan.probes) == list(plan.probes)


def test_now_is_one_moment_for_the_whole_run():
    now = datetime(2026, 11, 22, tzinfo=UTC)
    suite = a_suite(a_case("a"), a_case("b", dates=(NOW, now, WHEN)), dates=())
    moments = [planned.probe.as_of for planned in expand(suite, Options(now=now)).probes]
    assert moments == [now, now, WHEN]
    unset = expand(suite, Options())
    assert len({planned.probe.as_of for planned in unset.probes} - {now, WHEN}) == 1


def test_as_of_replaces_every_date():
    suite = a_suite(a_case("a"), a_case("b", dates=(WHEN,)), dates=(NOW,))
    options = Options(as_of=(datetime(2018, 1, 1, tzinfo=UTC),))
    assert {planned.probe.as_of.year for planned in expand(suite, options).probes} == {2018}


def test_options_reach_every_probe():
    options = Options(accept=frozenset({Confidence.DOCUMENTED}), rollout_seed=7)
    (planned,) = expand(a_suite(a_case()), options).probes
    assert (planned.probe.accept, planned.probe.rollout_seed) == (frozenset({Confidence.DOCUMENTED}), 7)


def test_what_no_phone_can_show_is_left_out_and_counted():
    camera = Stand("camera", "scan", Entry.TAP)
    plan = expand(a_suite(a_case(stands=(camera, CHAT)), a_case("b", stands=(camera,))), Options())
    assert [(entry.reason.code, entry.count) for entry in plan.not_applicable] == [
        ("suite.na-camera-entry", 2)
    ]
    assert [planned.probe.host for planned in plan.probes] == ["wechat"]
    assert len(plan.probes) == 1


def test_the_most_specific_expectation_wins():
    expect = (
        an_expectation(Outcome.HONORED),
        an_expectation(Outcome.BLOCKED, Selector(host="wechat")),
        an_expectation(Outcome.REWRITTEN, Selector(host="wechat", surface="group")),
    )
    suite = a_suite(a_case(expect=expect), stands=(CHAT, GROUP, Stand("qq", "chat")))
    assert [planned.expected.verdict for planned in expand(suite, Options()).probes] == [
        Outcome.BLOCKED,
        Outcome.REWRITTEN,
        Outcome.HONORED,
    ]


def test_from_is_inclusive_and_until_exclusive():
    expect = (
        an_expectation(Outcome.BLOCKED, Selector(until=WHEN)),
        an_expectation(Outcome.HONORED, Selector(from_=WHEN)),
    )
    before = WHEN.replace(hour=11)
    suite = a_suite(a_case(expect=expect), dates=(before, WHEN))
    assert [planned.expected.verdict for planned in expand(suite, Options()).probes] == [
        Outcome.BLOCKED,
        Outcome.HONORED,
    ]


def test_nothing_expected_is_none():
    suite = a_suite(a_case(expect=(an_expectation(Outcome.BLOCKED, Selector(host="qq")),)))
    assert [planned.expected for planned in expand(suite, Options()).probes] == [None]


def test_a_tie_is_told_before_anything_is_sent():
    expect = (
        an_expectation(Outcome.BLOCKED, Selector(host="wechat")),
        an_expectation(Outcome.HONORED, Selector(os=OS.ANDROID)),
    )
    with pytest.raises(InputErrors) as caught:
        expand(a_suite(a_case(expect=expect)), Options())
    assert [problem.message.code for problem in caught.value.problems] == ["suite.tie"]


def test_a_possible_tie_that_never_happens_is_none():
    expect = (
        an_expectation(Outcome.BLOCKED, Selector(host="wechat")),
        an_expectation(Outcome.HONORED, Selector(os=OS.IOS)),
    )
    (planned,) = expand(a_suite(a_case(expect=expect)), Options()).probes
    assert planned.expected.verdict is Outcome.BLOCKED


def test_probes_that_share_a_link_share_their_control_run():
    wechat, qq = control_of(a_probe(host="wechat")), control_of(a_probe(host="qq", client="8.0.1"))
    assert wechat.key == qq.key
    assert (wechat.host, wechat.entry, wechat.surface) == ("browser", Entry.TYPED, "browser")
    assert control_of(a_probe(2)).key != wechat.key
    assert control_of(a_probe(as_of=WHEN.replace(year=2018))).key != wechat.key


def test_joined_plans_run_one_after_the_other():
    first, second = expand(a_suite(a_case("a")), Options()), expand(a_suite(a_case("b")), Options())
    both = join([first, second])
    assert [planned.probe.case_id for planned in both.probes] == ["a", "b"]
    assert len(both.probes) == 2


def test_the_control_run_of_a_payment_case_only_looks():
    texts = [f"linktester://order/aggregated?fen=1&subject=tea{more}" for more in ("", "&payer=cancel")]
    probes = [replace(a_probe(), link=links.parse(text).link) for text in texts]
    found = [control_of(each) for each in probes]
    assert [links.order_of(each.link).payer for each in found] == ["look", "look"]
    assert found[0].key == found[1].key
