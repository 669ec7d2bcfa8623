"""The codes in pictures and documents, byte for byte, with what scanners would stumble over.

All of it blocks, and runs on a task's thread; the libraries for pictures are loaded there.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from linktester import payments
from linktester.gui.panels.pictures import refuse_huge
from linktester.gui.widgets.pictures import on_white, png
from linktester.model.link import Finding
from linktester.model.payment import StandardId


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCode:
    """One code of a picture."""

    payload: bytes
    text: str
    """For a list of choices."""
    symbol: str
    """How it is drawn, `QRCode 10-M`."""
    page: int
    standard: StandardId
    """What its text says it is."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPicture:
    """A picture or document that was looked at."""

    codes: tuple[SeenCode, ...]
    """Page by page, each payload of a page once."""
    pages: int
    """Highest page with a code; 1 for a picture."""
    findings: tuple[Finding, ...] = ()
    """Why there is none."""


def codes_in(data: bytes) -> SeenPicture:
    """Return the codes of a picture or PDF. Raises InputErrors for what is neither, or beyond the bounds."""
    from linktester import qr  # noqa: PLC0415 - not before the first paint

    seen = qr.survey(data)
    found, against = seen.codes, seen.findings
    codes: dict[tuple[int, bytes], SeenCode] = {}
    numbers: dict[int, int] = {}
    for page, each in found:
        numbers[page] = number = numbers.get(page, 0) + 1
        mine = tuple(
            finding
            for at, finding in against
            if at == page and finding.where in {f"code {number}", "picture"}
        )
        drawn = each.format if each.version is None else f"{each.format} {each.version}-{each.level}"
        codes.setdefault(
            (page, each.data),
            SeenCode(
                payload=each.data,
                text=each.text,
                symbol=drawn,
                page=page,
                standard=payments.detect(each.data),
                findings=mine,
            ),
        )
    return SeenPicture(
        codes=tuple(codes.values()),
        pages=max(numbers, default=1),
        findings=() if codes else tuple(finding for _, finding in against),
    )


def codes_in_file(path: Path) -> SeenPicture:
    """Return the codes of a file. Raises InputErrors."""
    from linktester.project.pictured import file_octets  # noqa: PLC0415

    return codes_in(file_octets(path))


def codes_in_image(image: QImage) -> SeenPicture:
    """Return the codes of a picture of Qt's. Raises InputErrors."""
    refuse_huge(image)
    return codes_in(png(on_white(image).convertToFormat(QImage.Format.Format_Grayscale8)))


def codes_on_screens(images: list[QImage]) -> SeenPicture:
    """Return the codes on all screens, one page for each. Raises InputErrors."""
    seen = [codes_in_image(image) for image in images]
    return SeenPicture(
        codes=tuple(code for each in seen for code in each.codes),
        pages=1,
        findings=seen[0].findings if seen else (),
    )
