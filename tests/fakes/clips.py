"""What lies on a clipboard or is dragged, and what stands on the screen, as bytes."""

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget


def mime(
    text: str = "", *, files: tuple[str, ...] = (), image: QImage | None = None, png: bytes = b""
) -> QMimeData:
    """Return a clipboard's content."""
    data = QMimeData()
    if text:
        data.setText(text)
    if files:
        data.setUrls([QUrl.fromLocalFile(each) for each in files])
    if image is not None:
        data.setImageData(image)
    if png:
        data.setData("image/png", png)
    return data


def octets_of(widget: QWidget) -> bytes:
    """Return what a widget looks like, as PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    return bytes(buffer.data().data())
