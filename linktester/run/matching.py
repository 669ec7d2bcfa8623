"""Expectation against verdict, and against how the order of a payment case ended."""

from linktester.model.case import Expectation
from linktester.model.order import PaymentEnd
from linktester.model.run import Match
from linktester.model.verdict import Verdict


def match(expected: Expectation | None, verdict: Verdict, payment: PaymentEnd | None = None) -> Match:
    """Return whether verdict and payment are what was expected; what the author left out is not compared."""
    if expected is None:
        return Match.NONE
    same = (
        expected.verdict is verdict.outcome
        and (expected.cause is None or expected.cause is verdict.cause)
        and (expected.by is None or expected.by is verdict.by)
        and (expected.modifiers is None or set(expected.modifiers) == set(verdict.modifiers))
        and _has_ended(expected, payment)
    )
    return Match.MET if same else Match.DIFFERS


def _has_ended(expected: Expectation, payment: PaymentEnd | None) -> bool:
    """Return whether the order ended as expected; a link that orders nothing has no state and no way back."""
    state, leg = ("", None) if payment is None else (payment.state, payment.leg)
    return expected.order_state in {None, state} and expected.return_leg in {None, leg}
