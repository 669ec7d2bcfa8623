"""EPC069-12 codes (GiroCode, "Zahlen mit Code"): a SEPA credit transfer in up to twelve lines of text.

The third line says in which of eight character sets all octets are written. Rules: EPC069-12 v2.1, and its
later editions for `INST`; the table is `data/payments/epc.toml`.
"""

from linktester.model.payment import StandardId
from linktester.payments.epc.reading import read
from linktester.payments.epc.writing import encode, form, write

__all__ = ["claim", "encode", "form", "read", "write"]

_OPENINGS = (b"BCD\n", b"BCD\r")


def claim(payload: bytes) -> StandardId | None:
    """Return `epc` for what starts with the service tag as a line of its own, in any case of letters."""
    return StandardId("epc") if payload[:4].upper().startswith(_OPENINGS) else None
