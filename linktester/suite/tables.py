"""Large sets as CSV or JSONL tables: one case per row, read row by row and never held as a whole.

Columns: id, link, title, host, surface, entry, os, client, as_of, intent, content, referer, and for the
expectation expect, modifiers, by, cause, order_state, return_leg. `id`, `link`, `host` and (but for browser
and camera) `surface` are needed. `os` and `modifiers` may hold several values, separated by `|`.
"""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

from linktester.model.case import Case, Matrix
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import message
from linktester.suite.cases import read_case
from linktester.suite.fields import MAX_PROBLEMS, Fields, Notes, clip, nearest
from linktester.suite.matrix import Options, Plan, plan

SUFFIXES = (".csv", ".jsonl")
MAX_LINE = 1_048_576
"""Octets of one JSONL line; CSV cells are bounded by the csv module at 128 KiB."""
COLUMNS = (
    *("id", "link", "title", "host", "surface", "entry", "os", "client", "as_of"),
    *("intent", "content", "referer", "expect", "modifiers", "by", "cause"),
    *("order_state", "return_leg"),
)
_EXPECTED = ("modifiers", "by", "cause", "order_state", "return_leg")
_DEFAULTS = Matrix()
_COLUMN_OF = {"dates": "as_of", "clients": "client", "verdict": "expect", "at": "host"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row as read: its line, and either its cells or what is wrong with it."""

    line: int
    cells: Mapping[str, Any]
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was read through once and found free of mistakes."""

    path: Path
    count: int
    """Number of cases."""

    @property
    def name(self) -> str:
        """Return the file's name without folder and suffix."""
        return self.path.stem

    def cases(self) -> Iterator[Case]:
        """Yield the cases in order, reading the file anew. Raises InputErrors if it was spoilt since."""
        for row in _rows(self.path):
            problems, case = _case(self.path, row)
            if problems or case is None:
                raise InputErrors(problems)
            yield case

    def plan(self, options: Options) -> Plan:
        """Return what a run of this table will try."""
        return plan(self.cases, _DEFAULTS, (), options)


def open_table(path: Path) -> Table:
    """Return the table in `path` (`.csv` or `.jsonl`). Raises InputErrors with the mistakes of all rows."""
    problems: list[Problem] = []
    seen: set[bytes] = set()
    count = 0
    for row in _rows(path):
        found, case = _case(path, row)
        problems += found
        if case is not None:
            count += 1
            problems += _repeat(case, seen)
        if len(problems) >= MAX_PROBLEMS:
            break
    if not problems and not count:
        problems.append(Problem(Place(str(path)), message("suite.no-case")))
    if problems:
        raise InputErrors(problems[:MAX_PROBLEMS])
    return Table(path, count)


def _repeat(case: Case, seen: set[bytes]) -> list[Problem]:
    # A digest per id: a million ids of any length stay below 100 MB.
    digest = hashlib.blake2b(case.id.encode("utf-8", "surrogatepass"), digest_size=12).digest()
    if digest in seen:
        return [Problem(case.place, message("suite.same-id", id=case.id, first="–"))]
    seen.add(digest)
    return []


def _case(path: Path, row: Row) -> tuple[list[Problem], Case | None]:
    if row.problem is not None:
        return [row.problem], None

    def place_of(where: str) -> Place:
        name = where.partition("[")[0] if where.endswith("]") else where.rpartition(".")[2]
        return Place(str(path), row.line, _COLUMN_OF.get(name, name) or None)

    notes = Notes(place_of)
    case = read_case(Fields(_nested(row.cells), "", notes), {}, (), has_default_place=False)
    return notes.problems, case


def _nested(cells: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row in the shape of a `[[case]]`."""
    stand = {key: cells[key] for key in ("host", "surface", "entry") if key in cells}
    expect = {key: cells[key] for key in _EXPECTED if key in cells}
    if "expect" in cells:
        expect["verdict"] = cells["expect"]
    moved = {*stand, *expect, "expect", "client", "as_of"}
    case = {key: value for key, value in cells.items() if key not in moved}
    case["at"] = [stand]
    if expect:
        case["expect"] = [expect]
    for column, key in (("client", "clients"), ("as_of", "dates")):
        if column in cells:
            case[key] = cells[column]
    return case


def _rows(path: Path) -> Iterator[Row]:
    try:
        with path.open("rb") as file:
            yield from _jsonl(file, path) if path.suffix.lower() == ".jsonl" else _csv(file, path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputErrors([Problem(Place(str(path)), message("suite.unreadable", reason=reason))]) from error


def _jsonl(file: IO[bytes], path: Path) -> Iterator[Row]:
    number = 0
    while line := file.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            yield _bad(path, number, "suite.line-too-long", limit=MAX_LINE)
            return
        if not line.strip():
            continue
        try:
            cells = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield _bad(path, number, "suite.bad-json", reason=clip(str(error)))
            continue
        if isinstance(cells, dict):
            yield Row(number, {key: value for key, value in cells.items() if value is not None})
        else:
            yield _bad(path, number, "suite.bad-json", reason="not an object")


def _csv(file: IO[bytes], path: Path) -> Iterator[Row]:
    with TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(text, strict=True)
        header: list[str] | None = None
        while True:
            try:
                cells = next(reader, None)
            except csv.Error as error:
                yield _bad(path, reader.line_num, "suite.bad-csv", reason=clip(str(error)))
                return
            except UnicodeDecodeError:
                yield _bad(path, reader.line_num + 1, "suite.not-utf8")
                return
            if cells is None:
                return
            if not any(cells):
                continue
            if header is None:
                header = [cell.strip() for cell in cells]
                yield from _bad_columns(path, header)
                continue
            yield _csv_row(path, reader.line_num, header, cells)


def _csv_row(path: Path, line: int, header: list[str], cells: list[str]) -> Row:
    if len(cells) > len(header):
        return _bad(path, line, "suite.too-many-cells", count=len(cells), columns=len(header))
    row: dict[str, Any] = {name: cell for name, cell in zip(header, cells, strict=False) if cell}
    for name in ("os", "modifiers"):
        if name in row:
            row[name] = [part.strip() for part in row[name].split("|") if part.strip()]
    return Row(line, row)


def _bad_columns(path: Path, header: Iterable[str]) -> Iterator[Row]:
    for name in header:
        if name not in COLUMNS:
            yield _bad(path, 1, "suite.unknown-key", key=clip(name), nearest=nearest(name, COLUMNS))


def _bad(path: Path, line: int, code: str, **args: str | int) -> Row:
    return Row(line, {}, Problem(Place(str(path), line), message(code, **args)))
