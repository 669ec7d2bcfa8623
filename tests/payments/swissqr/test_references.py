import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from stdnum.ch import esr

from linktester.payments.notes import Notes
from linktester.payments.swissqr.references import checks, is_qr_iban, judge_reference
from linktester.payments.swissqr.table import table

QR_IBAN, IBAN = "CH8830000000000000042", "CH5800791123000889012"


def found(account: str, kind: str, reference: str) -> list[str]:
    values = [""] * 34
    values[3], values[27], values[28] = account, kind, reference
    notes = Notes()
    judge_reference(values, table(), notes)
    return [each.code for each in notes.all()]


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        (QR_IBAN, True),
        ("CH0031999", True),
        ("CH0029999", False),
        ("CH0032000", False),
        (IBAN, False),
        ("", False),
        ("CH003000", False),
        ("CH00٣٠٠٠٠", False),
    ],
)
def test_a_qr_iban_is_known_by_its_institution(account, expected):
    assert is_qr_iban(account, table()) is expected


@given(st.text("0123456789", min_size=27, max_size=27))
@settings(deadline=None, max_examples=200)
def test_check_digits_agree_with_another_library(digits):
    assume(digits.strip("0"))  # only zeros: right by the sum, but no number to that library
    assert checks(digits, table()) == esr.is_valid(digits)
    good = digits[:26] + esr.calc_check_digit(digits[:26])
    assert checks(good, table())


@pytest.mark.parametrize(
    ("account", "kind", "reference", "expected"),
    [
        (QR_IBAN, "QRR", "000000000000000000004242420", []),
        (QR_IBAN, "QRR", "000000000000000000004242421", ["check-digit"]),
        (QR_IBAN, "QRR", "RF84QA42", ["reference-form"]),
        (QR_IBAN, "QRR", "", ["missing"]),
        (QR_IBAN, "NON", "", ["qr-iban-needs-qrr"]),
        (IBAN, "QRR", "000000000000000000004242420", ["qrr-needs-qr-iban"]),
        (IBAN, "SCOR", "RF84QA42", []),
        (IBAN, "SCOR", "rf84qa42", ["reference-form"]),
        (IBAN, "SCOR", "RF84 QA42", ["reference-form"]),
        (IBAN, "SCOR", "RF85QA42", ["check-digit"]),
        (IBAN, "SCOR", "", ["missing"]),
        (IBAN, "NON", "", []),
        (IBAN, "NON", "RF84QA42", ["reference-not-empty"]),
        (IBAN, "scor", "RF84QA42", ["choice"]),
        (IBAN, "", "", ["missing"]),
    ],
)
def test_type_account_and_reference_go_together(account, kind, reference, expected):
    assert found(account, kind, reference) == expected
