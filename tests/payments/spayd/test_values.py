from datetime import UTC, datetime

import pytest

from linktester.payments.notes import Notes
from linktester.payments.spayd.table import table
from linktester.payments.spayd.values import judge_value

NOW = datetime(2026, 11, 22, tzinfo=UTC)
IBAN = "CZ0699990000000000000042"


def found(key: str, value: str, notify_by: str = "") -> list[str]:
    notes = Notes()
    judge_value(value, table().keys[key], NOW, table(), notes, notify_by=notify_by)
    assert {each.where for each in notes.all()} <= {key}
    return [each.code for each in notes.all()]


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("ACC", IBAN, []),
        ("ACC", IBAN + "+GIBACZPX", []),
        ("ACC", IBAN + "+", ["bic"]),
        ("ACC", "CZ06", ["iban"]),
        ("ACC", IBAN.lower(), ["iban-spelling"]),
        ("ALT-ACC", f"{IBAN},{IBAN}+GIBACZPX", []),
        ("ALT-ACC", f"{IBAN},{IBAN},{IBAN}", ["too-many-accounts"]),
        ("ALT-ACC", f"{IBAN},", ["iban"]),
        ("AM", "450", []),
        ("AM", "450.5", []),
        ("AM", "9999999.99", []),
        ("AM", "99999999.99", ["too-long"]),
        ("AM", "0.00", ["amount-zero"]),
        ("AM", "1.234", ["decimals"]),
        ("AM", ".5", ["amount"]),
        ("AM", "5.", ["amount"]),
        ("AM", "٣", ["amount"]),
        ("CC", "EUR", []),
        ("CC", "XXZ", ["currency-unknown"]),
        ("RF", "0" * 16, []),
        ("RF", "٣", ["not-digits"]),
        ("DT", "20280229", []),
        ("DT", "20270229", ["date"]),
        ("DT", "00000101", ["date"]),
        ("DT", "20261121", ["due-over"]),
        ("DL", "20261121", []),
        ("PT", "IP", []),
        ("NT", "p", ["choice"]),
        ("MSG", "č" * 60, []),
        ("MSG", "č" * 61, ["too-long"]),
        ("X-URL", "u" * 141, ["too-long"]),
        ("X-PER", "100", ["too-long"]),
    ],
)
def test_each_key_has_its_rule(key, value, expected):
    assert found(key, value) == expected


@pytest.mark.parametrize(
    ("notify_by", "value", "expected"),
    [
        ("P", "+420321654987", []),
        ("P", "420 321", ["notify-address"]),
        ("E", "qa@example.com", []),
        ("E", "qa", ["notify-address"]),
        ("", "whatever", []),
        ("X", "whatever", []),
    ],
)
def test_where_to_notify_goes_with_how(notify_by, value, expected):
    assert found("NTA", value, notify_by) == expected
