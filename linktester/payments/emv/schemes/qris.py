"""QRIS: an acquirer's account besides the national one, and the amount goes with the kind of code.

Sources: QRIS codes and static-to-dynamic converters in public code.
"""

from collections.abc import Mapping
from datetime import datetime

from linktester.model.message import message
from linktester.model.payment import Aspect
from linktester.payments.emv.code import Code
from linktester.payments.notes import Notes

_WITH_CHECK_DIGIT = 19


def check(code: Code, notes: Notes, at: datetime) -> None:  # noqa: ARG001 - nothing expires
    """Note what QRIS asks beyond its table."""
    accounts = [root for root in code.ids() if "26" <= root <= "45"]
    if not accounts:
        notes.error(Aspect.SCHEME, "26", message("schemes.qris-no-acquirer"))
    for root in accounts:
        _pan(code, f"{root}/01", notes)
    if accounts and not any(code.has(f"{root}/01") for root in accounts):
        where = f"{accounts[0]}/01"
        notes.error(Aspect.SCHEME, where, message("payments.missing", field=where))
    amount_and_kind(code, notes)


def fill(values: Mapping[str, str]) -> Mapping[str, str]:
    """Return the merchant's size at its second place."""
    return {"@/03": values["criteria"]} if "criteria" in values else {}


def amount_and_kind(code: Code, notes: Notes) -> None:
    """Note a dynamic code (12) without an amount and a static one (11) with one."""
    kind, amount = code.value("01"), code.has("54")
    if kind == "12" and not amount:
        notes.warning(Aspect.SCHEME, "54", message("schemes.dynamic-without-amount"))
    if kind == "11" and amount:
        notes.warning(Aspect.SCHEME, "54", message("schemes.static-with-amount"))


def _pan(code: Code, path: str, notes: Notes) -> None:
    # Codes carry 18 digits; the check digit is the nineteenth, which apps add and some writers leave in.
    pan = code.value(path)
    if pan is None or len(pan) != _WITH_CHECK_DIGIT or not (pan.isascii() and pan.isdigit()):
        return
    from stdnum import luhn  # noqa: PLC0415 - read late: hardly any code needs it

    if not luhn.is_valid(pan):
        notes.warning(Aspect.SCHEME, path, message("payments.check-digit", field=path, value=pan))
