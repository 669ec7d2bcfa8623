"""What rules rest on: dated events and observations, each with the places where it was read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from linktester.codec import structure
from linktester.model.citation import Source
from linktester.model.errors import InputErrors, Problem
from linktester.model.message import message
from linktester.policy.bilingual import without_chinese
from linktester.policy.dates import is_span, span_days
from linktester.tomltext import Document

TABLES = ("event", "observation")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """One `[[event]]` or `[[observation]]` as written."""

    id: str
    date: str
    """A year, month or day, an interval of two with `/`, or `undated`."""
    title: str
    title_zh: str = ""
    """Simplified Chinese; left out by teams only."""
    references: tuple[str, ...] = ()
    """Keys of a `[references]` table, or addresses."""
    who: str = ""
    surface: str = ""
    from_: str = ""
    to: str = ""
    confidence: str = ""
    """Letters, strongest first, `D/P`."""
    conflict: bool = False
    """Sources contradict each other here."""
    outcome: str = ""
    device: str = ""
    os: str = ""
    client: str = ""
    tester: str = ""
    screenshot: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A source with the file position it was read from."""

    text: SourceText
    source: Source
    file: str
    line: int
    event: bool
    """True for `[[event]]`."""


def read_sources(document: Document, problems: list[Problem], *, shipped: bool = False) -> tuple[Found, ...]:
    """Return the events and observations of `document`, adding every mistake to `problems`.

    A `shipped` one without a Chinese title is a mistake.
    """
    found = []
    for table in TABLES:
        rows = document.value.get(table, [])
        if not isinstance(rows, list):
            problems.append(Problem(document.place(table), message("policy.not-a-table", key=table)))
            continue
        for index, row in enumerate(rows):
            path = f"{table}[{index}]"
            one = _read(row, path, document, problems)
            if one is None:
                continue
            found.append(one)
            for key, said in without_chinese("title_zh", one.source.title_zh) if shipped else ():
                problems.append(Problem(document.place(f"{path}.{key}"), said))
    return tuple(found)


def read_references(document: Document) -> Mapping[str, str]:
    """Return the `[references]` table: key → address."""
    table = document.value.get("references", {})
    return {key: str(value) for key, value in table.items()} if isinstance(table, dict) else {}


def with_addresses(found: Found, references: Mapping[str, str]) -> Found:
    """Return `found` with each reference key followed by its address, where one is known."""
    named = tuple(_named(key, references) for key in found.text.references)
    return replace(found, source=replace(found.source, references=named))


def _named(key: str, references: Mapping[str, str]) -> str:
    address = references.get(key)
    return f"{key}: {address}" if address else key


def _read(row: Any, path: str, document: Document, problems: list[Problem]) -> Found | None:
    try:
        text = structure(renamed(row), SourceText)
    except InputErrors as error:
        problems.extend(placed(error, path, document))
        return None
    if not _dated(text.date):
        where = document.place(f"{path}.date")
        problems.append(Problem(where, message("policy.bad-source-date", value=text.date[:40])))
        return None
    place = document.place(path)
    source = Source(text.id, text.date, text.title, text.references, text.title_zh)
    return Found(text, source, document.file, place.line or 0, path.startswith("event"))


def _dated(text: str) -> bool:
    if not is_span(text):
        return False
    try:
        days = span_days(text)
    except ValueError:
        return False
    return days is None or days[0] <= days[1]


def renamed(row: Any) -> Any:
    """Return a table with its key `from` under the name that Python allows."""
    if not isinstance(row, dict) or "from" not in row or "from_" in row:
        return row
    return {("from_" if key == "from" else key): value for key, value in row.items()}


def placed(error: InputErrors, path: str, document: Document) -> list[Problem]:
    """Return the problems of one table with their places in the whole document."""
    found = []
    for problem in error.problems:
        inner = (problem.place.path or "").replace("from_", "from")
        full = f"{path}.{inner}" if inner else path
        said = problem.message
        if said.args.get("key") == "from_":
            said = replace(said, args={**said.args, "key": "from"})
        found.append(Problem(document.place(full), said))
    return found
