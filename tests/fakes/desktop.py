"""A desktop that writes down what it is asked to open."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices


class _Desktop(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@contextmanager
def asked() -> Iterator[list[Path]]:
    """Yield the files and folders that are to be opened, as they are asked for."""
    desktop = _Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "take")
    try:
        yield desktop.opened
    finally:
        QDesktopServices.unsetUrlHandler("file")
