"""Bharat QR: the check digit of RuPay numbers, the form of IFSC, and a least amount not above the amount.

Sources: an outline of the Bharat QR specification 4.0.1; codes in the documentation of Razorpay and PayU; the
Reserve Bank of India's form of IFSC, whose fifth character is 0.
"""

import re
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from linktester.model.message import message
from linktester.model.payment import Aspect
from linktester.payments import registries
from linktester.payments.emv.code import Code
from linktester.payments.notes import Notes

_OTHER_IFSC = re.compile(r"[A-Za-z]{4}[1-9A-Za-z][0-9A-Za-z]{6}", re.ASCII)
_IFSC_FORM = "[A-Z]{4}0[A-Z0-9]{6}"
_CARD = re.compile(r"[0-9]{16}", re.ASCII)


def check(code: Code, notes: Notes, at: datetime) -> None:  # noqa: ARG001 - nothing here expires
    """Note what Bharat QR asks beyond its table."""
    for path in ("06", "07"):
        number = code.value(path)
        if number and _CARD.fullmatch(number) and not _checks(number):
            notes.warning(Aspect.SCHEME, path, message("payments.check-digit", field=path, value=number))
    _ifsc(code, notes)
    _least(code, notes)


def _ifsc(code: Code, notes: Notes) -> None:
    """Warn of a bank's code that the register cannot have; what is no such code at all the table tells."""
    found = _OTHER_IFSC.match(code.value("08") or "")
    if found:
        where = "08/ifsc"
        said = message("payments.form-wrong", field=where, value=found[0], expected=_IFSC_FORM)
        notes.warning(Aspect.SCHEME, where, said)


def _least(code: Code, notes: Notes) -> None:
    least, amount = _money(code.value("26/02")), _money(code.value("54"))
    if least is None or amount is None or least <= amount:
        return
    said = message("payments.amount-range", field="26/02", value=str(least), least="0", most=str(amount))
    notes.error(Aspect.SCHEME, "26/02", said)


def _money(text: str | None) -> Decimal | None:
    return registries.amount(text) if text else None


@lru_cache(maxsize=1024)
def _checks(number: str) -> bool:
    from stdnum import luhn  # noqa: PLC0415 - read late: only these codes need it

    return bool(luhn.is_valid(number))
