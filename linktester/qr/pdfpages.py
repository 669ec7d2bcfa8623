"""Opens the pages of an untrusted PDF as pictures, within bounds of size, pages, pixels and time."""

import ctypes
import math
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from linktester.model.message import message
from linktester.qr.pictures import wrong

MAX_BYTES = 32 * 1024 * 1024
MAX_PAGES = 200
"""Longer documents are refused."""
MAX_PIXELS = 25_000_000
"""Larger pages are drawn coarser."""
MAX_SECONDS = 60.0
"""For all pages together; drawing is broken off there."""
DOTS_PER_INCH = 300.0
"""Twelve dots a millimetre: modules of a third of a millimetre, the smallest in use, get four."""
_POINTS = 72.0
_MARK = b"%PDF-"
_MARK_WITHIN = 1024

_library = threading.Lock()
"""The library may only be in one place at a time."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it would be printed."""

    number: int
    """1-based."""
    picture: Image.Image
    """Grey."""
    dots_per_inch: float
    """What it is drawn at."""


def is_document(data: bytes) -> bool:
    """Return whether the octets say they are a PDF."""
    return _MARK in data[:_MARK_WITHIN]


def pages(data: bytes, dots_per_inch: float = DOTS_PER_INCH, seconds: float = MAX_SECONDS) -> Iterator[Page]:
    """Yield every page, drawn in grey on white.

    Raises InputErrors for what is too large or long, damaged, locked by a password, or takes longer than
    `seconds` to draw. Nothing in it is run or fetched.
    """
    deadline = time.monotonic() + seconds
    with _library:
        document = _opened(data)
    try:
        for index in range(len(document)):
            if time.monotonic() > deadline:
                raise wrong(message("qr.page-too-slow", page=index + 1))
            yield _page(document, index, dots_per_inch, deadline)
    finally:
        with _library:
            document.close()


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    if len(data) > MAX_BYTES:
        raise wrong(message("qr.document-too-large", size=len(data), limit=MAX_BYTES))
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD
        raise wrong(message("qr.document-locked" if locked else "qr.document-broken")) from fault
    count = len(document)
    if 0 < count <= MAX_PAGES:
        return document
    document.close()
    if not count:
        raise wrong(message("qr.document-broken"))
    raise wrong(message("qr.document-too-long", pages=count, limit=MAX_PAGES))


def _page(document: pypdfium2.PdfDocument, index: int, dots: float, deadline: float) -> Page:
    with _library:
        try:
            page = document[index]
        except pypdfium2.PdfiumError as fault:
            raise wrong(message("qr.page-broken", page=index + 1)) from fault
        try:
            width, height = page.get_size()
            scale = _scale(width, height, dots)
            picture = _drawn(page, math.ceil(width * scale), math.ceil(height * scale), deadline)
        finally:
            page.close()
    if picture is None:
        raise wrong(message("qr.page-too-slow", page=index + 1))
    return Page(index + 1, picture, scale * _POINTS)


def _scale(width: float, height: float, dots: float) -> float:
    """Return the pixels per point that are wanted, less where the page would be too large."""
    area = max(width * height, 1.0)
    longest = max(width, height, 1.0)
    return min(dots / _POINTS, math.sqrt(MAX_PIXELS / area), 2 * math.sqrt(MAX_PIXELS) / longest)


def _drawn(page: pypdfium2.PdfPage, width: int, height: int, deadline: float) -> Image.Image | None:
    """Draw piece by piece; None when the time is over."""
    width, height = max(width, 1), max(height, 1)
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    pause = raw.IFSDK_PAUSE(version=1)
    # Kept in a name: the callback has to live as long as the drawing.
    ask = type(pause.NeedToPauseNow)(partial(_is_late, deadline))
    pause.NeedToPauseNow = ask
    flags = raw.FPDF_ANNOT | raw.FPDF_GRAYSCALE
    try:
        state = raw.FPDF_RenderPageBitmap_Start(
            bitmap.raw, page.raw, 0, 0, width, height, 0, flags, ctypes.byref(pause)
        )
        done = state == raw.FPDF_RENDER_DONE
        picture = bitmap.to_pil().copy() if done else None
    finally:
        raw.FPDF_RenderPage_Close(page.raw)
        bitmap.close()
    return picture


def _is_late(deadline: float, pause: object) -> int:
    del pause
    return int(time.monotonic() > deadline)
