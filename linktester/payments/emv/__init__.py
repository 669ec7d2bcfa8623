"""EMVCo merchant-presented codes and the national schemes built on them.

Objects of id, length and value with a checksum. EMVCo's rules are one table, each scheme another that relaxes
and adds (`data/payments/emvco.toml`, `data/payments/profiles`); `schemes` holds what no table can say.
Source of the rules: EMV QR Code Specification for Payment Systems, merchant-presented mode, v1.1.
"""

from linktester.payments.emv.making import form, write
from linktester.payments.emv.reading import claim, encode, read

__all__ = ["claim", "encode", "form", "read", "write"]
