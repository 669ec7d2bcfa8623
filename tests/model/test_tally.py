from dataclasses import replace

from linktester.model.run import Match, Reach, Tally
from linktester.model.tally import Counts, is_fault
from linktester.model.verdict import By, Cause, Outcome
from tests.fakes.probes import a_verdict, an_expectation
from tests.fakes.tallies import FAULT, counted, result


def test_everything_is_counted():
    tally = counted(
        result(match=Match.MET, reach=Reach.CARRIED),
        result(a_verdict(Outcome.INCONCLUSIVE, cause=Cause.NO_POLICY), disagreement="x"),
        result(FAULT),
    ).tally()
    assert tally.outcomes == {"HONORED": 1, "INCONCLUSIVE": 2}
    assert tally.causes == {"no-policy": 1, "fault": 1}
    assert tally.matches == {"met": 1, "none": 2}
    assert tally.reach == {"carried": 1, "unknown": 2}
    assert (tally.disagreements, tally.faults) == (1, 1)


def test_nothing_counted_is_an_empty_tally():
    assert Counts().tally() == Tally()


def test_a_fault_that_was_expected_or_is_not_ours_is_none():
    expected = replace(an_expectation(Outcome.INCONCLUSIVE), cause=Cause.FAULT)
    assert not is_fault(result(FAULT, Match.MET, expected=expected))
    assert is_fault(result(FAULT, Match.MET, expected=an_expectation(Outcome.INCONCLUSIVE)))
    assert not is_fault(result(a_verdict(Outcome.INCONCLUSIVE, By.TARGET, Cause.FAULT)))
