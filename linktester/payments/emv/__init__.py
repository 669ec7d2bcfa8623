"""EMVCo merchant-presented codes and the national schemes built on them.

Objects of id, length and value with a checksum. EMVCo's rules are one table, each scheme another that relaxes
and adds (`data/payments/emvco.toml`, `data/payments/profiles`); `schemes` holds what no table can say.
Source of the rules: EMV QR Code Specification for Payment Systems, merchant-presented mode, v1.1.
"""

from collections.abc import Mapping

from linktester.model.payment import FormField, StandardId, Title
from linktester.payments.emv.reading import claim, encode, read

__all__ = ["claim", "encode", "form", "read", "titles", "write"]


def titles(standard: StandardId) -> Mapping[str, Title]:
    """Return path → title of every object; `Codec.titles`."""
    from linktester.payments.emv import named  # noqa: PLC0415 - only what is wrong is spoken of

    return named.titles(standard)


def form(standard: StandardId) -> tuple[FormField, ...]:
    """Return what can be filled in; `Codec.form`."""
    from linktester.payments.emv import making  # noqa: PLC0415 - reading does without it

    return making.form(standard)


def write(standard: StandardId, values: Mapping[str, str]) -> bytes:
    """Return the octets of a new code; `Codec.write`."""
    from linktester.payments.emv import making  # noqa: PLC0415 - reading does without it

    return making.write(standard, values)
