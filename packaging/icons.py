"""Draws assets/icons/linktester.svg in every size that installers and desktops ask for.

python3 packaging/icons.py      run by hand after the drawing has changed; needs the window's toolkit
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

sys.path.insert(0, str(Path(__file__).resolve().parent))

from project import ICON_SIZES, ROOT

FOLDER = ROOT / "assets" / "icons"


def main() -> int:
    """Write `linktester-SIZE.png` for each size; return the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QGuiApplication([])
    renderer = QSvgRenderer(str(FOLDER / "linktester.svg"))
    for size in ICON_SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter)
        painter.end()
        if not image.save(str(FOLDER / f"linktester-{size}.png")):
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
