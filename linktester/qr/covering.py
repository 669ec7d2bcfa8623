"""Measures what lies over a code: its modules as they are seen, against those its content would draw."""

import qrcode
from PIL import Image

from linktester.qr.quad import Grid
from linktester.qr.read import Found
from linktester.qr.render import LEVELS

SAME_SHARE = 0.80
"""Modules that have to agree before two drawings count as the same code."""
_LEAST = 0.05
"""Hidden places narrower than this are dirt, not a logo."""
_CENTRE = 0.5
"""Share of the width around the middle that a logo is looked for in."""


def logo_share(grey: Image.Image, grid: Grid, code: Found, middle: float, inverted: bool) -> float | None:
    """Return the width of what hides modules in the middle, as a share of the code's width.

    0 when nothing does; None when the code was drawn by an encoder that packs its content in another way,
    so that nothing can be compared. `middle` is the shade between light and dark.
    """
    seen = _seen(grey, grid, middle, inverted)
    drawn = _drawn(code)
    count = grid.count
    if drawn is None or len(drawn) != count:
        return None
    wrong = [(x, y) for y in range(count) for x in range(count) if seen[y][x] != drawn[y][x]]
    if len(wrong) > (1 - SAME_SHARE) * count * count:
        return None
    return _across(wrong, count)


def _across(wrong: list[tuple[int, int]], count: int) -> float:
    """Return how far the wrong modules around the middle reach, twice the farther side."""
    half = count / 2
    reach = _CENTRE * half
    near = [max(abs(x + 0.5 - half), abs(y + 0.5 - half)) for x, y in wrong]
    inside = sorted(distance for distance in near if distance <= reach)
    if not inside:
        return 0.0
    # Single modules misread elsewhere must not stretch it: rings are followed outwards while they are hit.
    edge = 0.0
    for distance in inside:
        if distance - edge > 2.5:
            break
        edge = distance
    share = (2 * edge + 1) / count if edge else 0.0
    return share if share >= _LEAST else 0.0


def _seen(grey: Image.Image, grid: Grid, middle: float, inverted: bool) -> list[list[bool]]:
    return [
        [(_shade(grey, grid, x, y) < middle) != inverted for x in range(grid.count)]
        for y in range(grid.count)
    ]


def _shade(grey: Image.Image, grid: Grid, x: int, y: int) -> int:
    across, down = grid.pixel(x + 0.5, y + 0.5)
    spot = (min(max(int(across), 0), grey.width - 1), min(max(int(down), 0), grey.height - 1))
    value = grey.getpixel(spot)
    return value if isinstance(value, int) else 0


def _drawn(code: Found) -> list[list[bool]] | None:
    """Return the modules the content gives with the same version, level and mask."""
    if code.version is None or code.mask is None or code.level not in LEVELS:
        return None
    symbol = qrcode.QRCode(
        version=code.version, error_correction=LEVELS[code.level], border=0, mask_pattern=code.mask
    )
    symbol.add_data(code.data)
    try:
        symbol.make(fit=False)
    except (ValueError, qrcode.exceptions.DataOverflowError):
        return None
    return [[bool(cell) for cell in row] for row in symbol.modules]
