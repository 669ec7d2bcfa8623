"""Two runs side by side: what came, what went, what is judged otherwise now."""

from collections.abc import Iterable
from dataclasses import dataclass

from linktester.model.run import CaseResult


@dataclass(frozen=True, slots=True)
class Change:
    """One probe that is judged otherwise."""

    before: CaseResult
    after: CaseResult

    @property
    def key(self) -> str:
        """The probe's key, the same on both sides."""
        return self.after.probe.key


@dataclass(frozen=True, slots=True)
class Comparison:
    """The difference between two runs, matched by probe key."""

    added: tuple[CaseResult, ...]
    """In the order of the later run."""
    removed: tuple[CaseResult, ...]
    """In the order of the earlier run."""
    changed: tuple[Change, ...]
    """In the order of the later run."""
    unchanged: int


def compare(before: Iterable[CaseResult], after: Iterable[CaseResult]) -> Comparison:
    """Return what differs. Of several results of one probe the last counts.

    A verdict changed when its outcome, cause, modifiers or `by` did; reasons and evidence may differ freely.
    """
    old = {result.probe.key: result for result in before}
    new = {result.probe.key: result for result in after}
    common = [(old[key], result) for key, result in new.items() if key in old]
    changed = tuple(Change(one, other) for one, other in common if _judged(one) != _judged(other))
    return Comparison(
        added=tuple(result for key, result in new.items() if key not in old),
        removed=tuple(result for key, result in old.items() if key not in new),
        changed=changed,
        unchanged=len(common) - len(changed),
    )


def _judged(result: CaseResult) -> tuple[object, ...]:
    verdict = result.verdict
    return (verdict.outcome, verdict.cause, verdict.modifiers, verdict.by)
