"""EPC069-12 codes (GiroCode, "Zahlen mit Code"): a SEPA credit transfer in up to twelve lines of text.

The third line says in which of eight character sets all octets are written. Rules: EPC069-12 v2.1, and its
later editions for `INST`; the table is `data/payments/epc.toml`.
"""

from collections.abc import Mapping
from functools import cache

from linktester.model.payment import StandardId, Title
from linktester.payments import lines
from linktester.payments.epc.reading import read
from linktester.payments.epc.table import table
from linktester.payments.epc.writing import encode, form, write

__all__ = ["claim", "encode", "form", "read", "titles", "write"]

_OPENINGS = (b"BCD\n", b"BCD\r")


def claim(payload: bytes) -> StandardId | None:
    """Return `epc` for what starts with the service tag as a line of its own, in any case of letters."""
    return StandardId("epc") if payload[:4].upper().startswith(_OPENINGS) else None


@cache
def titles(standard: StandardId) -> Mapping[str, Title]:  # noqa: ARG001 - there is one
    """Return path → title of every line; `Codec.titles`."""
    return lines.titles(table().names)
