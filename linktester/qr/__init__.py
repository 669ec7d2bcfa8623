"""Pictures of codes: make them, read them, and say whether a weak scanner would manage.

make(payload)            → Code       proved by decoding its own picture back
make_by(standard, …)     → Code       as the standard of a payment code wants its picture
pdf(code)                → octets     one code in millimetres, vector modules
sheet(entries, layout)   → Sheet      many codes with labels, pages for a printer
read(picture)            → Found…     every code in a PNG, JPEG, GIF, BMP, WebP or TIFF
read_document(octets)    → page, Found…   the same for every page of a PDF
clipboard(), screen()    → octets     pictures from outside any file
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
    from linktester.qr.document import check_document, read_document
    from linktester.qr.emblem import logo
    from linktester.qr.grab import clipboard, screen
    from linktester.qr.labelsheet import Entry, Layout, Sheet, sheet
    from linktester.qr.paper import pdf
    from linktester.qr.pdfpages import is_document

__all__ = [
    "Code",
    "Entry",
    "Found",
    "Layout",
    "Sheet",
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
]

_LATE = {
    "check_document": "document",
    "is_document": "pdfpages",
    "read_document": "document",
    "clipboard": "grab",
    "screen": "grab",
    "logo": "emblem",
    "pdf": "paper",
    "sheet": "labelsheet",
    "Entry": "labelsheet",
    "Layout": "labelsheet",
    "Sheet": "labelsheet",
}


def __getattr__(name: str) -> Any:
    """Load what is not needed for every code."""
    if name not in _LATE:
        raise AttributeError(name)
    return getattr(import_module(f"linktester.qr.{_LATE[name]}"), name)
