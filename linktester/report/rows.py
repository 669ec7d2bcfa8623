"""One result as one row of cells, for every report that is a table.

The columns, by their keys, in their order, which only ever grows at its end:

    run version basis case link family target host surface entry os client as-of intent
    verdict cause modifiers by reason reached expected match reach last-evidence
    confidence rules sources packs anecdotal assumed disagreement attempt finished key
    status status-reason note tester build device status-at screenshot filter
    product order-number amount order-state refused return-leg landed

Headers (`table.column-KEY`) and closed values are words of the user's language. `case`, `family`, `rules`,
`sources`, `packs`, `key` and the letters of `confidence` are ids and the same in every language. Several
values in one cell are parted by `; `. Moments are text with their offset, never a spreadsheet's own date.
`packs` names those that were cited and, also where they had no answer, those of host and target.
What a person says begins at `status`; where they name no tester, build or device, the run's stand there.
From `product` on it is about the order of a payment case; the cells of all other results are empty there.
`amount` is in yuan. `screenshot` is a SHA-256, `filter` the text that chose the rows, empty when all of a
run's are there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from linktester import links
from linktester.model.annotation import Annotation
from linktester.model.citation import Citation, Source
from linktester.model.run import CaseResult, RunHead
from linktester.report import orders
from linktester.report.escape import visible
from linktester.report.phrases import Phrases, clock
from linktester.report.scope import WHOLE, Scope

Cell = str | int
"""Text is safe to look at and fits; it may begin with anything. Numbers are our own."""

CELL = 32_766
"""Most UTF-16 units of one cell: a spreadsheet takes 32,767, and one is kept free for a guarding sign. What
is longer would be spilled into the rows below."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table."""

    key: str
    width: int
    """In characters, for formats that have widths."""
    wrap: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("run", 22),
    Column("version", 10),
    Column("basis", 11),
    Column("case", 24),
    Column("link", 44),
    Column("family", 18),
    Column("target", 12),
    Column("host", 12),
    Column("surface", 14),
    Column("entry", 12),
    Column("os", 11),
    Column("client", 10),
    Column("as-of", 26),
    Column("intent", 9),
    Column("verdict", 14),
    Column("cause", 16),
    Column("modifiers", 22, wrap=True),
    Column("by", 15),
    Column("reason", 56, wrap=True),
    Column("reached", 34),
    Column("expected", 22, wrap=True),
    Column("match", 14),
    Column("reach", 12),
    Column("last-evidence", 13),
    Column("confidence", 11),
    Column("rules", 40),
    Column("sources", 40),
    Column("packs", 40),
    Column("anecdotal", 11),
    Column("assumed", 11),
    Column("disagreement", 24, wrap=True),
    Column("attempt", 9),
    Column("finished", 26),
    Column("key", 34),
    Column("status", 14),
    Column("status-reason", 30, wrap=True),
    Column("note", 44, wrap=True),
    Column("tester", 14),
    Column("build", 14),
    Column("device", 18),
    Column("status-at", 26),
    Column("screenshot", 20),
    Column("filter", 20),
    Column("product", 22),
    Column("order-number", 24),
    Column("amount", 10),
    Column("order-state", 22),
    Column("refused", 14),
    Column("return-leg", 20),
    Column("landed", 34),
)
"""All columns, in their order."""


def header(phrases: Phrases) -> tuple[str, ...]:
    """Return the words above the columns."""
    return tuple(phrases.text(f"table.column-{column.key}") for column in COLUMNS)


def row(head: RunHead, result: CaseResult, phrases: Phrases, scope: Scope = WHOLE) -> tuple[Cell, ...]:
    """Return the cells of one result, one for each of `COLUMNS`."""
    cells = {
        **_tried(head, result, phrases),
        **_judged(result, phrases),
        **_rested_on(head, result, phrases),
        **_said(head, scope.said_of(result), phrases),
        "filter": scope.filter,
        **_ordered(result, phrases),
    }
    return tuple(_safe(cells[column.key]) for column in COLUMNS)


def safe(text: str) -> str:
    """Return untrusted `text` as a cell may hold it: all of it visible, at most `CELL` UTF-16 units.

    What is cut off is counted at the end, in characters as they would have been shown: `… (+N)`.
    """
    shown = visible(text[:CELL], CELL)
    hidden = max(0, len(text) - CELL)
    if not hidden and _units(shown) <= CELL:
        return shown
    mark = f"… (+{len(shown) + hidden})"
    kept = shown.encode("utf-16-le")[: 2 * (CELL - len(mark))].decode("utf-16-le", "ignore")
    return f"{kept}… (+{len(shown) - len(kept) + hidden})"


def cited(result: CaseResult) -> Iterator[Citation]:
    """Yield the rules that were applied, in order, each as often as it was."""
    for entry in result.journal:
        yield from entry.citations


def sources(result: CaseResult) -> tuple[Source, ...]:
    """Return what a result rests on, or what contradicts itself about it: each source once, in order."""
    named = [source for citation in cited(result) for source in citation.sources]
    named += [source for entry in result.journal for source in entry.gap_sources]
    return tuple(dict.fromkeys(named))


def _tried(head: RunHead, result: CaseResult, phrases: Phrases) -> dict[str, Cell]:
    probe = result.probe
    return {
        "run": head.id,
        "version": head.version,
        "case": probe.case_id,
        "link": probe.link.text,
        "family": probe.link.family,
        "target": phrases.platform(probe.link.target),
        "host": phrases.platform(probe.host),
        "surface": phrases.of("surface", probe.surface),
        "entry": phrases.of("entry", probe.entry),
        "os": phrases.of("os", probe.phone.os),
        "client": probe.client or "",
        "as-of": clock(probe.as_of),
        "intent": phrases.of("intent", probe.link.intent),
        "attempt": result.attempt,
        "finished": clock(result.finished_at),
        "key": probe.key,
    }


def _judged(result: CaseResult, phrases: Phrases) -> dict[str, Cell]:
    verdict = result.verdict
    return {
        "basis": phrases.of("basis", verdict.basis),
        "verdict": phrases.outcome(verdict.outcome),
        "cause": phrases.cause(verdict.cause) if verdict.cause else "",
        "modifiers": _list(phrases.of("modifier", each) for each in verdict.modifiers),
        "by": phrases.by(verdict.by),
        "reason": phrases.answer(result),
        "reached": phrases.identity(verdict.reached) if verdict.reached else "",
        "expected": phrases.wanted(result.expected) if result.expected else "",
        "match": phrases.of("match", result.match),
        "assumed": _yes(verdict.assumed, phrases),
        "disagreement": result.disagreement or "",
    }


def _rested_on(head: RunHead, result: CaseResult, phrases: Phrases) -> dict[str, Cell]:
    return {
        "reach": phrases.of("reach", result.reach),
        "last-evidence": result.last_evidence or "",
        "confidence": _list(citation.confidence.value for citation in cited(result)),
        "rules": _list(citation.rule for citation in cited(result)),
        "sources": _list(f"{source.id} ({source.date})" for source in sources(result)),
        "packs": _list(_packs(head, result)),
        "anecdotal": _yes(result.anecdotal, phrases),
    }


def _said(head: RunHead, said: Annotation | None, phrases: Phrases) -> dict[str, Cell]:
    if said is None:
        nothing = dict.fromkeys(("status", "status-reason", "note", "status-at", "screenshot"), "")
        return {**nothing, "tester": head.tester, "build": head.build, "device": head.device}
    return {
        "status": phrases.status(said.status),
        "status-reason": said.reason,
        "note": said.note,
        "tester": said.tester or head.tester,
        "build": said.build or head.build,
        "device": said.device or head.device,
        "status-at": clock(said.at),
        "screenshot": said.screenshot or "",
    }


def _ordered(result: CaseResult, phrases: Phrases) -> dict[str, Cell]:
    end = result.payment
    if end is None:
        cells = ("product", "order-number", "amount", "order-state", "refused", "return-leg", "landed")
        return dict.fromkeys(cells, "")
    wish = links.order_of(result.probe.link)
    return {
        "product": "" if wish is None else orders.product(wish.product, phrases),
        "order-number": end.number,
        "amount": f"{end.fen // 100}.{end.fen % 100:02d}",
        "order-state": orders.state(end, result.verdict.cause, phrases),
        "refused": phrases.of("refusal", end.refused),
        "return-leg": phrases.of("leg", end.leg),
        "landed": orders.landing(end.landed, phrases),
    }


def _packs(head: RunHead, result: CaseResult) -> Iterator[str]:
    for citation in cited(result):
        yield f"{citation.pack} {citation.pack_version} {citation.pack_hash}"
    for platform in (result.probe.host, result.probe.link.target):
        if platform in head.packs:
            yield f"{platform} {head.packs[platform]}"


def _list(values: Iterable[str]) -> str:
    """Return each value once, in order of first appearance."""
    return "; ".join(dict.fromkeys(values))


def _yes(value: bool, phrases: Phrases) -> str:
    return phrases.text("table.yes") if value else phrases.text("table.no")


def _safe(cell: Cell) -> Cell:
    return safe(cell) if isinstance(cell, str) else cell


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
