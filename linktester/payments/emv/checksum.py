"""The checksum of EMVCo's codes: CRC-16/CCITT-FALSE over the octets up to its own value."""

from binascii import crc_hqx

from linktester.model.message import message
from linktester.model.payment import Aspect
from linktester.payments.emv.tlv import Item, Parsed
from linktester.payments.notes import Notes

_START = 0xFFFF


def crc(octets: bytes) -> str:
    """Return the checksum of `octets` as four capital hexadecimal digits."""
    return f"{crc_hqx(octets, _START):04X}"


def note_checksum(parsed: Parsed, notes: Notes, last: str = "63") -> None:
    """Note a checksum (object `last`) that is wrong, missing, in small letters or not at the end."""
    item = next((each for each in reversed(parsed.items) if each.path == last), None)
    if item is None:
        expected = crc(parsed.octets + f"{last}04".encode())
        notes.error(Aspect.CHECKSUM, last, message("payments.checksum-missing", expected=expected))
        return
    expected = crc(parsed.octets[: item.offset])
    if item.value != expected:
        _compare(item, expected, notes)
    if item.offset + item.length < len(parsed.octets) and parsed.items[-1].path != last:
        notes.error(Aspect.CHECKSUM, last, message("payments.not-last", field=last))


def _compare(item: Item, expected: str, notes: Notes) -> None:
    if item.value.upper() == expected:
        notes.warning(Aspect.CHECKSUM, item.path, message("payments.checksum-lower-case"))
        return
    said = message("payments.checksum-wrong", found=item.value, expected=expected)
    notes.error(Aspect.CHECKSUM, item.path, said)
