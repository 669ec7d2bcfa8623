"""Draws codes on paper: PDF with vector modules, whose sizes are millimetres."""

from io import BytesIO

from PIL import Image
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from linktester.model.errors import EnvironmentFault
from linktester.model.message import message
from linktester.qr.drawing import runs, svg
from linktester.qr.emblem import Emblem
from linktester.qr.pdfpages import DOTS_PER_INCH, pages
from linktester.qr.pictures import wrong
from linktester.qr.read import decode
from linktester.qr.render import Code, refuse_foreign

SIDE_MM = 46.0
"""Of a symbol without quiet zone, unless its standard says otherwise."""
LEAST_MODULE_MM = 0.25
"""Smaller modules are not printed: ordinary scanners stop there."""
MOST_SIDE_MM = 1000.0
PIXELS_PER_MODULE = 4
"""With which a page is read back."""


def pdf(code: Code, side_mm: float | None = None) -> bytes:
    """Return a page as large as the code with its quiet zone, proved by reading it back.

    `side_mm` is the symbol's side; its standard's where that is fixed, else 46. Raises InputErrors for a size
    at which modules are too small, or other than a fixed one.
    """
    side = _side(code, side_mm)
    whole = side * (1 + 2 * code.border / len(code.modules))
    stream = BytesIO()
    canvas = new_canvas(stream, (whole * mm, whole * mm))
    draw(canvas, code, (whole - side) / 2 * mm, (whole - side) / 2 * mm, side * mm)
    canvas.save()
    made = stream.getvalue()
    _prove(made, code, side)
    return made


def sized(code: Code, side_mm: float) -> bytes:
    """Return the drawing as SVG whose symbol is `side_mm` wide in print; otherwise as `pdf`."""
    return svg(code.modules, code.border, code.emblem, _side(code, side_mm)).encode()


def new_canvas(stream: BytesIO, size: tuple[float, float]) -> Canvas:
    """Return an empty document; the same drawing gives the same octets."""
    canvas = Canvas(stream, pagesize=size, invariant=1, pageCompression=1)
    canvas.setCreator("linktester")
    return canvas


def draw(canvas: Canvas, code: Code, left: float, bottom: float, side: float) -> None:
    """Draw the symbol `side` points wide; the quiet zone around it is the caller's."""
    count = len(code.modules)
    module = side / count
    # One path for all: pieces that touch leave no hair between them.
    path = canvas.beginPath()
    for x, y, width in runs(code.modules):
        path.rect(left + x * module, bottom + (count - 1 - y) * module, width * module, module)
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)
    if code.emblem is not None:
        across = code.emblem.share * side
        _draw_emblem(canvas, code.emblem, left + (side - across) / 2, bottom + (side - across) / 2, across)


def check_module(code: Code, side_mm: float) -> None:
    """Raise InputErrors when the modules of a print would be too small to scan, or it would be huge."""
    module = side_mm / len(code.modules)
    if module < LEAST_MODULE_MM:
        side = round(LEAST_MODULE_MM * len(code.modules), 1)
        raise wrong(message("qr.print-too-small", module=round(module, 2), least=LEAST_MODULE_MM, side=side))
    if side_mm > MOST_SIDE_MM:
        raise wrong(message("qr.print-too-large", side=side_mm, most=MOST_SIDE_MM))


def proving_dots(module_mm: float) -> float:
    """Return the dots per inch at which modules of that size are read back surely."""
    return min(1200.0, max(DOTS_PER_INCH / 2, PIXELS_PER_MODULE * 25.4 / module_mm))


def _side(code: Code, wished: float | None) -> float:
    if code.side_mm is not None and wished not in {None, code.side_mm}:
        raise wrong(message("qr.side-fixed", side=code.side_mm))
    side = wished or code.side_mm or SIDE_MM
    check_module(code, side)
    return side


def _draw_emblem(canvas: Canvas, emblem: Emblem, left: float, bottom: float, side: float) -> None:
    canvas.setFillGray(1)
    canvas.rect(left, bottom, side, side, stroke=0, fill=1)
    if emblem.picture:
        with Image.open(BytesIO(emblem.picture), formats=["PNG"]) as picture:
            canvas.drawImage(ImageReader(picture), left, bottom, side, side)
        return
    for (x, y, width, height), dark in emblem.boxes:
        canvas.setFillGray(0 if dark else 1)
        spot = (left + x * side, bottom + (1 - y - height) * side)
        canvas.rect(*spot, width * side, height * side, stroke=0, fill=1)


def _prove(made: bytes, code: Code, side: float) -> None:
    dots = proving_dots(side / len(code.modules))
    found = [each.data for page in pages(made, dots) for each in decode(page.picture)]
    refuse_foreign(found, code)
    if found != [code.payload]:
        raise EnvironmentFault(message("qr.not-proved", size=len(code.payload), version=code.version))
