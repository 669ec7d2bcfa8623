"""Counting a run's results as they come, and the exit code they amount to."""

from collections import Counter

from linktester.model.run import CaseResult, Match, Tally
from linktester.model.verdict import By, Cause

OK, DIFFERS, BAD_INPUT, FAULT, CANCELLED = 0, 1, 2, 3, 130
"""Exit codes; where several apply, 130 goes before 2, 2 before 3, 3 before 1."""


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

    def exit_code(self, *, cancelled: bool = False, broken: bool = False) -> int:
        """Return the run's exit code; `broken` when our own side ended the run early."""
        if cancelled:
            return CANCELLED
        if broken or self._faults:
            return FAULT
        return DIFFERS if self._matches[Match.DIFFERS] else OK


def is_fault(result: CaseResult) -> bool:
    """Tell whether our own side broke under this result, and nobody expected it to."""
    if result.verdict.cause is not Cause.FAULT or result.verdict.by not in (By.OURS, None):
        return False
    wanted = result.expected is not None and result.expected.cause is Cause.FAULT
    return not (wanted and result.match is Match.MET)
