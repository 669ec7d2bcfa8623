"""The packs against the second transcription of the matrices, row by row."""

from dataclasses import dataclass

from linktester.model.citation import Confidence, Gate
from linktester.model.pack import Decision
from linktester.model.verdict import By, Cause, Modifier, Outcome
from linktester.model.world import WorldSpec
from linktester.policy import Packs, decide, load, mapping, question_for
from tests.fakes.matrix import Row, rows

PACKS = load()
UNDERSTOOD = {
    "wechat/chat/TX/jd-item/host 2016-08-15": "the table takes the letter of 2021 (P) for the one report of "
    "2016, which is anecdotal; the row of TB on the same day has A",
}
"""Rows in which the table, not the packs, is in doubt."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the packs say, in the table's words."""

    outcome: Outcome
    modifiers: frozenset[Modifier] = frozenset()
    by: By | None = None
    cause: Cause | None = None
    confidence: Confidence | None = None

    def __str__(self) -> str:
        parts = [self.outcome, *sorted(self.modifiers), self.by, self.cause, self.confidence]
        return " ".join(part for part in parts if part)


def asked(packs: Packs, row: Row, *, gate: Gate, accept: frozenset[Confidence]) -> Answer | None:
    """Return what one gate answers; None where it has no say."""
    question = question_for(row.link, row.host, row.surface, row.entry, row.os, row.client, gate=gate)
    found = decide(packs, question, WorldSpec(as_of=row.as_of, accept=accept))
    if found is None:
        return None
    if not isinstance(found, Decision):
        return Answer(Outcome.INCONCLUSIVE, cause=Cause.CONFLICT if found.conflict else Cause.NO_POLICY)
    mapped, citation = mapping()[found.effect], found.citation
    modifiers = {Modifier(name) for name in mapped.modifiers}
    modifiers |= {Modifier.PARTIAL} if citation.partial else set()
    modifiers |= {Modifier.CARRIED} if citation.carried else set()
    by = By(mapped.by) if mapped.by else None
    return Answer(Outcome(mapped.outcome), frozenset(modifiers), by, None, citation.confidence)


def answer(packs: Packs, row: Row, accept: frozenset[Confidence] | None = None) -> Answer | None:
    """Return what becomes of the row's link: the host decides, and where it lets pass, the receiver."""
    letters = row.accept if accept is None else accept
    if row.gate is Gate.TARGET:
        return asked(packs, row, gate=Gate.TARGET, accept=letters)
    first = asked(packs, row, gate=Gate.HOST, accept=letters)
    if first is None or first.outcome is not Outcome.HONORED:
        return first
    second = asked(packs, row, gate=Gate.TARGET, accept=letters)
    return first if second is None or second.outcome is Outcome.HONORED else second


def agrees(row: Row, found: Answer | None) -> bool:
    return (
        found is not None
        and (found.outcome, found.cause, found.confidence) == (row.outcome, row.cause, row.confidence)
        and row.by in {None, found.by}
        and row.is_told_by(found.modifiers)
    )


def key(row: Row) -> str:
    return f"{row.cell} {row.as_of:%Y-%m-%d}"


def test_every_row_is_what_the_packs_say() -> None:
    differing = {}
    for row in rows():
        found = answer(PACKS, row)
        if not agrees(row, found):
            wanted = Answer(row.outcome, row.modifiers, row.by, row.cause, row.confidence)
            differing[key(row)] = f"{row}: table {wanted}; packs {found}"
    unexpected = [said for name, said in differing.items() if name not in UNDERSTOOD]
    assert not unexpected, "\n".join(unexpected)
    assert differing.keys() == UNDERSTOOD.keys(), "no longer different: take it off the list"


def test_assuming_inferred_rules_changes_only_what_the_table_says_it_changes() -> None:
    both = {(row.cell, row.os, row.client, row.as_of) for row in rows() if row.inferred}
    differing = []
    for row in rows():
        assuming, plain = answer(PACKS, row, frozenset(Confidence)), answer(PACKS, row)
        if assuming != plain and (row.cell, row.os, row.client, row.as_of) not in both:
            differing.append(f"{row}: {plain}; assuming {assuming}")
    assert not differing, "\n".join(differing)
