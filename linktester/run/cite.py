"""Citing: what the emulator's journal adds to a verdict once it has been reached.

The journal never changes an outcome. It says how far the knowledge behind it reaches, and, where the emulator
meant something else than the judge saw, that one of our two halves is wrong.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from linktester.model.citation import Citation, GapKind, Gate, JournalEntry
from linktester.model.evidence import Evidence
from linktester.model.link import Intent
from linktester.model.pack import Mapped
from linktester.model.run import Reach
from linktester.model.verdict import Basis, By, Cause, Outcome, Verdict
from linktester.policy.weight import is_anecdotal, last_evidence, modifiers_of, reach_of

_GAP_CAUSES = {GapKind.NO_POLICY: Cause.NO_POLICY, GapKind.CONFLICT: Cause.CONFLICT}
_NOT_A_VERDICT = "not-a-verdict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A verdict with what the citations add."""

    verdict: Verdict
    """With `partial` and `carried`."""
    reach: Reach
    last_evidence: str | None
    anecdotal: bool
    disagreement: str | None


def request_ids(evidence: Evidence) -> tuple[str, ...]:
    """Return the emulator's ids of the answers in `evidence`, in order."""
    return tuple(exchange.request_id for exchange in evidence.exchanges if exchange.request_id)


def cite(
    intent: Intent,
    verdict: Verdict,
    entries: Sequence[JournalEntry],
    mapping: Mapping[str, Mapped],
    *,
    journaled: bool = True,
) -> Cited:
    """Return `verdict` with everything the journal entries of its evidence say.

    A result is only as good as the weakest rule on its way, so every rule that was applied counts.
    `journaled` tells whether any answer on the way has an entry at all; platforms' APIs have none.
    """
    citations = [citation for entry in entries for citation in entry.citations]
    known = bool(citations) and verdict.outcome is not Outcome.INCONCLUSIVE
    return Cited(
        verdict=_modified(verdict, citations) if known else verdict,
        reach=_reach(verdict, citations, entries, journaled=journaled),
        last_evidence=last_evidence(citations),
        anecdotal=is_anecdotal(citations),
        disagreement=_disagreement(intent, verdict, entries, mapping),
    )


def _modified(verdict: Verdict, citations: Iterable[Citation]) -> Verdict:
    return replace(verdict, modifiers=tuple(sorted({*verdict.modifiers, *modifiers_of(citations)})))


def _reach(
    verdict: Verdict, citations: Sequence[Citation], entries: Sequence[JournalEntry], *, journaled: bool
) -> Reach:
    if verdict.outcome is Outcome.INCONCLUSIVE or any(entry.gap for entry in entries):
        return Reach.UNKNOWN
    if verdict.basis is not Basis.SIMULATED:
        # Seen on the real thing: no rule stands between the evidence and the answer.
        return Reach.EVIDENCED
    if journaled and not entries:
        # The journal was lost with the emulator.
        return Reach.UNKNOWN
    if not citations:
        # No platform had a say: the ordinary web is known, a made-up association file is not.
        return Reach.INFERRED if verdict.assumed else Reach.EVIDENCED
    return reach_of(citations)


def _disagreement(
    intent: Intent, verdict: Verdict, entries: Sequence[JournalEntry], mapping: Mapping[str, Mapped]
) -> str | None:
    """Return what the emulator meant and what was judged, where the two differ; None where they agree."""
    if verdict.cause in (Cause.FAULT, Cause.NO_CONTROL):
        return None
    gap = next((entry.gap for entry in entries if entry.gap), None)
    if gap is not None:
        agrees = verdict.cause is _GAP_CAUSES[gap]
        return None if agrees else f"meant {_GAP_CAUSES[gap]}; judged {_said(verdict)}"
    if verdict.outcome is Outcome.INCONCLUSIVE:
        # Where the emulator was not asked (the camera's gaps are the phone's own) it meant nothing.
        return f"meant an answer; judged {_said(verdict)}" if entries else None
    effect, meant = _meant(entries, mapping)
    if meant is None or intent is Intent.TEXT or _agrees(meant, verdict, _deciders(entries)):
        return None
    by = f" by {meant.by}" if meant.by else ""
    return f"meant {effect} = {meant.outcome}{by}; judged {_said(verdict)}"


def _meant(entries: Iterable[JournalEntry], mapping: Mapping[str, Mapped]) -> tuple[str, Mapped | None]:
    """Return the first effect that lets the link down, else the first that lets it pass."""
    passing: tuple[str, Mapped | None] = ("", None)
    for entry in entries:
        for effect in entry.effects:
            meant = mapping.get(effect)
            if meant is None or meant.outcome == _NOT_A_VERDICT:
                continue
            if meant.outcome != Outcome.HONORED:
                return effect, meant
            if passing[1] is None:
                passing = (effect, meant)
    return passing


def _deciders(entries: Iterable[JournalEntry]) -> frozenset[By]:
    """Return the sides whose word was asked for: the host always, the target where one of its rules spoke."""
    gates = {citation.gate for entry in entries for citation in entry.citations}
    return frozenset({By.HOST, By.TARGET} if Gate.TARGET in gates else {By.HOST})


def _agrees(meant: Mapped, verdict: Verdict, deciders: frozenset[By]) -> bool:
    if meant.outcome == Outcome.HONORED:
        # A link may still fail for reasons of its own: a dead page, a missing app, an expired ticket,
        # a target that shows everybody its landing page.
        return verdict.outcome is Outcome.HONORED or verdict.by not in deciders
    if meant.outcome != verdict.outcome:
        return False
    return meant.by is None or verdict.by is None or meant.by == verdict.by


def _said(verdict: Verdict) -> str:
    parts = [verdict.outcome.value]
    if verdict.cause:
        parts.append(f"({verdict.cause})")
    if verdict.by:
        parts.append(f"by {verdict.by}")
    return " ".join(parts)
