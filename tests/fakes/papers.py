"""Documents for tests: pages of pictures, damaged and hostile ones."""

import zlib
from io import BytesIO

import pypdfium2
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.fakes.pictures import opened


def pages_of(*pngs: bytes, size: tuple[float, float] = (300, 300), side: float = 200) -> bytes:
    """Return a document with a picture on each page."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=size, invariant=1)
    for png in pngs:
        canvas.drawImage(ImageReader(opened(png)), 20, 20, side, side)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def blank(pages: int, size: tuple[float, float] = (100, 100)) -> bytes:
    """Return a document of empty pages."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=size, invariant=1)
    for _ in range(pages):
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def laborious(strokes: int) -> bytes:
    """Return a page that is small on disk and takes long to draw."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(600, 600), invariant=1)
    canvas.setDash(1, 1)
    for number in range(strokes):
        canvas.bezier(0, 0, number % 600, 600, 600, number % 577, 600, 600)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def locked(text: str = "secret") -> bytes:
    """Return a document that asks for a password."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(100, 100), encrypt=text)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def swelling() -> bytes:
    """Return a page of a few kilobytes whose drawing instructions unpack to hundreds of megabytes."""
    packed = zlib.compress(zlib.compress(b"0 0 m 600 600 l S\n" * 20_000_000, 9), 9)
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 600]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(packed), packed),
    )
    # Without a table of places: readers find the objects by themselves.
    objects = b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(parts, start=1))
    return b"%PDF-1.7\n" + objects + b"trailer<</Size 5/Root 1 0 R>>\n%%EOF"


def texts(document: bytes) -> list[str]:
    """Return the text of every page."""
    with pypdfium2.PdfDocument(document) as opened_document:
        return [page.get_textpage().get_text_range() for page in opened_document]


def images(document: bytes) -> int:
    """Return how many bitmaps the pages hold."""
    with pypdfium2.PdfDocument(document) as opened_document:
        return sum(1 for page in opened_document for each in page.get_objects() if each.type == 3)
