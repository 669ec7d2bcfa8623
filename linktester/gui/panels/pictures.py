"""Pictures as they come from clipboards, drops and files, read on a task's thread."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from linktester.gui.widgets.pictures import on_white
from linktester.model.errors import InputErrors, Place, Problem
from linktester.model.message import message

if TYPE_CHECKING:
    from linktester.project.pictured import Pictured

MOST_PIXELS = 50_000_000
"""Larger pictures on the clipboard are not copied."""
FORMATS = ("image/png", "image/jpeg", "image/bmp", "image/gif", "image/webp", "image/tiff")


def from_clipboard(source: QMimeData) -> bytes | QImage | None:
    """Return the picture: its octets where they are there as they were copied, else as Qt sees it."""
    for name in FORMATS:
        if source.hasFormat(name):
            return bytes(source.data(name).data())
    found = source.imageData()
    return found if isinstance(found, QImage) else None


def from_octets(data: bytes) -> "Pictured":
    """Return what its codes say. Raises InputErrors."""
    from linktester.project.pictured import read_picture  # noqa: PLC0415 - not before the first paint

    return read_picture(data)


def from_file(path: Path) -> "Pictured":
    """Return what the codes in a file say. Raises InputErrors."""
    from linktester.project.pictured import read_file  # noqa: PLC0415

    return read_file(path)


def from_image(image: QImage) -> "Pictured":
    """Return what the codes in a picture of Qt's say. Raises InputErrors."""
    refuse_huge(image)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # Grey and little packed: quick to write, and quick to read again.
    grey = on_white(image).convertToFormat(QImage.Format.Format_Grayscale8)
    grey.save(buffer, "PNG", 95)  # type: ignore[call-overload]
    return from_octets(bytes(buffer.data().data()))


def refuse_huge(image: QImage) -> None:
    """Raise InputErrors for a picture that is too large to be copied."""
    if image.width() * image.height() > MOST_PIXELS:
        said = message(
            "qr.picture-too-many-pixels", width=image.width(), height=image.height(), limit=MOST_PIXELS
        )
        raise InputErrors([Problem(Place(), said)])
