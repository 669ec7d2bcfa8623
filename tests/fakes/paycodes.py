"""Payment codes that tests of the window look at, and what reading them gives."""

from linktester import payments
from linktester.gui.models.codeform import code_form
from linktester.gui.models.codereading import CodeReading, read_code
from linktester.model.payment import StandardId

GOOD = b"00020101021129370016A0000006770101110113006689999900053037645802TH6304E6E0"
"""A PromptPay transfer without an amount."""
WRONG = GOOD[:-4] + b"E6E1"
"""The same with a wrong checksum."""
SWISS = StandardId("swiss-qr")
PACKED = StandardId("paybysquare")
PROMPTPAY = StandardId("promptpay")


def reading(payload: bytes = GOOD) -> CodeReading:
    return read_code(payload, None, None)


def made(standard: StandardId) -> bytes:
    """Return the code that a form begins with."""
    return payments.write(standard, code_form(standard).values)
