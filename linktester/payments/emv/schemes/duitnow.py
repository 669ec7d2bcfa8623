"""DuitNow: says 02 in 00, where EMVCo has 01.

Sources: DuitNow codes in public code, all of which write 02.
"""

from datetime import datetime

from linktester.model.message import message
from linktester.model.payment import Aspect
from linktester.payments.emv.code import Code
from linktester.payments.notes import Notes


def check(code: Code, notes: Notes, at: datetime) -> None:  # noqa: ARG001 - nothing expires
    """Note what DuitNow asks beyond its table."""
    if code.value("00") == "01":
        notes.warning(Aspect.SCHEME, "00", message("schemes.duitnow-format"))
