from dataclasses import replace

from linktester.model.message import message
from linktester.model.run import CaseResult
from linktester.model.verdict import By, Cause, Modifier, Outcome, Reason, Verdict
from linktester.verdict import compare
from tests.fakes.results import ITEM, VIDEO, probe
from tests.fakes.seen import saw

HONORED = Verdict(outcome=Outcome.HONORED)
BLOCKED = Verdict(outcome=Outcome.BLOCKED, by=By.HOST)


def result(verdict: Verdict, host: str = "wechat", link: object = ITEM) -> CaseResult:
    return CaseResult(probe=probe(link, host, "chat", "2022-01-27"), verdict=verdict, evidence=saw())


def test_equal_runs_have_no_difference() -> None:
    found = compare([result(HONORED)], [result(HONORED)])
    assert (found.added, found.removed, found.changed, found.unchanged) == ((), (), (), 1)


def test_what_came_and_went_is_told_in_order() -> None:
    before = [result(HONORED, host) for host in ("wechat", "qq", "weibo")]
    after = [result(HONORED, "douyin"), result(HONORED, "wechat"), result(HONORED, link=VIDEO)]
    found = compare(before, after)
    assert [r.probe.host for r in found.removed] == ["qq", "weibo"]
    assert [(r.probe.host, r.probe.link) for r in found.added] == [("douyin", ITEM), ("wechat", VIDEO)]
    assert found.unchanged == 1


def test_a_verdict_changes_by_outcome_cause_modifiers_or_by() -> None:
    gap = Verdict(outcome=Outcome.INCONCLUSIVE, cause=Cause.NO_POLICY)
    for one, other in (
        (HONORED, BLOCKED),
        (gap, replace(gap, cause=Cause.FAULT)),
        (HONORED, replace(HONORED, modifiers=(Modifier.CONFIRM,))),
        (BLOCKED, replace(BLOCKED, by=By.TARGET)),
    ):
        (change,) = compare([result(one)], [result(other)]).changed
        assert (change.before.verdict, change.after.verdict) == (one, other)
        assert change.key == result(other).probe.key


def test_other_reasons_are_no_change() -> None:
    reworded = replace(BLOCKED, reasons=(Reason(message("verdict.no-end")),))
    assert compare([result(BLOCKED)], [result(reworded)]).unchanged == 1


def test_of_several_results_of_one_probe_the_last_counts() -> None:
    found = compare([result(BLOCKED), result(HONORED)], [result(HONORED)])
    assert (found.changed, found.unchanged) == ((), 1)
