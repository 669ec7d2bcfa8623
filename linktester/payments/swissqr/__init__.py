"""Swiss QR-bills: 31 lines of text from `SPC` to `EPD`, and up to three more.

Rules: Swiss Implementation Guidelines QR-bill 2.2 and 2.3, which ended addresses of type K and widened the
characters on 22 November 2025. Which of them holds is judged at the moment asked about; the table is
`data/payments/swissqr.toml`.
"""

from collections.abc import Mapping
from functools import cache

from linktester.model.payment import StandardId, Title
from linktester.payments import lines
from linktester.payments.swissqr.reading import read
from linktester.payments.swissqr.table import table
from linktester.payments.swissqr.writing import encode, form, write

__all__ = ["claim", "encode", "form", "read", "titles", "write"]

_OPENINGS = (b"SPC\n", b"SPC\r")


def claim(payload: bytes) -> StandardId | None:
    """Return `swiss-qr` for what starts with the QR type as a line of its own, in any case of letters."""
    return StandardId("swiss-qr") if payload[:4].upper().startswith(_OPENINGS) else None


@cache
def titles(standard: StandardId) -> Mapping[str, Title]:  # noqa: ARG001 - there is one
    """Return path → title of every line; `Codec.titles`."""
    return lines.titles(table().names)
