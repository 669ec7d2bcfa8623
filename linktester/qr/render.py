"""Makes the picture of a QR code and proves it by reading it back."""

from collections.abc import Collection
from dataclasses import dataclass

import qrcode
from qrcode.exceptions import DataOverflowError

from linktester.model.errors import EnvironmentFault, InputErrors
from linktester.model.message import Message, message
from linktester.qr.drawing import png, svg
from linktester.qr.emblem import LOGO_LEVEL, Emblem
from linktester.qr.pictures import open_grey, wrong
from linktester.qr.read import decode

QUIET_ZONE = 4
"""Modules of light border that ISO/IEC 18004 asks for."""
MIN_SCALE = 3
"""Pixels per module below which screens and weak scanners blur a code."""
MAX_SCALE = 64
MAX_BORDER = 64
MAX_SIDE = 8192
"""Longest side of a picture in pixels."""

LEVELS = {
    "L": qrcode.constants.ERROR_CORRECT_L,
    "M": qrcode.constants.ERROR_CORRECT_M,
    "Q": qrcode.constants.ERROR_CORRECT_Q,
    "H": qrcode.constants.ERROR_CORRECT_H,
}
_CAPACITY = {"L": 2953, "M": 2331, "Q": 1663, "H": 1273}
"""Bytes in version 40; digits and capitals pack closer."""
_MOST_DIGITS = 7089
"""No payload of any kind is longer than this many digits at level L."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A QR code whose picture decodes to exactly `payload`."""

    payload: bytes
    """Octets; text is taken as UTF-8, without an ECI header."""
    version: int
    """1-40, the smallest that holds the payload: 17 + 4 × version modules a side."""
    level: str
    png: bytes
    """Black on white, whole pixels per module; in colour where a logo is."""
    svg: str
    """The same modules as one path; one unit per module."""
    scale: int
    """Pixels per module."""
    border: int
    """Modules of quiet zone."""
    modules: tuple[tuple[bool, ...], ...] = ()
    """Rows of modules without quiet zone, True = dark; those under an emblem as they would be without it."""
    emblem: Emblem | None = None
    side_mm: float | None = None
    """Printed size without quiet zone, where it is fixed."""


def make(
    payload: str | bytes,
    *,
    level: str = "M",
    scale: int = 8,
    border: int = QUIET_ZONE,
    max_version: int = 40,
    emblem: Emblem | None = None,
    side_mm: float | None = None,
) -> Code:
    """Return the code of `payload`; text is encoded as UTF-8.

    Raises InputErrors with everything that is wrong (empty, too much data, border under 4, scale under 3
    pixels, unknown level, an emblem that hides too much), and EnvironmentFault in the event that the picture
    does not read back.
    """
    octets = _octets(payload)
    problems = _problems(octets, level, scale, border)
    if problems:
        raise wrong(*problems)
    symbol = _symbol(octets, level)
    if symbol.version > max_version:
        raise wrong(message("qr.version-too-high", version=symbol.version, limit=max_version))
    side = (symbol.modules_count + 2 * border) * scale
    if side > MAX_SIDE:
        raise wrong(message("qr.image-too-large", side=side, limit=MAX_SIDE))
    modules = tuple(tuple(bool(cell) for cell in row) for row in symbol.modules)
    code = Code(
        payload=octets,
        version=symbol.version,
        level=level,
        png=png(modules, scale, border, emblem),
        svg=svg(modules, border, emblem, side_mm),
        scale=scale,
        border=border,
        modules=modules,
        emblem=emblem,
        side_mm=side_mm,
    )
    _prove(code)
    return code


def _octets(payload: str | bytes) -> bytes:
    if isinstance(payload, bytes):
        return payload
    try:
        return payload.encode("utf-8")
    except UnicodeEncodeError as fault:
        raise wrong(message("qr.not-unicode", offset=fault.start)) from fault


def _problems(octets: bytes, level: str, scale: int, border: int) -> list[Message]:
    problems = []
    if not octets:
        problems.append(message("qr.empty"))
    if level not in LEVELS:
        problems.append(message("qr.bad-level", level=level, levels=", ".join(LEVELS)))
    if not MIN_SCALE <= scale <= MAX_SCALE:
        problems.append(message("qr.bad-scale", scale=scale, low=MIN_SCALE, high=MAX_SCALE))
    if not QUIET_ZONE <= border <= MAX_BORDER:
        problems.append(message("qr.bad-border", border=border, low=QUIET_ZONE, high=MAX_BORDER))
    return problems


def _symbol(octets: bytes, level: str) -> qrcode.QRCode:
    if len(octets) > _MOST_DIGITS:
        raise _too_much(octets, level)
    symbol = qrcode.QRCode(error_correction=LEVELS[level], border=0)
    symbol.add_data(octets)
    try:
        symbol.make(fit=True)
    except (ValueError, DataOverflowError) as fault:
        # With `fit` the library looks for version 41 and raises ValueError instead of its own error.
        raise _too_much(octets, level) from fault
    return symbol


def _too_much(octets: bytes, level: str) -> InputErrors:
    return wrong(message("qr.too-much-data", size=len(octets), level=level, limit=_CAPACITY[level]))


def _prove(code: Code) -> None:
    found = decode(open_grey(code.png))
    if len(found) == 1 and found[0].data == code.payload:
        return
    refuse_foreign([each.data for each in found], code)
    if code.emblem is not None:
        raise wrong(message("qr.emblem-hides", percent=round(code.emblem.share * 100), level=LOGO_LEVEL))
    raise EnvironmentFault(message("qr.not-proved", size=len(code.payload), version=code.version))


def refuse_foreign(found: Collection[bytes], code: Code) -> None:
    """Raise InputErrors when the logo of a code reads as another code: a scanner may take that one."""
    if code.emblem is not None and code.payload in found and len(found) > 1:
        raise wrong(message("qr.emblem-reads"))
