import pytest

from linktester.model.link import Severity
from linktester.model.payment import Aspect
from linktester.payments.epc.rules import judge
from linktester.payments.epc.table import table
from linktester.payments.notes import Notes

GOOD = ["BCD", "002", "1", "SCT", "", "Linktester GmbH", "DE98370400440000000042", "EUR1.5", "", "", "", ""]


def found(**lines: str) -> list[tuple[str, str, str]]:
    values = list(GOOD)
    for name, value in lines.items():
        values[table().index[name]] = value
    notes = Notes()
    judge(values, table(), notes)
    return [(each.severity.value, each.where, each.code) for each in notes.all()]


def test_a_good_code_has_nothing_to_tell():
    assert found() == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"version": "001"}, [("error", "line/5", "bic-missing")]),
        ({"version": "001", "bic": "COBADEFFXXX"}, []),
        ({"version": "002", "iban": "CH5604835012345678009"}, [("warning", "line/5", "bic-outside-eea")]),
        ({"version": "002", "iban": "CH5604835012345678009", "bic": "CRESCHZZ"}, []),
        ({"identification": "INST"}, [("info", "line/4", "recent-kind")]),
        ({"purpose": "gdds"}, [("info", "line/9", "purpose")]),
        ({"reference": "RF84QA42"}, []),
        ({"reference": "rf84qa42"}, [("error", "line/10", "check-digit")]),
        ({"reference": "RFID tag 7"}, []),
        ({"reference": "x", "text": "y"}, [("error", "line/11", "reference-and-text")]),
        ({"text": "\x85"}, [("error", "line/11", "control")]),
        ({"amount": "EUR" + "9" * 5000}, [("error", "line/8", "amount-range")]),
        ({"amount": "EUR0000000000.01"}, [("warning", "line/8", "amount-zeros")]),
        ({"amount": "EUR٣"}, [("error", "line/8", "amount")]),
        ({"amount": "USD0"}, [("error", "line/8", "currency-other"), ("error", "line/8", "amount-range")]),
    ],
)
def test_each_line_has_its_rule(lines, expected):
    assert found(**lines) == expected


def test_every_finding_is_about_the_scheme():
    notes = Notes()
    judge([""] * 12, table(), notes)
    assert {each.aspect for each in notes.all()} == {Aspect.SCHEME}
    assert {each.severity for each in notes.all()} == {Severity.ERROR}
    assert [each.where for each in notes.all()] == [f"line/{number}" for number in (1, 2, 3, 4, 6, 7)]
