"""What is wrong with an account written as an IBAN, and how it should be written."""

from linktester.model.message import Message, message
from linktester.payments import registries
from linktester.payments.excerpt import excerpt


def fault(value: str) -> Message | None:
    """Return what to say of a text that is no IBAN, None for one that is.

    Blanks and small letters are mistakes in a code; the sentence then says how to write it.
    """
    if registries.is_iban(value):
        return None
    mended = "".join(value.split()).upper()
    if registries.is_iban(mended):
        return message("ibans.iban-spelling", value=excerpt(value), expected=mended)
    return message("payments.iban", value=excerpt(value))
