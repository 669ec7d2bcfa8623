"""Counting results as they come by; the run, the store's readers and the reports all count alike."""

from collections import Counter

from linktester.model.run import CaseResult, Match, Tally
from linktester.model.verdict import By, Cause


class Counts:
    """Running counts; holds no result."""

    def __init__(self) -> None:
        self._outcomes: Counter[str] = Counter()
        self._causes: Counter[str] = Counter()
        self._matches: Counter[str] = Counter()
        self._reach: Counter[str] = Counter()
        self._disagreements = 0
        self._faults = 0

    def add(self, result: CaseResult) -> None:
        """Count one result."""
        self._outcomes[result.verdict.outcome.value] += 1
        if result.verdict.cause is not None:
            self._causes[result.verdict.cause.value] += 1
        self._matches[result.match.value] += 1
        self._reach[result.reach.value] += 1
        self._disagreements += result.disagreement is not None
        self._faults += is_fault(result)

    def tally(self) -> Tally:
        """Return the counts so far."""
        return Tally(
            outcomes=dict(self._outcomes),
            causes=dict(self._causes),
            matches=dict(self._matches),
            reach=dict(self._reach),
            disagreements=self._disagreements,
            faults=self._faults,
        )


def is_fault(result: CaseResult) -> bool:
    """Tell whether our own side broke under this result, and nobody expected it to."""
    if result.verdict.cause is not Cause.FAULT or result.verdict.by is not By.OURS:
        return False
    wanted = result.expected is not None and result.expected.cause is Cause.FAULT
    return not (wanted and result.match is Match.MET)
