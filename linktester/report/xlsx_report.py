"""The results as a workbook: what the run was and found, a filterable table, and the sources it rests on.

Every text is written as text: nothing in it becomes a formula, a number, a date or a link. Rows go to disk as
they come; beside one result only the distinct sources are held.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

from linktester.model.citation import Source
from linktester.model.run import CaseResult, RunHead, Tally
from linktester.model.tally import Counts
from linktester.model.verdict import Outcome
from linktester.report.phrases import Phrases
from linktester.report.rows import COLUMNS, header, row, safe, sources
from linktester.report.scope import WHOLE, Scope, StatusCounts
from linktester.report.summary import Read, lines
from linktester.report.workbook import put, workbook
from linktester.wording import Words

MOST_ROWS = 1_048_575
"""Results that fit on a sheet under its header; the summary counts those that do not."""

_VERDICT = next(index for index, column in enumerate(COLUMNS) if column.key == "verdict")
_COLOURS = {
    Outcome.HONORED: ("#13694a", "#ddf1e6"),
    Outcome.REWRITTEN: ("#7a4b00", "#fbeac8"),
    Outcome.BLOCKED: ("#a3211b", "#fbdfdb"),
    Outcome.INCONCLUSIVE: ("#5c616b", "#ececec"),
}
"""Ink and paper; they only repeat what the words in the cell say."""
_SOURCE_COLUMNS = (("id", 26, False), ("date", 24, False), ("title", 60, True), ("references", 40, True))


def write(  # noqa: PLR0917 - the order of the registry's writers
    path: Path,
    head: RunHead,
    results: Iterable[CaseResult],
    tally: Tally | None,
    words: Words,
    scope: Scope = WHOLE,
) -> None:
    """Write the workbook, holding one result at a time; needs room for it in the temporary folder."""
    with workbook(path) as book:
        report = _Report(book, head, Phrases(words), scope)
        report.write_results(results)
        report.write_summary(scope.fitting(tally))
        report.write_sources()


class _Report:
    """One workbook in the making; its sheets may be filled in any order, each from the top down."""

    def __init__(self, book: Any, head: RunHead, phrases: Phrases, scope: Scope) -> None:
        self._head = head
        self._phrases = phrases
        self._scope = scope
        self._counting = Counts()
        self._statuses = StatusCounts(scope)
        self._rests: Counter[Source] = Counter()
        self._count = 0
        self._title = book.add_format({"bold": True, "font_size": 13})
        self._header = book.add_format(
            {"bold": True, "bg_color": "#e8e6e1", "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self._plain = book.add_format({"valign": "top"})
        self._wrapped = book.add_format({"valign": "top", "text_wrap": True})
        self._verdicts = {
            outcome: book.add_format({"bold": True, "valign": "top", "font_color": ink, "bg_color": paper})
            for outcome, (ink, paper) in _COLOURS.items()
        }
        self._summary, self._results, self._sources = (
            book.add_worksheet(phrases.text(f"table.sheet-{name}"))
            for name in ("summary", "results", "sources")
        )
        book.set_properties(
            {
                "title": phrases.text("report.title"),
                "subject": safe(head.name or "; ".join(head.suites)),
                "author": "linktester",
                "comments": f"{phrases.of('basis', head.basis)}: {phrases.of('means', head.basis)}",
                # Otherwise the clock's: the same run shall make the same file.
                "created": head.started_at.astimezone(UTC),
            }
        )

    def write_results(self, results: Iterable[CaseResult]) -> None:
        sheet = self._results
        for index, column in enumerate(COLUMNS):
            sheet.set_column(index, index, column.width)
        formats = [self._wrapped if column.wrap else self._plain for column in COLUMNS]
        self._begin_table(sheet, header(self._phrases))
        for number, result in enumerate(results, start=1):
            self._count = number
            self._counting.add(result)
            self._statuses.add(result)
            self._rests.update(sources(result))
            if number > MOST_ROWS:
                continue
            formats[_VERDICT] = self._verdicts[result.verdict.outcome]
            for index, cell in enumerate(row(self._head, result, self._phrases, self._scope)):
                put(sheet, number, index, cell, formats[index])
        self._end_table(sheet, min(self._count, MOST_ROWS), len(COLUMNS))

    def write_summary(self, tally: Tally | None) -> None:
        sheet = self._summary
        for index, width in enumerate((34, 30, 90)):
            sheet.set_column(index, index, width)
        read = Read(
            total=self._count,
            missing=max(0, self._count - MOST_ROWS),
            scope=self._scope,
            statuses=self._statuses.table(),
        )
        told = lines(self._head, tally or self._counting.tally(), read, self._phrases)
        for number, line in enumerate(told):
            label = self._title if line.heading else self._plain
            label = self._verdicts[line.outcome] if line.outcome else label
            for index, (cell, look) in enumerate(
                ((line.label, label), (line.value, self._plain), (line.note, self._wrapped))
            ):
                put(sheet, number, index, cell, look)

    def write_sources(self) -> None:
        sheet = self._sources
        names = [name for name, _, _ in _SOURCE_COLUMNS]
        for index, (_, width, _) in enumerate(_SOURCE_COLUMNS):
            sheet.set_column(index, index, width)
        sheet.set_column(len(names), len(names), 14)
        self._begin_table(sheet, [self._phrases.text(f"table.source-{name}") for name in (*names, "results")])
        listed = sorted(self._rests.items(), key=_most_first)[:MOST_ROWS]
        for number, (source, count) in enumerate(listed, start=1):
            texts = (source.id, source.date, self._phrases.title(source), "; ".join(source.references))
            for index, (text, (_, _, wrap)) in enumerate(zip(texts, _SOURCE_COLUMNS, strict=True)):
                put(sheet, number, index, safe(text), self._wrapped if wrap else self._plain)
            put(sheet, number, len(texts), count, self._plain)
        self._end_table(sheet, len(listed), len(names) + 1)

    def _begin_table(self, sheet: Any, names: Sequence[str]) -> None:
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        for index, name in enumerate(names):
            put(sheet, 0, index, name, self._header)

    @staticmethod
    def _end_table(sheet: Any, rows: int, columns: int) -> None:
        sheet.autofilter(0, 0, rows, columns - 1)
        # Texts of digits only are meant to be text.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _most_first(item: tuple[Source, int]) -> tuple[int, str, str]:
    source, count = item
    return -count, source.id, source.title
