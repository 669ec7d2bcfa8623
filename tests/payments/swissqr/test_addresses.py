from datetime import UTC, datetime

import pytest

from linktester.model.payment import Aspect
from linktester.payments.notes import Notes
from linktester.payments.swissqr.addresses import judge_address
from linktester.payments.swissqr.table import table

NOW = datetime(2026, 11, 22, tzinfo=UTC)
STRUCTURED = ["S", "Ann", "Weg", "1", "8000", "Bern", "CH"]
COMBINED = ["K", "Ann", "Weg 1", "8000 Bern", "", "", "CH"]
FIRST = 20


def notes_of(address: list[str], at: datetime = NOW, *, required: bool = False) -> Notes:
    values = [""] * FIRST + address + [""] * 7
    notes = Notes()
    judge_address(values, FIRST, at, table(), notes, required=required)
    return notes


def found(address: list[str], *, required: bool = False) -> list[tuple[str, str]]:
    return [(each.where, each.code) for each in notes_of(address, required=required).all()]


def test_a_structured_address_is_good_without_street():
    assert found(STRUCTURED) == []
    assert found(["S", "Ann", "", "", "8000", "Bern", "CH"]) == []


def test_one_that_nobody_needs_may_be_empty():
    assert found([""] * 7) == []
    assert [where for where, _ in found([""] * 7, required=True)] == [
        "line/21",
        "line/22",
        "line/25",
        "line/26",
        "line/27",
    ]


@pytest.mark.parametrize(
    ("index", "value", "expected"),
    [
        (0, "s", ("line/21", "choice")),
        (0, "", ("line/21", "missing")),
        (1, " ", ("line/22", "missing")),
        (1, "n" * 71, ("line/22", "too-long")),
        (2, "s" * 71, ("line/23", "too-long")),
        (3, "1" * 17, ("line/24", "too-long")),
        (4, "1" * 17, ("line/25", "too-long")),
        (5, "t" * 36, ("line/26", "too-long")),
        (6, "XX", ("line/27", "country-unknown")),
        (6, "Schweiz", ("line/27", "country-unknown")),
    ],
)
def test_each_line_has_its_rule(index, value, expected):
    address = list(STRUCTURED)
    address[index] = value
    assert found(address) == [expected]


@pytest.mark.parametrize(
    ("day", "severity", "code"),
    [
        (datetime(2025, 11, 21, 23, 59, tzinfo=UTC), "info", "combined-ends"),
        (datetime(2025, 11, 22, tzinfo=UTC), "error", "combined-tolerated"),
        (datetime(2026, 9, 30, 23, 59, tzinfo=UTC), "error", "combined-tolerated"),
        (datetime(2026, 10, 1, tzinfo=UTC), "error", "combined-over"),
    ],
)
def test_a_combined_address_is_judged_by_the_day(day, severity, code):
    (finding,) = notes_of(COMBINED, day).all()
    assert (finding.severity.value, finding.code, finding.aspect) == (severity, code, Aspect.FRESHNESS)
    assert finding.where == "line/21"


def test_a_combined_address_has_two_lines_and_no_town():
    assert ("line/24", "missing") in found(["K", "Ann", "", "", "", "", "CH"])
    assert ("line/26", "combined-empty") in found(["K", "Ann", "", "8000 Bern", "", "Bern", "CH"])
    assert ("line/24", "too-long") not in found(["K", "Ann", "", "x" * 70, "", "", "CH"])
    assert ("line/24", "too-long") in found(["K", "Ann", "", "x" * 71, "", "", "CH"])
