"""VietQR: a card number has the length of one, the service stands beside the beneficiary.

Sources: NAPAS 247 samples and VietQR codes in public code.
"""

from datetime import datetime

from linktester.model.message import message
from linktester.model.payment import Aspect
from linktester.payments.emv.code import Code
from linktester.payments.emv.schemes.qris import amount_and_kind
from linktester.payments.notes import Notes

_TO_CARD = "QRIBFTTC"
_CARD_LENGTHS = range(16, 20)


def check(code: Code, notes: Notes, at: datetime) -> None:  # noqa: ARG001 - nothing expires
    """Note what VietQR asks beyond its table."""
    if code.has("38/01/02"):
        notes.error(Aspect.SCHEME, "38/01/02", message("schemes.vietqr-service-inside"))
    elif code.has("38/01") and not code.has("38/02"):
        notes.warning(Aspect.SCHEME, "38/02", message("schemes.vietqr-service-missing"))
    _card(code, notes)
    amount_and_kind(code, notes)


def _card(code: Code, notes: Notes) -> None:
    number = code.value("38/01/01")
    if number is None or code.value("38/02") != _TO_CARD:
        return
    if len(number) not in _CARD_LENGTHS or not (number.isascii() and number.isdigit()):
        said = message("payments.form-wrong", field="38/01/01", value=number, expected="16 … 19 #")
        notes.error(Aspect.SCHEME, "38/01/01", said)
