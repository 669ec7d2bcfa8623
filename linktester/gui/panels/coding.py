"""Makes codes on a task's thread; the libraries for it are loaded there too, when first needed."""

from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from linktester.gui.wholefile import write_whole
from linktester.model.errors import InputErrors

if TYPE_CHECKING:
    from linktester.model.payment import Standard
    from linktester.qr import Code, Strip
    from linktester.qr.emblem import Emblem

MIDDLE = 256
"""Pixels a side of what stands in the middle of a code."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A code that was read back and says exactly `text`."""

    text: str
    """As UTF-8; octets that are none are spelled out."""
    version: int
    level: str
    modules: tuple[tuple[bool, ...], ...]
    png: bytes
    svg: str
    code: "Code"
    middle: bytes = b""
    """PNG of what stands in the middle; empty where nothing does."""
    strip: "Strip | None" = None
    """The same as bars, where its standard is shown to line scanners too."""

    @property
    def middle_share(self) -> float:
        """Its side over the side of the code."""
        return self.code.emblem.share if self.code.emblem else 0.0

    @property
    def side_mm(self) -> float | None:
        """The printed width without margin, where its standard fixes it."""
        return self.code.side_mm


def drawn(text: str, level: str) -> Drawn:
    """Return the code of `text`. Raises InputErrors for what fits into none, EnvironmentFault if unproved."""
    from linktester.qr import make  # noqa: PLC0415 - not before the first paint

    return _drawn(make(text, level=level), text)


def drawn_by(payload: bytes, standard: "Standard | None", level: str | None, logo: bytes) -> Drawn:
    """Return the code of `payload` as its standard wants it. Raises as `drawn`, and for what that forbids."""
    from linktester import qr  # noqa: PLC0415

    text = payload.decode("utf-8", "backslashreplace")
    emblem = qr.logo(logo) if logo else None
    if standard is not None:
        made = _drawn(qr.make_by(standard, payload, level=level, logo=emblem), text)
        return replace(made, strip=_strip(payload)) if standard.barcode else made
    return _drawn(qr.make(payload, level=level or ("H" if emblem else "M"), emblem=emblem), text)


def save_pdf(path: Path, code: "Code") -> None:
    """Write the code as a page of its own size. Raises InputErrors, also where modules would be too small."""
    from linktester.qr import pdf  # noqa: PLC0415

    write_whole(path, pdf(code))


def _drawn(code: "Code", text: str) -> Drawn:
    middle = _png(code.emblem) if code.emblem else b""
    return Drawn(text, code.version, code.level, code.modules, code.png, code.svg, code, middle)


def _strip(payload: bytes) -> "Strip | None":
    """Return the bars of a payload; None for a broken one that has none, such as digits of full width."""
    from linktester import qr  # noqa: PLC0415

    try:
        return qr.strip(payload)
    except InputErrors:
        return None


def _png(emblem: "Emblem") -> bytes:
    stream = BytesIO()
    emblem.raster(MIDDLE).save(stream, "PNG")
    return stream.getvalue()
