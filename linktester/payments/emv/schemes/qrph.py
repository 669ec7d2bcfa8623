"""QR Ph: a merchant's code names the merchant, a person's code the account.

Sources: QR Ph payloads in public code; the specification itself is not public.
"""

from datetime import datetime

from linktester.model.message import message
from linktester.model.payment import Aspect
from linktester.payments.emv.code import Code
from linktester.payments.notes import Notes

_PERSON = "com.p2pqrpay"


def check(code: Code, notes: Notes, at: datetime) -> None:  # noqa: ARG001 - nothing here expires
    """Note what QR Ph asks beyond its table."""
    if not code.template:
        return
    person = code.guis[code.template].lower() == _PERSON
    needed = "@/04" if person else "@/03"
    if not code.has(needed):
        where = code.path(needed)
        notes.error(Aspect.SCHEME, where, message("payments.missing", field=where))
