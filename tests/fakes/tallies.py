"""Results to be counted, and counts of them."""

from dataclasses import replace

from linktester.model.run import CaseResult, Match
from linktester.model.tally import Counts
from linktester.model.verdict import By, Cause, Outcome, Verdict
from tests.fakes.probes import a_result, a_verdict

FAULT = a_verdict(Outcome.INCONCLUSIVE, By.OURS, Cause.FAULT)


def counted(*results: CaseResult) -> Counts:
    """Return the counts of these results."""
    counts = Counts()
    for each in results:
        counts.add(each)
    return counts


def result(verdict: Verdict | None = None, match: Match = Match.NONE, **fields: object) -> CaseResult:
    """Return a result with this verdict, as it was compared with what was expected."""
    return replace(a_result(), verdict=verdict or a_verdict(), match=match, **fields)
