"""The results as one clean table for spreadsheets and scripts: RFC 4180, UTF-8 with BOM, no comment lines.

What holds for the whole run (basis, packs, version) stands in columns of every row; `rows` has them all.
Every text is quoted, numbers are bare. A text that a spreadsheet might take for a formula has an apostrophe
put before it, what cannot be seen is spelled out and what is too long for a cell is cut: the json report is
the exact record.
"""

import codecs
import csv
import re
from collections.abc import Iterable
from pathlib import Path

from linktester.model.run import CaseResult, RunHead, Tally
from linktester.report.files import replacing
from linktester.report.phrases import Phrases
from linktester.report.rows import Cell, header, row
from linktester.report.scope import WHOLE, Scope
from linktester.wording import Words

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
"""The full-width signs too: some East Asian spreadsheets take them for their ASCII twins. White space before
them does not help, because some programs trim it."""


def write(  # noqa: PLR0917 - the order of the registry's writers
    path: Path,
    head: RunHead,
    results: Iterable[CaseResult],
    tally: Tally | None,
    words: Words,
    scope: Scope = WHOLE,
) -> None:
    """Write the table, holding one result at a time."""
    del tally  # a table of results has no place for counts, neither of verdicts nor of statuses
    phrases = Phrases(words)
    with replacing(path) as stream:
        lines = csv.writer(
            codecs.getwriter("utf-8-sig")(stream), quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n"
        )
        lines.writerow(header(phrases))
        for result in results:
            lines.writerow([guarded(cell) for cell in row(head, result, phrases, scope)])


def guarded(cell: Cell) -> Cell:
    """Return `cell` with an apostrophe before it where a spreadsheet would calculate instead of show."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
