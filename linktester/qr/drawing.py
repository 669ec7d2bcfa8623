"""Draws modules: pixels, one vector path, and the emblem in their middle."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from PIL import Image

from linktester.qr.emblem import Emblem

Rows = Sequence[Sequence[bool]]
"""Modules without quiet zone, True = dark."""


def png(modules: Rows, scale: int, border: int, emblem: Emblem | None = None) -> bytes:
    """Return the picture, black on white, `scale` whole pixels per module; colours only where a logo has."""
    count = len(modules)
    small = Image.new("1", (count + 2 * border, count + 2 * border), 1)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            if dark:
                small.putpixel((x + border, y + border), 0)
    side = small.width * scale
    drawn = small.resize((side, side), Image.Resampling.NEAREST)
    if emblem is not None:
        drawn = _with_emblem(drawn, emblem, count * scale)
    stream = BytesIO()
    drawn.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def svg(modules: Rows, border: int, emblem: Emblem | None = None, side_mm: float | None = None) -> str:
    """Return the drawing, one unit per module; `side_mm` is its printed size without quiet zone."""
    count = len(modules)
    side = count + 2 * border
    path = "".join(f"M{x + border} {y + border}h{width}v1h-{width}z" for x, y, width in runs(modules))
    middle = ""
    if emblem is not None:
        across = emblem.share * count
        middle = emblem.svg((side - across) / 2, (side - across) / 2, across)
    size = "" if side_mm is None else ' width="{0:g}mm" height="{0:g}mm"'.format(side_mm * side / count)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg"{size} viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/>'
        f'<path d="{path}" fill="#000"/>{middle}</svg>\n'
    )


def runs(modules: Rows) -> Iterator[tuple[int, int, int]]:
    """Yield the dark runs of all rows: first column, row, modules."""
    for y, row in enumerate(modules):
        start = 0
        for x in range(len(row) + 1):
            if x < len(row) and row[x]:
                continue
            if x > start:
                yield start, y, x - start
            start = x + 1


def _with_emblem(drawn: Image.Image, emblem: Emblem, symbol: int) -> Image.Image:
    # As much over as under the middle: whole pixels on both sides.
    side = round(emblem.share * symbol)
    side -= (drawn.width - side) % 2
    middle = emblem.raster(side)
    place = (drawn.width - side) // 2
    if not emblem.picture:
        drawn.paste(middle.convert("1", dither=Image.Dither.NONE), (place, place))
        return drawn
    coloured = drawn.convert("RGB")
    coloured.paste(middle, (place, place))
    return coloured
