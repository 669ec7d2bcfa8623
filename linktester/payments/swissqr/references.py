"""Which reference goes with which account: QRR with a QR-IBAN, SCOR or none with any other."""

import re
from collections.abc import Sequence

from linktester.model.message import message
from linktester.model.payment import Aspect
from linktester.payments import registries
from linktester.payments.excerpt import excerpt
from linktester.payments.lines import path
from linktester.payments.notes import Notes
from linktester.payments.swissqr.table import ReferenceType, Table

_DIGITS = re.compile(r"[0-9]+", re.ASCII)
_CREDITOR_REFERENCE = re.compile(r"RF[0-9]{2}[0-9A-Z]+", re.ASCII)


def is_qr_iban(account: str, known: Table) -> bool:
    """Return whether the institution an account names is one of those kept for QR-IBANs."""
    institution = account[4:9]
    return (
        len(institution) == 5
        and _DIGITS.fullmatch(institution) is not None
        and known.qr_iban_from <= int(institution) <= known.qr_iban_to
    )


def checks(digits: str, known: Table) -> bool:
    """Return whether the last digit is the modulo 10 recursive check digit of those before it."""
    carry, carries = 0, known.carries
    for digit in digits:
        carry = carries[(carry + int(digit)) % 10]
    return carry == 0


def judge_reference(values: Sequence[str], known: Table, notes: Notes) -> None:
    """Note a type that is unknown or does not go with the account, and a reference not of its type."""
    index = known.index["reference-type"]
    kind = known.reference_types.get(values[index])
    if kind is None:
        _note_type(values[index], index, known, notes)
        return
    _judge_account(values[known.index["iban"]], kind, index, known, notes)
    _judge_form(values[index + 1], kind, index + 1, known, notes)


def _note_type(value: str, index: int, known: Table, notes: Notes) -> None:
    field = path(index)
    if value:
        allowed = ", ".join(known.reference_types)
        said = message("payments.choice", field=field, value=excerpt(value), allowed=allowed)
    else:
        said = message("payments.missing", field=field)
    notes.error(Aspect.SCHEME, path(index), said)


def _judge_account(account: str, kind: ReferenceType, index: int, known: Table, notes: Notes) -> None:
    qr_iban = is_qr_iban(account, known)
    if qr_iban and not kind.qr_iban:
        notes.error(Aspect.SCHEME, path(index), message("swissqr.qr-iban-needs-qrr", type=kind.type))
    elif kind.qr_iban and not qr_iban and account:
        notes.error(Aspect.SCHEME, path(index), message("swissqr.qrr-needs-qr-iban", type=kind.type))


def _judge_form(value: str, kind: ReferenceType, index: int, known: Table, notes: Notes) -> None:
    field, where = path(index), path(index)
    if not kind.most:
        if value:
            notes.error(Aspect.SCHEME, where, message("swissqr.reference-not-empty", type=kind.type))
    elif not value:
        notes.error(Aspect.SCHEME, where, message("payments.missing", field=field))
    elif not kind.least <= len(value) <= kind.most or not _form(kind).fullmatch(value):
        said = message("swissqr.reference-form", type=kind.type, value=excerpt(value))
        notes.error(Aspect.SCHEME, where, said)
    elif not (checks(value, known) if kind.qr_iban else registries.is_creditor_reference(value)):
        notes.error(Aspect.SCHEME, where, message("payments.check-digit", field=field, value=value))


def _form(kind: ReferenceType) -> re.Pattern[str]:
    return _DIGITS if kind.qr_iban else _CREDITOR_REFERENCE
