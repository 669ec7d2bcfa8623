"""The judge: what was seen to happen to a link, and whose doing it was."""

from linktester.verdict.classify import classify
from linktester.verdict.compare import Change, Comparison, compare
from linktester.verdict.explain import explain

__all__ = ["Change", "Comparison", "classify", "compare", "explain"]
