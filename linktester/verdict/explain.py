"""One plain sentence for a verdict."""

from linktester.model.message import Message
from linktester.model.verdict import Verdict


def explain(verdict: Verdict) -> Message:
    """Return the sentence that answers "why": the first reason, or what the outcome means where the verdict
    has none (old archives, hand-made ones).
    """
    if verdict.reasons:
        return verdict.reasons[0].message
    return Message(f"outcome.means-{verdict.outcome}")
