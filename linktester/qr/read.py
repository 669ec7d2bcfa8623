"""Reads the codes in a picture."""

from dataclasses import dataclass

import zxingcpp
from PIL import Image, ImageOps

from linktester.qr.pictures import open_grey

MAX_CODES = 64
"""More codes in one picture are left out."""

Corner = tuple[int, int]
"""x, y in pixels of the picture, from its top left."""

_FORMATS = zxingcpp.BarcodeFormats(
    (
        zxingcpp.BarcodeFormat.QRCode,
        zxingcpp.BarcodeFormat.MicroQRCode,
        zxingcpp.BarcodeFormat.RMQRCode,
        zxingcpp.BarcodeFormat.DataMatrix,
        zxingcpp.BarcodeFormat.Aztec,
        zxingcpp.BarcodeFormat.PDF417,
        # Payment codes shown to a cashier stand beside their QR code as a strip.
        zxingcpp.BarcodeFormat.Code128,
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One code in a picture."""

    data: bytes
    """Octets as encoded; compare these, never `text`."""
    text: str
    """UTF-8 where the octets are UTF-8, else the decoder's guess of the character set."""
    format: str
    """`QRCode`, `MicroQRCode`, `Code128` …"""
    position: tuple[Corner, Corner, Corner, Corner]
    """The symbol's own top left, top right, bottom right, bottom left."""
    version: int | None = None
    """QR version 1-40; None for other formats."""
    level: str = ""
    """Error correction level of a QR code, `L M Q H`."""
    mask: int | None = None
    """Pattern laid over the modules of a QR code, 0-7."""
    spare: float | None = None
    """Share of the error correction that was not needed, 0-1; None when the decoder does not tell."""


def read(image: bytes) -> tuple[Found, ...]:
    """Return every code in the picture, in the decoder's order; empty when there is none.

    Generous: turned, mirrored, inverted and faint codes are read too. What a weak scanner would make of
    them says `check`. Raises InputErrors for what is no picture, damaged, or beyond the bounds.
    """
    return read_grey(open_grey(image))


def read_grey(grey: Image.Image) -> tuple[Found, ...]:
    """Return the codes of an opened picture, tried twice: as it is, and with its shades stretched."""
    return decode(grey) or decode(ImageOps.autocontrast(grey), zxingcpp.Binarizer.GlobalHistogram)


def decode(grey: Image.Image, binarizer: zxingcpp.Binarizer | None = None) -> tuple[Found, ...]:
    """Return the codes of an opened picture."""
    results = zxingcpp.read_barcodes(
        grey,
        formats=_FORMATS,
        text_mode=zxingcpp.TextMode.Plain,
        binarizer=binarizer or zxingcpp.Binarizer.LocalAverage,
    )
    return tuple(_found(result) for result in results[:MAX_CODES])


def _found(result: zxingcpp.Barcode) -> Found:
    data = bytes(result.bytes)
    extra = result.extra if isinstance(result.extra, dict) else {}
    spot = result.position
    corners = (spot.top_left, spot.top_right, spot.bottom_right, spot.bottom_left)
    is_qr = result.format == zxingcpp.BarcodeFormat.QRCode
    return Found(
        data=data,
        text=_text(data, result.text),
        format=result.format.name,
        position=tuple((corner.x, corner.y) for corner in corners),  # type: ignore[arg-type]
        version=int(extra["Version"]) if is_qr and str(extra.get("Version", "")).isdigit() else None,
        level=str(result.ec_level),
        mask=int(extra["DataMask"]) if is_qr and "DataMask" in extra else None,
        spare=float(extra["UEC"]) if "UEC" in extra else None,
    )


def _text(data: bytes, guess: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return guess
