"""The report for people: one HTML file that needs nothing else, opens offline and prints.

Everything is escaped by the template engine, what cannot be seen is spelled out first, links are text. The
only script is ours and allowed by its hash; the policy in the page forbids everything else.
"""

import shutil
import tempfile
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from markupsafe import Markup

from linktester.codec import to_json
from linktester.model.run import CaseResult, Reach, RunHead, Tally
from linktester.model.tally import Counts
from linktester.model.verdict import Outcome
from linktester.report.boards import Cell, boards, cell
from linktester.report.detail import detail
from linktester.report.files import replacing
from linktester.report.phrases import Phrases
from linktester.report.said import Pictures, said
from linktester.report.scope import WHOLE, Scope, StatusCounts, chosen
from linktester.report.templates import environment, files, ours, utf8
from linktester.wording import Words

RAW_BUDGET = 4_000_000
"""Octets of raw exchanges in one file; what comes after is told to stand in the json report."""
BOARD_LIMIT = 20_000
"""More results than this are not drawn as boards: no browser would show them in time."""


def write(  # noqa: PLR0917 - the order of the registry's writers
    path: Path,
    head: RunHead,
    results: Iterable[CaseResult],
    tally: Tally | None,
    words: Words,
    scope: Scope = WHOLE,
) -> None:
    """Write the page, holding one result at a time and a small cell for each."""
    page = _Page(head, words, scope)
    with tempfile.TemporaryFile() as details, replacing(path) as stream:
        page.write_details(results, details)
        page.write_top(scope.fitting(tally), stream)
        details.seek(0)
        shutil.copyfileobj(details, stream)
        page.write_end(stream)


class _Page:
    """One report in the making."""

    def __init__(self, head: RunHead, words: Words, scope: Scope) -> None:
        self._head = head
        self._scope = scope
        self._phrases = Phrases(words)
        self._templates = environment(self._phrases, css=ours("page.css"), js=ours("page.js"))
        self._counting = Counts()
        self._statuses = StatusCounts(scope)
        self._pictures = Pictures(scope.pictures)
        self._cells: list[Cell] = []
        self._budget = RAW_BUDGET
        self._count = 0

    def write_details(self, results: Iterable[CaseResult], stream: BinaryIO) -> None:
        template = self._templates.get_template("result.html")
        for number, result in enumerate(results, start=1):
            self._count = number
            self._counting.add(result)
            self._statuses.add(result)
            if number <= BOARD_LIMIT:
                self._cells.append(cell(number, result, self._phrases))
            word = said(self._scope.said_of(result), self._pictures, self._phrases)
            shown = detail(number, result, self._phrases, self._budget, word)
            self._budget -= shown.raw_size
            stream.write(utf8(template.render(r=shown)))

    def write_top(self, tally: Tally | None, stream: BinaryIO) -> None:
        counts = tally or self._counting.tally()
        for piece in self._templates.get_template("top.html").generate(
            head=self._head,
            tally=counts,
            total=self._count,
            unfinished=self._scope.missing_of(self._head, self._count),
            part=chosen(self._scope, self._count, self._phrases),
            statuses=self._statuses.table(),
            outcomes=[_Share.of(each.value, counts.outcomes, self._count) for each in Outcome],
            reaches=[_Share.of(each.value, counts.reach, self._count) for each in Reach],
            boards=boards(self._cells) if self._count <= BOARD_LIMIT else (),
            too_many=self._count > BOARD_LIMIT,
            written=datetime.now(UTC),
            csp=_policy(),
            data=_inert({"head": self._head, "tally": counts, "statuses": self._statuses.table()}),
        ):
            stream.write(utf8(piece))

    def write_end(self, stream: BinaryIO) -> None:
        stream.write(utf8(self._templates.get_template("end.html").render()))


@dataclass(frozen=True, slots=True)
class _Share:
    """One part of a bar."""

    name: str
    count: int
    percent: float

    @classmethod
    def of(cls, name: str, counts: Mapping[str, int], total: int) -> "_Share":
        count = counts.get(name, 0)
        return cls(name, count, round(100 * count / total, 3) if total else 0.0)


def _script() -> str:
    return files()["page.js"]


def _policy() -> str:
    digest = b64encode(sha256(_script().encode()).digest()).decode()
    return (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def _inert(value: object) -> Markup:
    """Return JSON for a data block: no character in it can end the block."""
    text = to_json(value).decode()
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)
