"""The transcribed matrices as a table: complete columns, no question twice, every gap with its cause."""

import csv
from pathlib import Path

from linktester.model.verdict import Cause, Modifier, Outcome

TABLE = Path(__file__).parent / "matrix.tsv"
SUITE_DATES = (
    "2021-09-01",
    "2021-09-20",
    "2021-10-01",
    "2021-12-15",
    "2022-02-01",
    "2024-10-01",
    "2026-11-22",
)
QUESTION = ("matrix", "host", "surface", "class", "family", "os", "client", "as_of", "accept_inferred")


def _rows() -> list[dict[str, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    body = [line for line in lines if not line.startswith("#")]
    return list(csv.DictReader(body, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_no_question_is_answered_twice() -> None:
    asked = [tuple(row[name] for name in QUESTION) for row in _rows()]
    assert len(asked) == len(set(asked))


def test_words_are_those_of_the_verdict() -> None:
    for row in _rows():
        outcome = Outcome(row["outcome"])
        assert (outcome is Outcome.INCONCLUSIVE) == bool(row["cause"]), row
        assert not row["cause"] or Cause(row["cause"])
        modifiers = [Modifier(name) for name in row["modifiers"].split(",") if name]
        assert modifiers == sorted(modifiers), row


def test_every_plain_cell_is_asked_on_all_seven_days() -> None:
    plain = [
        row for row in _rows() if not row["client"] and "@" not in row["class"] and "/" not in row["class"]
    ]
    asked: dict[tuple[str, ...], set[str]] = {}
    for row in plain:
        cell = tuple(row[name] for name in ("matrix", "host", "surface", "class", "family", "os"))
        asked.setdefault(cell, set()).add(row["as_of"])
    assert {cell: days for cell, days in asked.items() if not days >= set(SUITE_DATES)} == {}
