"""Which standard a payload speaks, by its first octets and in a fixed order."""

from linktester.model.payment import UNKNOWN, StandardId
from linktester.payments.port import codec

_MARKS: tuple[tuple[tuple[bytes, ...], str], ...] = (
    ((b"000201", b"000202"), "emv"),
    ((b"spc\r", b"spc\n"), "swissqr"),
    ((b"bcd\r", b"bcd\n"), "epc"),
    ((b"spd*",), "spayd"),
    ((b"upi:", b"phonepe:", b"paytmmp:", b"tez:", b"gpay:", b"bhim:"), "upi"),
    ((b"bitcoin:",), "bip21"),
    ((b"weixin:", b"wxp:", b"https:", b"http:"), "wallets"),
    ((b"hqvduf",), "cpm"),
)
"""Openings in small letters (either case counts) and whose they are; codecs tell national schemes apart."""
_LAST = ("emv", "thaislip", "payercode", "paybysquare")
"""Asked in this order when no opening fits."""
_LONGEST_MARK = 16
MAX_OCTETS = 16_384
"""No QR code holds more than 7,089 characters; longer payloads are told by their opening only."""


def detect(payload: bytes) -> StandardId:
    """Return the standard whose marks the payload bears, `unknown` for none. Never raises."""
    opening = payload[:_LONGEST_MARK].lower()
    for marks, name in _MARKS:
        if opening.startswith(marks):
            return codec(name).claim(payload[:MAX_OCTETS]) or UNKNOWN
    if len(payload) > MAX_OCTETS:
        return UNKNOWN
    for name in _LAST:
        claimed = codec(name).claim(payload)
        if claimed is not None:
            return claimed
    return UNKNOWN
