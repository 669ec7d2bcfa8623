"""Counts results while they stream by, for runs that ended without a tally of their own."""

from collections import Counter

from linktester.model.run import CaseResult, Tally
from linktester.model.verdict import Cause


class Counting:
    """A tally in the making."""

    def __init__(self) -> None:
        self._outcomes: Counter[str] = Counter()
        self._causes: Counter[str] = Counter()
        self._matches: Counter[str] = Counter()
        self._reach: Counter[str] = Counter()
        self._disagreements = 0

    def add(self, result: CaseResult) -> None:
        """Count one result."""
        self._outcomes[result.verdict.outcome.value] += 1
        self._matches[result.match.value] += 1
        self._reach[result.reach.value] += 1
        if result.verdict.cause:
            self._causes[result.verdict.cause.value] += 1
        if result.disagreement:
            self._disagreements += 1

    def tally(self) -> Tally:
        """Return the counts so far."""
        return Tally(
            outcomes=dict(self._outcomes),
            causes=dict(self._causes),
            matches=dict(self._matches),
            reach=dict(self._reach),
            disagreements=self._disagreements,
            faults=self._causes[Cause.FAULT.value],
        )
