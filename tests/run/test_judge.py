from dataclasses import replace

from linktester import links
from linktester.model.citation import GapKind, JournalEntry
from linktester.model.evidence import Exchange, HarnessGap, Launched, Ordered, Paid, Queried, Screen
from linktester.model.link import Identity, PlatformId
from linktester.model.run import Match, Reach
from linktester.model.verdict import Modifier, Outcome
from linktester.policy import mapping
from linktester.run import rejudge
from linktester.run.judge import judge
from linktester.run.trials import Sent
from linktester.suite import Planned
from tests.fakes.probes import REAL, a_citation, a_probe, a_verdict, an_entry, an_evidence, an_expectation

PROBE = a_probe()
JOURNAL = (an_entry(a_citation(carried=True)),)


def sent(expected=None, attempt=1):
    return Sent(
        index=0,
        planned=Planned(PROBE, expected),
        evidence=an_evidence(PROBE),
        control=None,
        attempt=attempt,
        generation=0,
    )


def test_a_result_holds_the_verdict_and_everything_it_rests_on():
    expected = an_expectation(Outcome.HONORED)
    result = judge(sent(expected, attempt=2), JOURNAL, mapping(), REAL)
    assert (result.probe, result.evidence, result.journal) == (PROBE, an_evidence(PROBE), JOURNAL)
    assert (result.verdict.outcome, result.verdict.modifiers) == (Outcome.HONORED, (Modifier.CARRIED,))
    assert (result.expected, result.match, result.attempt) == (expected, Match.MET, 2)
    assert (result.reach, result.last_evidence, result.finished_at) == (Reach.CARRIED, "2021-11-29", REAL)


def test_judging_again_gives_the_same_and_mends_what_was_judged_otherwise():
    result = judge(sent(an_expectation(Outcome.HONORED)), JOURNAL, mapping(), REAL)
    assert rejudge(result, mapping()) == result
    wrong = replace(result, verdict=a_verdict(Outcome.BLOCKED), match=Match.DIFFERS, reach=Reach.UNKNOWN)
    assert rejudge(wrong, mapping()) == result


ORDER = Ordered(
    exchange=0, product="wechatpay/native", number="T1", fen=100, code="weixin://wxpay/bizpayurl?pr=AbC123xyz"
)
SHOWN = Launched(
    exchange=1,
    uri=ORDER.code,
    mechanism="custom-scheme",
    gesture=True,
    receiver=PlatformId("wechat"),
    screen=Screen(Identity(PlatformId("wechat"), "order", {"pr": "AbC123xyz"})),
)
AFTER = (
    Paid(exchange=1, platform="wechatpay", does="pay", state="SUCCESS"),
    HarnessGap(exchange=2, kind=GapKind.NO_POLICY),
    Queried(exchange=3, platform="wechatpay", state="SUCCESS"),
)


def test_after_the_payer_has_acted_no_rule_has_a_say():
    link = links.parse("linktester://order/wechatpay/native?fen=100&subject=tea").link
    probe = replace(PROBE, link=link)
    ids = (None, "r-1", "r-2", None)
    exchanges = tuple(
        Exchange(method="POST", url="https://a.example/", target=b"/", status=200, request_id=id_)
        for id_ in ids
    )
    evidence = replace(an_evidence(probe), exchanges=exchanges, observations=(ORDER, SHOWN, *AFTER))
    gap = JournalEntry(request_id="r-2", world="w1", role="client", gap=GapKind.NO_POLICY)
    expected = replace(an_expectation(Outcome.HONORED), order_state="SUCCESS")
    tried = replace(sent(), planned=Planned(probe, expected), evidence=evidence)
    result = judge(tried, (*JOURNAL, gap), mapping(), REAL)
    assert (result.verdict.outcome, result.match, result.disagreement) == (Outcome.HONORED, Match.MET, None)
    assert (result.reach, len(result.journal)) == (Reach.CARRIED, 2)
    assert result.payment is not None
    assert (result.payment.state, result.payment.leg) == ("SUCCESS", None)
    assert rejudge(replace(result, payment=None), mapping()) == result
