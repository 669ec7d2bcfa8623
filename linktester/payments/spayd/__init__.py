"""SPAYD (Short Payment Descriptor), the text of Czech QR Platba codes: `SPD*1.0*KEY:VALUE*…`.

Values escape `*` and what is not ASCII with percents, as in an address; a plus is a plus. The optional
CRC-32 is of the elements sorted by key, itself left out. Rules: the published format and its readers; the
table is `data/payments/spayd.toml`.
"""

from collections.abc import Mapping
from functools import cache

from linktester.model.payment import StandardId, Title
from linktester.payments.spayd.reading import VERSION_TITLE, read
from linktester.payments.spayd.table import table
from linktester.payments.spayd.writing import encode, form, write

__all__ = ["claim", "encode", "form", "read", "titles", "write"]

_OPENING = b"SPD*"


def claim(payload: bytes) -> StandardId | None:
    """Return `spayd` for what starts with the header, in any case of letters."""
    return StandardId("spayd") if payload[: len(_OPENING)].upper() == _OPENING else None


@cache
def titles(standard: StandardId) -> Mapping[str, Title]:  # noqa: ARG001 - there is one
    """Return path → title of every key; `Codec.titles`."""
    return {"SPD": VERSION_TITLE, **{key: row.title for key, row in table().keys.items()}}
