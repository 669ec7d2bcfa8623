"""Codes in documents: what `read` and `check` do with a picture, done with every page of a PDF."""

from collections.abc import Iterator

from linktester.model.link import Finding
from linktester.qr.pdfchild import isolated_pages
from linktester.qr.pdfpages import is_document
from linktester.qr.read import Found, read, read_grey
from linktester.qr.scannability import check, check_grey


def read_document(octets: bytes) -> tuple[tuple[int, Found], ...]:
    """Return every code in a PDF with the number of its page; a picture counts as a document of one page.

    Positions are pixels of the page drawn at 300 dots per inch. Raises InputErrors as `read` does, also for
    documents that are locked, too long, or take too long to draw.
    """
    if not is_document(octets):
        return tuple((1, found) for found in read(octets))
    return tuple((page.number, found) for page in isolated_pages(octets) for found in read_grey(page.picture))


def check_document(octets: bytes) -> tuple[tuple[int, Finding], ...]:
    """Return what speaks against the codes of a PDF, with page numbers; sizes are those of the print.

    Pages without a code are passed over. Raises as `read_document`.
    """
    if not is_document(octets):
        return tuple((1, finding) for finding in check(octets))
    return tuple(_of_pages(octets))


def _of_pages(octets: bytes) -> Iterator[tuple[int, Finding]]:
    for page in isolated_pages(octets):
        if read_grey(page.picture):
            for finding in check_grey(page.picture, dots_per_inch=page.dots_per_inch):
                yield page.number, finding
