"""The facts of a result in a column of labels, and what limits it."""

from collections.abc import Iterator

from linktester.gui.panels.headline import LIMITING, meaning
from linktester.gui.widgets.prose import Line, Piece
from linktester.model.run import CaseResult
from linktester.model.verdict import Verdict
from linktester.report.orders import intended
from linktester.report.phrases import Phrases, clock, day

SIGNALS = 20
"""Ids of unproven signals that are named."""


def fact_lines(result: CaseResult, phrases: Phrases) -> tuple[Line, ...]:
    """Return what was tried, who decided, what that rests on."""
    return (*_tried(result, phrases), *_decided(result, phrases), *_made(result, phrases))


def fault_lines(result: CaseResult, phrases: Phrases) -> tuple[Line, ...]:
    """Return the harness disagreement, a bug of ours; empty without one."""
    if not result.disagreement:
        return ()
    return (Line((Piece(phrases.text("report.notice-disagreement", meant=result.disagreement)),)),)


def notice_lines(result: CaseResult, phrases: Phrases) -> tuple[Line, ...]:
    """Return what limits the result, worst first; empty when nothing does."""
    return tuple(Line((Piece(each),)) for each in _limits(result, phrases))


def _limits(result: CaseResult, phrases: Phrases) -> Iterator[str]:
    verdict = result.verdict
    if verdict.assumed:
        yield phrases.text("report.notice-assumed")
    if verdict.unproven:
        signals = ", ".join(verdict.unproven[:SIGNALS])
        yield phrases.text("report.notice-unproven", signals=signals)
    if result.anecdotal:
        yield phrases.text("report.notice-anecdotal")
    for modifier in verdict.modifiers:
        if modifier in LIMITING:
            yield meaning(modifier, phrases)


def _tried(result: CaseResult, phrases: Phrases) -> Iterator[Line]:
    probe = result.probe
    yield _fact(
        phrases.text("report.link"),
        Piece(probe.link.text, mono=True),
        Piece("  "),
        Piece(phrases.text("why.copy"), link="copy:link"),
    )
    yield _fact(phrases.text("why.place"), Piece(phrases.stand(probe)))
    client = "" if probe.client else f" · {phrases.text('why.newest-client')}"
    yield _fact(phrases.text("why.phone"), Piece(phrases.phone(probe) + client))
    yield _fact(phrases.text("why.date"), Piece(day(probe.as_of)))
    if probe.referer:
        yield _fact(phrases.text("why.referer"), Piece(probe.referer, mono=True))
    wanted = f"{phrases.of('intent', probe.link.intent)} · {intended(probe.link, phrases)}"
    yield _fact(phrases.text("report.intent"), Piece(wanted))


def _decided(result: CaseResult, phrases: Phrases) -> Iterator[Line]:
    verdict = result.verdict
    if verdict.reached is not None:
        yield _fact(phrases.text("report.reached"), Piece(phrases.identity(verdict.reached)))
    yield _fact(phrases.text("report.by"), Piece(_by(verdict, phrases)))
    yield _meant(phrases, "report.basis", phrases.of("basis", verdict.basis), verdict.basis)
    reach = phrases.of("reach", result.reach)
    if result.last_evidence:
        reach = f"{reach} · {phrases.text('report.last-evidence', date=result.last_evidence)}"
    yield _meant(phrases, "report.reach", reach, f"reach-{result.reach}")


def _by(verdict: Verdict, phrases: Phrases) -> str:
    if verdict.by is not None:
        return phrases.by(verdict.by)
    return phrases.text("why.not-known" if verdict.cause else "why.nobody-decided")


def _made(result: CaseResult, phrases: Phrases) -> Iterator[Line]:
    took = phrases.text("why.took", ms=round(result.evidence.elapsed_ms))
    parts = [took, clock(result.finished_at)]
    if result.attempt > 1:
        parts.insert(0, phrases.text("why.attempts", count=result.attempt))
    yield _fact(phrases.text("why.trial"), Piece(" · ".join(filter(None, parts))))
    yield _fact(phrases.text("why.case"), Piece(result.probe.case_id, mono=True))


def _fact(label: str, *pieces: Piece) -> Line:
    return Line(pieces, label=label, above=3)


def _meant(phrases: Phrases, label: str, word: str, meaning: str) -> Line:
    return _fact(
        phrases.text(label), Piece(word, bold=True), Piece(f" – {phrases.of('means', meaning)}", "muted")
    )
