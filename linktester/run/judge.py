"""Judging: evidence to verdict, verdict to result; and the same again for what is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from linktester.model.citation import JournalEntry
from linktester.model.evidence import Evidence
from linktester.model.link import Link
from linktester.model.pack import Mapped
from linktester.model.run import CaseResult
from linktester.model.verdict import Verdict
from linktester.run.cite import Cited, cite, request_ids
from linktester.run.matching import match
from linktester.run.trials import Sent
from linktester.verdict import before_paying, classify, payment_end


def judge(
    sent: Sent, journal: Sequence[JournalEntry], mapping: Mapping[str, Mapped], finished_at: datetime
) -> CaseResult:
    """Return the result of one probe; the verdict is reached before the journal is looked at."""
    link = sent.planned.probe.link
    verdict = classify(link, sent.evidence, sent.control)
    cited = _cited(link, verdict, sent.evidence, journal, mapping)
    expected = sent.planned.expected
    payment = payment_end(sent.evidence)
    return CaseResult(
        probe=sent.planned.probe,
        verdict=cited.verdict,
        evidence=sent.evidence,
        control=sent.control,
        journal=tuple(journal),
        expected=expected,
        match=match(expected, cited.verdict, payment),
        reach=cited.reach,
        last_evidence=cited.last_evidence,
        anecdotal=cited.anecdotal,
        disagreement=cited.disagreement,
        attempt=sent.attempt,
        finished_at=finished_at,
        payment=payment,
    )


def rejudge(result: CaseResult, mapping: Mapping[str, Mapped]) -> CaseResult:
    """Return `result` as today's judge sees its stored evidence; the evidence itself is not touched."""
    link = result.probe.link
    verdict = classify(link, result.evidence, result.control)
    cited = _cited(link, verdict, result.evidence, result.journal, mapping)
    payment = payment_end(result.evidence)
    return replace(
        result,
        verdict=cited.verdict,
        match=match(result.expected, cited.verdict, payment),
        reach=cited.reach,
        last_evidence=cited.last_evidence,
        anecdotal=cited.anecdotal,
        disagreement=cited.disagreement,
        payment=payment,
    )


def _cited(
    link: Link,
    verdict: Verdict,
    evidence: Evidence,
    journal: Sequence[JournalEntry],
    mapping: Mapping[str, Mapped],
) -> Cited:
    """Cite the entries that had a say about the link: after the payer has acted, none has."""
    asked = frozenset(request_ids(before_paying(evidence)))
    entries = [entry for entry in journal if entry.request_id in asked]
    return cite(link.intent, verdict, entries, mapping, journaled=bool(asked))
