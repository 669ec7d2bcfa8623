"""Codes in documents: what `read` and `check` do with a picture, done with every page of a PDF."""

from collections.abc import Iterator
from dataclasses import dataclass

from linktester.model.link import Finding
from linktester.qr.pdfchild import isolated_pages
from linktester.qr.pdfpages import is_document
from linktester.qr.pictures import open_grey
from linktester.qr.read import Found, read, read_grey
from linktester.qr.scannability import check, check_grey


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything in a document, each with the number of its page."""

    codes: tuple[tuple[int, Found], ...]
    findings: tuple[tuple[int, Finding], ...]
    """What would keep scanners from reading them, or kept us from finding any."""


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
    return survey(octets).findings


def survey(octets: bytes, dots_per_inch: float | None = None) -> Survey:
    """Return what `read_document` and `check_document` do, every page drawn and read once.

    `dots_per_inch` says how large a picture is printed, None for a screen; pages have a size of their own.
    """
    codes: list[tuple[int, Found]] = []
    findings: list[tuple[int, Finding]] = []
    for number, found, against in _pages(octets, dots_per_inch):
        codes += [(number, each) for each in found]
        findings += [(number, each) for each in against]
    return Survey(tuple(codes), tuple(findings))


def _pages(octets: bytes, dots: float | None) -> Iterator[tuple[int, tuple[Found, ...], tuple[Finding, ...]]]:
    if not is_document(octets):
        grey = open_grey(octets)
        codes = read_grey(grey)
        yield 1, codes, check_grey(grey, dots_per_inch=dots, codes=codes)
        return
    for page in isolated_pages(octets):
        codes = read_grey(page.picture)
        if codes:
            against = check_grey(page.picture, dots_per_inch=page.dots_per_inch, codes=codes)
            yield page.number, codes, against
