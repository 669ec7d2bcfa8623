"""Opens an untrusted picture within bounds and flattens it to 8-bit grey.

Only formats that Pillow decodes by itself are let in; those that start another program (EPS) are not.
"""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

from PIL import Image

from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import Message, message

MAX_BYTES = 32 * 1024 * 1024
"""Largest file that is looked at."""
MAX_PIXELS = 50_000_000
"""Largest picture that is decoded, in pixels."""
MAX_SIDE = 65_535
"""Longest side that the decoder takes, in pixels."""
FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF")

_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    EOFError,
    ArithmeticError,
    MemoryError,
    struct.error,
    zlib.error,
)
"""What Pillow's decoders raise on damaged or hostile files."""

# `MAX_PIXELS` is the stricter rule and told in words; Pillow's own would only say "broken" first.
Image.MAX_IMAGE_PIXELS = None


def open_grey(data: bytes) -> Image.Image:
    """Return the first frame of `data` in mode L, transparency laid on white.

    Raises InputErrors when it is too large, no picture, damaged, or of an unknown format.
    """
    return _opened(data, _grey)


def open_colour(data: bytes) -> Image.Image:
    """Return the first frame of `data` in mode RGB; otherwise as `open_grey`."""
    return _opened(data, _colour)


def _opened(data: bytes, flatten: Callable[[Image.Image], Image.Image]) -> Image.Image:
    if len(data) > MAX_BYTES:
        raise wrong(message("qr.picture-too-large", size=len(data), limit=MAX_BYTES))
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as picture:
            _refuse_huge(picture)
            return flatten(picture)
    except _BROKEN as fault:
        raise wrong(message("qr.picture-broken", formats=", ".join(FORMATS))) from fault


def wrong(*messages: Message) -> InputErrors:
    """Return input errors without a place: pictures have no lines."""
    return InputErrors([Problem(Place(), each) for each in messages])


def _refuse_huge(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise wrong(message("qr.picture-too-many-pixels", width=width, height=height, limit=MAX_PIXELS))
    if max(width, height) > MAX_SIDE:
        raise wrong(message("qr.picture-too-long", width=width, height=height, limit=MAX_SIDE))


def _grey(picture: Image.Image) -> Image.Image:
    return (picture if picture.mode in {"L", "1"} and _is_opaque(picture) else _colour(picture)).convert("L")


def _colour(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I;16") or picture.mode in {"I", "F"}:
        return _from_deep(picture).convert("RGB")
    if _is_opaque(picture):
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    paper = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(paper, layer).convert("RGB")


def _is_opaque(picture: Image.Image) -> bool:
    see_through = picture.mode in {"LA", "La", "PA", "RGBA", "RGBa"}
    return not see_through and "transparency" not in picture.info


def _from_deep(picture: Image.Image) -> Image.Image:
    """Scale 16-bit, 32-bit and float grey to 8 bits; a plain conversion would clip all of it to white."""
    deep = picture.convert("F")
    low, high = deep.getextrema()
    if not (isinstance(low, float) and isinstance(high, float)) or high <= low:
        return Image.new("L", picture.size, "white")
    scale = 255.0 / (high - low)
    return deep.point(lambda value: value * scale - low * scale).convert("L")
