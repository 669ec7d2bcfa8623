"""Judging: evidence to verdict, verdict to result; and the same again for what is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from linktester.model.citation import JournalEntry
from linktester.model.pack import Mapped
from linktester.model.run import CaseResult
from linktester.run.cite import cite
from linktester.run.matching import match
from linktester.run.trials import Sent
from linktester.verdict import classify


def judge(
    sent: Sent, journal: Sequence[JournalEntry], mapping: Mapping[str, Mapped], finished_at: datetime
) -> CaseResult:
    """Return the result of one probe; the verdict is reached before the journal is looked at."""
    link = sent.planned.probe.link
    verdict = classify(link, sent.evidence, sent.control)
    cited = cite(link.intent, verdict, journal, mapping)
    expected = sent.planned.expected
    return CaseResult(
        probe=sent.planned.probe,
        verdict=cited.verdict,
        evidence=sent.evidence,
        control=sent.control,
        journal=tuple(journal),
        expected=expected,
        match=match(expected, cited.verdict),
        reach=cited.reach,
        last_evidence=cited.last_evidence,
        anecdotal=cited.anecdotal,
        disagreement=cited.disagreement,
        attempt=sent.attempt,
        finished_at=finished_at,
    )


def rejudge(result: CaseResult, mapping: Mapping[str, Mapped]) -> CaseResult:
    """Return `result` as today's judge sees its stored evidence; the evidence itself is not touched."""
    link = result.probe.link
    verdict = classify(link, result.evidence, result.control)
    cited = cite(link.intent, verdict, result.journal, mapping)
    return replace(
        result,
        verdict=cited.verdict,
        match=match(result.expected, cited.verdict),
        reach=cited.reach,
        last_evidence=cited.last_evidence,
        anecdotal=cited.anecdotal,
        disagreement=cited.disagreement,
    )
