"""The judge: what was seen to happen to a link, and whose doing it was."""

from linktester.verdict.classify import classify
from linktester.verdict.compare import Change, Comparison, compare
from linktester.verdict.explain import explain
from linktester.verdict.payment import before_paying, intended_link, payment_end

__all__ = [
    "Change",
    "Comparison",
    "before_paying",
    "classify",
    "compare",
    "explain",
    "intended_link",
    "payment_end",
]
