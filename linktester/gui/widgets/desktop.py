"""Opening things with what the desktop has for them."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_path(path: Path) -> None:
    """Open a file or folder; where it is not there, the nearest folder above."""
    there = next((each for each in (path, *path.parents) if each.exists()), path)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(there)))
