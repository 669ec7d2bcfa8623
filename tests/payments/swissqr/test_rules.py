from datetime import UTC, datetime

import pytest

from linktester.payments.notes import Notes
from linktester.payments.swissqr.rules import judge
from linktester.payments.swissqr.table import table

NOW = datetime(2026, 11, 22, tzinfo=UTC)
GOOD = {
    "qr-type": "SPC",
    "version": "0200",
    "coding": "1",
    "iban": "CH5800791123000889012",
    "creditor-type": "S",
    "creditor-name": "Linktester AG",
    "creditor-postcode": "8000",
    "creditor-town": "Zürich",
    "creditor-country": "CH",
    "currency": "CHF",
    "reference-type": "NON",
    "trailer": "EPD",
}


def found(at: datetime = NOW, present: int = 31, **lines: str) -> list[tuple[str, str, str]]:
    given = GOOD | {name.replace("_", "-"): value for name, value in lines.items()}
    notes = Notes()
    judge([given.get(line.name, "") for line in table().line], present, at, table(), notes)
    return [(each.severity.value, each.where, each.code) for each in notes.all()]


def test_a_good_bill_has_nothing_to_tell():
    assert found() == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"version": "0299"}, [("info", "line/2", "later-version")]),
        ({"version": "02٠٠"}, [("error", "line/2", "choice"), ("error", "line/2", "character")]),
        ({"coding": ""}, [("error", "line/3", "missing")]),
        ({"iban": ""}, [("error", "line/4", "missing")]),
        ({"iban": "GB82WEST12345698765432"}, [("error", "line/4", "country-other")]),
        ({"ultimate_creditor_town": "Bern"}, [("error", "line/17", "reserved")]),
        ({"amount": "0.00", "message": "Ne pas utiliser pour le paiement"}, [("info", "line/19", "notice")]),
        ({"amount": "0.00"}, [("error", "line/19", "amount-notice")]),
        ({"amount": "٣.00"}, [("error", "line/19", "amount"), ("error", "line/19", "character")]),
        ({"amount": "9" * 5000}, [("error", "line/19", "amount")]),
        ({"currency": "chf"}, [("error", "line/20", "currency-other")]),
        ({"billing": "//S1/10/42"}, []),
        ({"billing": "/S1"}, [("error", "line/32", "billing-start")]),
        ({"message": "m" * 80, "billing": "//" + "b" * 58}, []),
        ({"message": "m" * 80, "billing": "//" + "b" * 59}, [("error", "line/32", "together")]),
        ({"alternative_2": "x" * 101}, [("error", "line/34", "too-long")]),
        ({"message": "€ ł ^"}, []),
        ({"message": "\x00"}, [("error", "line/30", "character")]),
    ],
)
def test_each_line_has_its_rule(lines, expected):
    assert found(**lines) == expected


def test_characters_are_judged_by_the_day():
    assert found(datetime(2025, 11, 21, tzinfo=UTC), message="ł") == [("error", "line/30", "character-early")]
    assert found(datetime(2025, 11, 22, tzinfo=UTC), message="ł") == []
    assert found(datetime(2020, 1, 1, tzinfo=UTC), message="ü") == []


def test_a_trailer_is_looked_for():
    assert found(trailer="x") == [("error", "line/31", "trailer")]
    assert found(trailer="", present=20) == [("error", "line/31", "too-few-lines")]
    assert found(trailer="", billing="EPD")[-1] == ("error", "line/31", "trailer-moved")
