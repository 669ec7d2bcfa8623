from dataclasses import replace

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
