"""What a set of packs says to the rows of the matrices, in the table's own words."""

from dataclasses import dataclass

from linktester.model.citation import Confidence, Gate
from linktester.model.pack import Decision, Gap
from linktester.model.verdict import By, Cause, Modifier, Outcome
from linktester.model.world import WorldSpec
from linktester.policy import Packs, decide, mapping, question_for
from tests.fakes.matrix import Row


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the packs, put through the effect mapping."""

    outcome: Outcome
    modifiers: frozenset[Modifier] = frozenset()
    by: By | None = None
    cause: Cause | None = None
    confidence: Confidence | None = None
    rules: tuple[str, ...] = ()
    """The rule that made it, none where nobody knows anything."""

    def __str__(self) -> str:
        parts = [self.outcome, *sorted(self.modifiers), self.by, self.cause, self.confidence]
        return " ".join(part for part in parts if part)


def wanted(row: Row) -> Answer:
    """Return what the table says."""
    return Answer(row.outcome, row.modifiers, row.by, row.cause, row.confidence)


def answer(packs: Packs, row: Row, accept: frozenset[Confidence] | None = None) -> Answer | None:
    """Return what becomes of the row's link: the host decides, and where it lets pass, the receiver.

    None where a receiver's own gate has no say. `accept` replaces the letters the row accepts.
    """
    letters = row.accept if accept is None else accept
    if row.gate is Gate.TARGET:
        return _asked(packs, row, Gate.TARGET, letters)
    first = _asked(packs, row, Gate.HOST, letters)
    if first is None or first.outcome is not Outcome.HONORED:
        return first
    second = _asked(packs, row, Gate.TARGET, letters)
    return first if second is None or second.outcome is Outcome.HONORED else second


def agrees(row: Row, found: Answer | None) -> bool:
    """Tell whether the table says the same."""
    return (
        found is not None
        and (found.outcome, found.cause, found.confidence) == (row.outcome, row.cause, row.confidence)
        and row.by in {None, found.by}
        and row.is_told_by(found.modifiers)
    )


def said(found: Decision | Gap | None) -> Answer | None:
    """Return one gate's answer in the table's words; None where it has no say."""
    match found:
        case None:
            return None
        case Gap(conflict=conflict, sources=sources, nearest=nearest):
            cause = Cause.CONFLICT if conflict else Cause.NO_POLICY
            # Without sources no rule stands here at all; the nearest ones have not been applied.
            return Answer(Outcome.INCONCLUSIVE, cause=cause, rules=nearest[:1] if sources else ())
        case Decision(effect=effect, citation=citation):
            mapped = mapping()[effect]
            modifiers = {Modifier(name) for name in mapped.modifiers}
            modifiers |= {Modifier.PARTIAL} if citation.partial else set()
            modifiers |= {Modifier.CARRIED} if citation.carried else set()
            by = By(mapped.by) if mapped.by else None
            outcome = Outcome(mapped.outcome)
            return Answer(outcome, frozenset(modifiers), by, None, citation.confidence, (citation.rule,))


def _asked(packs: Packs, row: Row, gate: Gate, accept: frozenset[Confidence]) -> Answer | None:
    question = question_for(row.link, row.host, row.surface, row.entry, row.os, row.client, gate=gate)
    return said(decide(packs, question, WorldSpec(as_of=row.as_of, accept=accept)))
