"""Reads lists of codes: lines of text, JSON lines, or a CSV table."""

import csv
import io
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

import msgspec

from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import Arg, Message, message

MOST_ROWS = 2000
COLUMNS = ("payload", "payload_b64", "label")
_LABEL = 80
_MOST_FIELD = 1 << 20


@dataclass(frozen=True, slots=True)
class Listed:
    """One code of a list."""

    line: int
    """1-based, where it stands."""
    payload: bytes
    label: str


class _Wrong(Exception):
    def __init__(self, code: str, **args: Arg) -> None:
        super().__init__(code)
        self.message: Message = message(code, **args)


class _Row(msgspec.Struct):
    payload: str | None = None
    payload_b64: str | None = None
    label: str | None = None


def listed(file: str, data: bytes) -> list[Listed]:
    """Return the codes of a list; `.csv` and `.jsonl` say what they are, anything else is a code per line.

    A code without a label gets the beginning of its text. Raises InputErrors with every mistake by line.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise InputErrors([Problem(Place(file, line), message("cli.list-not-text"))]) from fault
    rows, problems = [], []
    reader = {".csv": _from_csv, ".jsonl": _from_jsonl}.get(PurePath(file).suffix.lower(), _from_lines)
    for line, made in reader(text):
        if isinstance(made, Message):
            problems.append(Problem(Place(file, line), made))
        else:
            rows.append(made)
        if len(rows) > MOST_ROWS:
            problems.append(Problem(Place(file, line), message("cli.list-too-long", most=MOST_ROWS)))
            break
    if not rows and not problems:
        problems.append(Problem(Place(file), message("cli.list-empty")))
    if problems:
        raise InputErrors(problems)
    return rows


def _from_lines(text: str) -> Iterator[tuple[int, Listed | Message]]:
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.removesuffix("\r")
        if bare.strip():
            yield number, Listed(number, bare.encode(), _named(bare.encode(), None))


def _from_jsonl(text: str) -> Iterator[tuple[int, Listed | Message]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = msgspec.json.decode(line, type=_Row)
        except (msgspec.MsgspecError, RecursionError) as fault:
            yield number, message("cli.list-bad-line", reason=str(fault))
            continue
        yield number, _made(number, row)


def _from_csv(text: str) -> Iterator[tuple[int, Listed | Message]]:
    csv.field_size_limit(_MOST_FIELD)
    table = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        names = [name for name in table.fieldnames or () if name]
        if not {"payload", "payload_b64"} & set(names):
            yield 1, message("cli.list-columns", columns=", ".join(COLUMNS))
            return
        for cells in table:
            yield table.line_num, _made(table.line_num, _row(cells))
    except csv.Error as fault:
        yield table.reader.line_num, message("cli.list-bad-line", reason=str(fault))


def _row(cells: Mapping[str | None, object]) -> _Row:
    """Return the cells that are known; empty ones count as left out."""
    found = {name: value for name in COLUMNS if isinstance(value := cells.get(name), str) and value}
    return _Row(**found)


def _made(number: int, row: _Row) -> Listed | Message:
    try:
        octets = _octets(row)
    except _Wrong as fault:
        return fault.message
    return Listed(number, octets, _named(octets, row.label))


def _octets(row: _Row) -> bytes:
    if bool(row.payload) == bool(row.payload_b64):
        raise _Wrong("cli.batch-one-payload")
    if row.payload:
        return row.payload.encode()
    try:
        return b64decode(row.payload_b64 or "", validate=True)
    except (Base64Error, ValueError) as fault:
        raise _Wrong("cli.batch-no-base64", reason=str(fault)) from fault


def _named(octets: bytes, label: str | None) -> str:
    if label is not None:
        return label
    text = " ".join(octets.decode(errors="replace").split())
    return text if len(text) <= _LABEL else f"{text[:_LABEL]}…"
