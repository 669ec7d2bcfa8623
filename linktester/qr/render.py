"""Makes the picture of a QR code and proves it by reading it back."""

from dataclasses import dataclass
from io import BytesIO

import qrcode
from PIL import Image
from qrcode.exceptions import DataOverflowError

from linktester.model.errors import EnvironmentFault, InputErrors
from linktester.model.message import Message, message
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

_LEVELS = {
    "L": qrcode.constants.ERROR_CORRECT_L,
    "M": qrcode.constants.ERROR_CORRECT_M,
    "Q": qrcode.constants.ERROR_CORRECT_Q,
    "H": qrcode.constants.ERROR_CORRECT_H,
}
_CAPACITY = {"L": 2953, "M": 2331, "Q": 1663, "H": 1273}
"""Bytes in version 40; digits and capitals pack closer."""
_MOST_DIGITS = 7089
"""No payload of any kind is longer than this many digits at level L."""

Modules = list[list[bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A QR code whose picture decodes to exactly `payload`."""

    payload: bytes
    """Octets; text is taken as UTF-8, without an ECI header."""
    version: int
    """1-40, the smallest that holds the payload: 17 + 4 × version modules a side."""
    level: str
    png: bytes
    """Black on white, whole pixels per module."""
    svg: str
    """The same modules as one path; one unit per module."""
    scale: int
    """Pixels per module."""
    border: int
    """Modules of quiet zone."""
    modules: tuple[tuple[bool, ...], ...] = ()
    """Rows of modules without quiet zone, True = dark."""


def make(
    payload: str | bytes, *, level: str = "M", scale: int = 8, border: int = QUIET_ZONE, max_version: int = 40
) -> Code:
    """Return the code of `payload`; text is encoded as UTF-8.

    Raises InputErrors with everything that is wrong (empty, too much data, border under 4, scale under 3
    pixels, unknown level), and EnvironmentFault in the event that the picture does not read back.
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
    modules: Modules = [[bool(cell) for cell in row] for row in symbol.modules]
    code = Code(
        payload=octets,
        version=symbol.version,
        level=level,
        png=_png(modules, scale, border),
        svg=_svg(modules, border),
        scale=scale,
        border=border,
        modules=tuple(tuple(row) for row in modules),
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
    if level not in _LEVELS:
        problems.append(message("qr.bad-level", level=level, levels=", ".join(_LEVELS)))
    if not MIN_SCALE <= scale <= MAX_SCALE:
        problems.append(message("qr.bad-scale", scale=scale, low=MIN_SCALE, high=MAX_SCALE))
    if not QUIET_ZONE <= border <= MAX_BORDER:
        problems.append(message("qr.bad-border", border=border, low=QUIET_ZONE, high=MAX_BORDER))
    return problems


def _symbol(octets: bytes, level: str) -> qrcode.QRCode:
    if len(octets) > _MOST_DIGITS:
        raise _too_much(octets, level)
    symbol = qrcode.QRCode(error_correction=_LEVELS[level], border=0)
    symbol.add_data(octets)
    try:
        symbol.make(fit=True)
    except (ValueError, DataOverflowError) as fault:
        # With `fit` the library looks for version 41 and raises ValueError instead of its own error.
        raise _too_much(octets, level) from fault
    return symbol


def _too_much(octets: bytes, level: str) -> InputErrors:
    return wrong(message("qr.too-much-data", size=len(octets), level=level, limit=_CAPACITY[level]))


def _png(modules: Modules, scale: int, border: int) -> bytes:
    count = len(modules)
    small = Image.new("1", (count + 2 * border, count + 2 * border), 1)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            if dark:
                small.putpixel((x + border, y + border), 0)
    side = small.width * scale
    stream = BytesIO()
    small.resize((side, side), Image.Resampling.NEAREST).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _svg(modules: Modules, border: int) -> str:
    side = len(modules) + 2 * border
    path = "".join(_runs(row, border, y + border) for y, row in enumerate(modules))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<rect width="{side}" height="{side}" fill="#fff"/><path d="{path}" fill="#000"/></svg>\n'
    )


def _runs(row: list[bool], left: int, y: int) -> str:
    """Return the dark runs of one row as path pieces."""
    pieces = []
    start = 0
    for x in range(len(row) + 1):
        if x < len(row) and row[x]:
            continue
        if x > start:
            pieces.append(f"M{start + left} {y}h{x - start}v1h-{x - start}z")
        start = x + 1
    return "".join(pieces)


def _prove(code: Code) -> None:
    found = decode(open_grey(code.png))
    if len(found) != 1 or found[0].data != code.payload:
        raise EnvironmentFault(message("qr.not-proved", size=len(code.payload), version=code.version))
