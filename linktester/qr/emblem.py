"""What may stand in the middle of a code: the cross of a Swiss QR-bill, or somebody's logo."""

from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from linktester.model.message import message
from linktester.qr.pictures import open_colour, wrong

MOST_SHARE = 0.22
"""Widest logo as a share of the code's width; at level H, measured to read back in every condition tried."""
LOGO_SHARE = 0.20
LOGO_LEVEL = "H"
_LOGO_PIXELS = 512
_RIM = 0.06
"""Light rim on each side of an emblem, as a share of its own width."""

Box = tuple[float, float, float, float]
"""Left, top, width, height; in shares of the emblem's side, from its top left."""

# The flag: a free-standing cross whose arms are a sixth longer than wide, 20 of 32 parts from end to end.
_FIELD: Box = (1 / 14, 1 / 14, 6 / 7, 6 / 7)
_CROSS: tuple[Box, ...] = (
    (1 / 14 + 6 / 7 * 13 / 32, 1 / 14 + 6 / 7 * 6 / 32, 6 / 7 * 6 / 32, 6 / 7 * 20 / 32),
    (1 / 14 + 6 / 7 * 6 / 32, 1 / 14 + 6 / 7 * 13 / 32, 6 / 7 * 20 / 32, 6 / 7 * 6 / 32),
)


@dataclass(frozen=True, slots=True)
class Emblem:
    """A square in the middle of a code: boxes one above the other, or a picture."""

    share: float
    """Its side over the side of the symbol, quiet zone not counted."""
    boxes: tuple[tuple[Box, bool], ...] = ()
    """Boxes and whether each is dark, the lowest first; the ground is light."""
    picture: bytes = b""
    """A square PNG on light ground; empty where there are boxes."""

    def raster(self, side: int) -> Image.Image:
        """Return it `side` pixels wide, in colour."""
        if self.picture:
            with Image.open(BytesIO(self.picture), formats=["PNG"]) as drawn:
                return drawn.convert("RGB").resize((side, side), Image.Resampling.LANCZOS)
        made = Image.new("RGB", (side, side), "white")
        pen = ImageDraw.Draw(made)
        for (left, top, width, height), dark in self.boxes:
            ends = (left, top, left + width, top + height)
            x0, y0, x1, y1 = (round(end * side) for end in ends)
            pen.rectangle((x0, y0, x1 - 1, y1 - 1), fill="black" if dark else "white")
        return made

    def svg(self, left: float, top: float, side: float) -> str:
        """Return it as elements of a drawing, at a place in that drawing's units."""
        ground = f'<rect x="{left:g}" y="{top:g}" width="{side:g}" height="{side:g}" fill="#fff"/>'
        if self.picture:
            data = b64encode(self.picture).decode()
            place = f'x="{left:g}" y="{top:g}" width="{side:g}" height="{side:g}"'
            return f'{ground}<image {place} href="data:image/png;base64,{data}"/>'
        return ground + "".join(
            f'<rect x="{left + x * side:.6g}" y="{top + y * side:.6g}" width="{width * side:.6g}" '
            f'height="{height * side:.6g}" fill="{"#000" if dark else "#fff"}"/>'
            for (x, y, width, height), dark in self.boxes
        )


def swiss_cross(share: float) -> Emblem:
    """Return the cross of a Swiss QR-bill: black field with a light rim, white cross."""
    return Emblem(share, ((_FIELD, True), *((box, False) for box in _CROSS)))


def logo(picture: bytes, share: float = LOGO_SHARE) -> Emblem:
    """Return the picture as a logo, fitted into a light square `share` of the code wide.

    Raises InputErrors for what is no picture, and for a share beyond `MOST_SHARE`.
    """
    if not 0.05 <= share <= MOST_SHARE:
        raise wrong(message("qr.logo-too-wide", percent=round(share * 100), most=round(MOST_SHARE * 100)))
    opened = open_colour(picture)
    room = round(_LOGO_PIXELS * (1 - 2 * _RIM))
    factor = room / max(opened.size)
    fitted = opened.resize(
        (max(1, round(opened.width * factor)), max(1, round(opened.height * factor))),
        Image.Resampling.LANCZOS,
    )
    ground = Image.new("RGB", (_LOGO_PIXELS, _LOGO_PIXELS), "white")
    ground.paste(fitted, ((_LOGO_PIXELS - fitted.width) // 2, (_LOGO_PIXELS - fitted.height) // 2))
    stream = BytesIO()
    ground.save(stream, "PNG", optimize=True)
    return Emblem(share, picture=stream.getvalue())
