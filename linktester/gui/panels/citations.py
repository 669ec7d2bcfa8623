"""The rules a result rests on, with their sources; where there are none, who contradicts whom."""

from collections.abc import Iterator, Sequence

from linktester.gui.widgets.prose import Line, Piece
from linktester.model.citation import Citation, GapKind, Source
from linktester.model.run import CaseResult
from linktester.model.verdict import Cause, Outcome
from linktester.report.phrases import Phrases
from linktester.report.rows import cited

MOST = 30
"""Rules told in full."""
MOST_SOURCES = 20
MOST_REFERENCES = 10


def citations(result: CaseResult) -> tuple[Citation, ...]:
    """Return the rules that were applied, each once, in the order of their first use."""
    return tuple(dict.fromkeys(cited(result)))[:MOST]


def rule_lines(result: CaseResult, phrases: Phrases) -> tuple[Line, ...]:
    """Return all rules with links `copy:rule:N` (0-based), then what contradicts itself."""
    lines: list[Line] = []
    for number, each in enumerate(citations(result)):
        copy = Piece(phrases.text("why.copy-citation"), link=f"copy:rule:{number}")
        first, *others = citation_lines(each, phrases)
        lines.append(Line(first.pieces, above=12 if number else 2))
        lines += others
        lines.append(Line((copy,), indent=1))
    lines += _gaps(result, phrases)
    return tuple(lines) if lines else (Line((Piece(_why_none(result, phrases), "muted"),)),)


def citation_lines(citation: Citation, phrases: Phrases) -> Iterator[Line]:
    """Yield one rule: effect, how sure, from when to when, what is special, sources, note, identity."""
    effect = Piece(phrases.of("effect", citation.effect), bold=True)
    gate = f" · {phrases.text('why.decided-by', gate=phrases.of('gate', citation.gate))}"
    yield Line((effect, Piece(gate, "muted")))
    letter, meaning = citation.confidence, phrases.of("means", citation.confidence)
    sure = Piece(f"{letter} {phrases.of('confidence', letter)}", bold=True)
    yield Line((sure, Piece(f" – {meaning}", "muted")), indent=1)
    until = f" · {phrases.text('why.until', day=citation.until)}" if citation.until else ""
    kind = phrases.text("why.observed-once" if citation.kind == "observation" else "why.changed")
    yield Line((Piece(f"{kind}: {phrases.since(citation)}{until}"),), indent=1)
    for flag in _flags(citation, phrases):
        yield Line((Piece(flag, "warning"),), indent=1)
    yield from source_lines(citation.sources, phrases)
    note = phrases.note(citation)
    if note:
        yield Line((Piece(f"{phrases.text('report.note')}: ", "muted"), Piece(note)), indent=1)
    pack = phrases.text(
        "why.pack", pack=citation.pack, version=citation.pack_version, hash=citation.pack_hash
    )
    yield Line((Piece(f"{citation.rule} · {pack}", "muted"),), indent=1)


def source_lines(sources: Sequence[Source], phrases: Phrases) -> Iterator[Line]:
    """Yield date, title and references of sources."""
    for source in sources[:MOST_SOURCES]:
        date, name = Piece(f"{source.date}  ", bold=True), Piece(f"  {source.id}", "muted")
        yield Line((date, Piece(phrases.title(source)), name), indent=1, above=4)
        for reference in source.references[:MOST_REFERENCES]:
            yield Line((Piece(reference, "muted"),), indent=2, above=0)
    if len(sources) > MOST_SOURCES:
        more = phrases.text("why.more-sources", count=len(sources) - MOST_SOURCES)
        yield Line((Piece(more, "muted"),), indent=1)


def _flags(citation: Citation, phrases: Phrases) -> Iterator[str]:
    if citation.carried:
        yield phrases.text("why.flag-carried")
    if citation.inferred:
        yield phrases.text("why.flag-inferred")
    if citation.partial:
        yield phrases.text("why.flag-partial")
    if citation.partial and citation.otherwise:
        yield phrases.text("report.rule-otherwise", effect=phrases.of("effect", citation.otherwise))
    if citation.overlay:
        yield phrases.text("why.flag-overlay")
    if citation.stale:
        yield phrases.text("why.flag-stale")


def _gaps(result: CaseResult, phrases: Phrases) -> Iterator[Line]:
    gaps = dict.fromkeys((entry.gap, entry.gap_sources) for entry in result.journal if entry.gap is not None)
    for kind, sources in gaps:
        code = "why.gap-conflict" if kind is GapKind.CONFLICT else "why.gap-no-policy"
        yield Line((Piece(phrases.text(code)),), above=8)
        yield from source_lines(sources, phrases)


def _why_none(result: CaseResult, phrases: Phrases) -> str:
    if result.verdict.cause is Cause.FAULT:
        return phrases.text("why.no-rule-fault")
    needed = result.verdict.outcome is not Outcome.HONORED
    return phrases.text("report.no-rule-gap" if needed else "report.no-rule")
