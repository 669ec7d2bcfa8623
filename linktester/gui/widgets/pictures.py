"""Pictures from the clipboard and from octets, bounded; what takes long may be done on any thread."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageReader, QPainter


def pasted() -> Callable[[], bytes] | None:
    """Return what makes a PNG of the picture on the clipboard, None when there is none. Qt thread only."""
    image = QGuiApplication.clipboard().image()
    if image.isNull():
        return None

    def encode() -> bytes:
        return png(image)

    return encode


def png(image: QImage) -> bytes:
    """Return an image as the octets of a PNG file. Any thread."""
    octets = QByteArray()
    buffer = QBuffer(octets)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(octets.data())


def decoded(octets: bytes | None, most: QSize) -> QImage | None:
    """Return a picture no larger than `most`, decoded at that size; None when it cannot be."""
    if octets is None:
        return None
    buffer = QBuffer()
    buffer.setData(octets)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and (size.width() > most.width() or size.height() > most.height()):
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def pasted_file() -> Path | None:
    """Return the one file on the clipboard, as file managers put it there; None without. Qt thread only."""
    data = QGuiApplication.clipboard().mimeData()
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()] if data else []
    return Path(files[0]) if len(files) == 1 else None


def on_white(image: QImage) -> QImage:
    """Return a picture as it looks on paper: what shines through is white, not black."""
    if not image.hasAlphaChannel():
        return image
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.setDevicePixelRatio(image.devicePixelRatio())
    paper.fill(QColor(Qt.GlobalColor.white))
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper
