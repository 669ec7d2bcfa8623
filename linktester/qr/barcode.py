"""Code 128 strips: what a payer's code is beside its QR code, for the line scanners of cashiers."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import zxingcpp
from PIL import Image

from linktester.model.errors import EnvironmentFault
from linktester.model.message import message
from linktester.qr.drawing import runs
from linktester.qr.pictures import open_grey, wrong
from linktester.qr.read import decode
from linktester.qr.render import MAX_BORDER, MAX_SCALE, MIN_SCALE

QUIET_ZONE = 10
"""Modules of light ground at each end that ISO/IEC 15417 asks for."""
MOST = 80
"""Characters; longer strips are wider than line scanners see."""
FORMAT = "Code128"
_LOWEST = 40
"""Modules a strip is high at least."""
_FLATTEST = 0.25
"""Height over length: above the 15 % that are asked for, so that nobody has to aim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A Code 128 symbol whose picture decodes to exactly `payload`."""

    payload: bytes
    """ASCII."""
    bars: tuple[bool, ...]
    """Modules from left to right without quiet zone, True = dark."""
    height: int
    """Modules."""
    png: bytes
    """Black on white with quiet zone, whole pixels per module."""
    svg: str
    """The same; one unit per module."""
    scale: int
    """Pixels per module."""
    border: int = QUIET_ZONE
    """Modules of quiet zone on every side."""


def strip(payload: str | bytes, *, scale: int = MIN_SCALE, border: int = QUIET_ZONE) -> Strip:
    """Return the strip of `payload`, as short as code sets allow: digits take half the room.

    Raises InputErrors for nothing, for other than ASCII, for more than 80 characters, for a quiet zone under
    10 modules and a scale under 3 pixels; EnvironmentFault in the event that it does not read back.
    """
    octets = payload.encode("utf-8", "surrogatepass") if isinstance(payload, str) else payload
    _check(octets, scale, border)
    bars = _bars(octets)
    height = max(_LOWEST, round(len(bars) * _FLATTEST))
    made = Strip(
        payload=octets,
        bars=bars,
        height=height,
        png=_png(bars, height, scale, border),
        svg=_svg(bars, height, border),
        scale=scale,
        border=border,
    )
    found = decode(open_grey(made.png))
    if [(each.data, each.format) for each in found] != [(octets, FORMAT)]:
        raise EnvironmentFault(message("qr.strip-not-proved", size=len(octets)))
    return made


def _check(octets: bytes, scale: int, border: int) -> None:
    problems = []
    if not octets:
        problems.append(message("qr.empty"))
    if not octets.isascii():
        problems.append(message("qr.strip-not-ascii"))
    if len(octets) > MOST:
        problems.append(message("qr.strip-too-long", size=len(octets), most=MOST))
    if not MIN_SCALE <= scale <= MAX_SCALE:
        problems.append(message("qr.bad-scale", scale=scale, low=MIN_SCALE, high=MAX_SCALE))
    if not QUIET_ZONE <= border <= MAX_BORDER:
        problems.append(message("qr.bad-border", border=border, low=QUIET_ZONE, high=MAX_BORDER))
    if problems:
        raise wrong(*problems)


def _bars(octets: bytes) -> tuple[bool, ...]:
    symbol = zxingcpp.create_barcode(octets.decode("ascii"), zxingcpp.BarcodeFormat.Code128)
    # Of grey pixels, row by row; the library's own stub leaves out that it is a buffer.
    drawn: Any = symbol.to_image(scale=1, add_quiet_zones=False)
    return tuple(pixel == 0 for pixel in bytes(drawn)[: drawn.shape[1]])


def _png(bars: tuple[bool, ...], height: int, scale: int, border: int) -> bytes:
    line = Image.new("1", (len(bars) + 2 * border, 1), 1)
    for x, dark in enumerate(bars):
        if dark:
            line.putpixel((x + border, 0), 0)
    drawn = Image.new("1", (line.width * scale, (height + 2 * border) * scale), 1)
    drawn.paste(line.resize((drawn.width, height * scale), Image.Resampling.NEAREST), (0, border * scale))
    stream = BytesIO()
    drawn.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _svg(bars: tuple[bool, ...], height: int, border: int) -> str:
    wide, high = len(bars) + 2 * border, height + 2 * border
    path = "".join(f"M{x + border} {border}h{width}v{height}h-{width}z" for x, _, width in runs((bars,)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" '
        f'shape-rendering="crispEdges"><rect width="{wide}" height="{high}" fill="#fff"/>'
        f'<path d="{path}" fill="#000"/></svg>\n'
    )
