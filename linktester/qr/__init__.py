"""Pictures of codes: make them, read them, and say whether a weak scanner would manage.

make(payload)            → Code       proved by decoding its own picture back
make_by(standard, …)     → Code       as the standard of a payment code wants its picture
strip(payload)           → Strip      the same digits as a Code 128 strip, for payer's codes
pdf(code), sized(code)   → octets     one code in millimetres, vector modules: a PDF, an SVG
sheet(entries, layout)   → Sheet      many codes with labels, pages for a printer
read(picture)            → Found…     every code in a PNG, JPEG, GIF, BMP, WebP or TIFF
read_document(octets)    → page, Found…   the same for every page of a PDF
clipboard(), screen()    → octets     pictures from outside any file
survey(octets)           → Survey     codes and what speaks against them, every page drawn once
check(picture)           → Finding…   what a picture lacks: quiet zone, contrast, size, spare error correction

What needs a library of its own (PDF, the screen) is loaded when it is used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from linktester.qr.read import Found, read
from linktester.qr.render import Code, make
from linktester.qr.rule import check_logo, make_by
from linktester.qr.scannability import check

if TYPE_CHECKING:
    from linktester.qr.barcode import Strip, strip
    from linktester.qr.document import Survey, check_document, read_document, survey
    from linktester.qr.emblem import logo
    from linktester.qr.grab import clipboard, screen
    from linktester.qr.labelsheet import Entry, Layout, Sheet, sheet
    from linktester.qr.paper import pdf, sized
    from linktester.qr.pdfpages import is_document

__all__ = [
    "Code",
    "Entry",
    "Found",
    "Layout",
    "Sheet",
    "Strip",
    "Survey",
    "check",
    "check_document",
    "check_logo",
    "clipboard",
    "is_document",
    "logo",
    "make",
    "make_by",
    "pdf",
    "read",
    "read_document",
    "screen",
    "sheet",
    "sized",
    "strip",
    "survey",
]

_LATE = {
    "check_document": "document",
    "is_document": "pdfpages",
    "read_document": "document",
    "Survey": "document",
    "survey": "document",
    "clipboard": "grab",
    "screen": "grab",
    "logo": "emblem",
    "pdf": "paper",
    "sized": "paper",
    "sheet": "labelsheet",
    "Entry": "labelsheet",
    "Layout": "labelsheet",
    "Strip": "barcode",
    "strip": "barcode",
    "Sheet": "labelsheet",
}


def __getattr__(name: str) -> Any:
    """Load what is not needed for every code."""
    if name not in _LATE:
        raise AttributeError(name)
    return getattr(import_module(f"linktester.qr.{_LATE[name]}"), name)
