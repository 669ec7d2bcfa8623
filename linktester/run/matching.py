"""Expectation against verdict."""

from linktester.model.case import Expectation
from linktester.model.run import Match
from linktester.model.verdict import Verdict


def match(expected: Expectation | None, verdict: Verdict) -> Match:
    """Return whether `verdict` is what was expected; what the author left out is not compared."""
    if expected is None:
        return Match.NONE
    same = (
        expected.verdict is verdict.outcome
        and (expected.cause is None or expected.cause is verdict.cause)
        and (expected.by is None or expected.by is verdict.by)
        and (expected.modifiers is None or set(expected.modifiers) == set(verdict.modifiers))
    )
    return Match.MET if same else Match.DIFFERS
