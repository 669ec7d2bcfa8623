"""Our own line icons, drawn in the colours of the theme."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from linktester import resources
from linktester.gui.theme import Theme

SIZES = (16, 20, 24, 32, 48)
"""Pixels; the nearest one is taken, so that lines stay sharp on screens of any density."""


def icon(name: str, theme: Theme, role: str = "text") -> QIcon:
    """Return the icon `name` of `data/window/icons`, its checked state in the accent colour."""
    drawn = QIcon()
    states = ((QIcon.Mode.Normal, QIcon.State.Off, role), (QIcon.Mode.Normal, QIcon.State.On, "accent"))
    for mode, state, ink in (*states, (QIcon.Mode.Disabled, QIcon.State.Off, "border")):
        renderer = QSvgRenderer(QByteArray(_source(name, theme.color(ink).name()).encode()))
        for size in SIZES:
            drawn.addPixmap(_pixmap(renderer, size), mode, state)
    return drawn


def _source(name: str, color: str) -> str:
    return resources.read_text(f"window/icons/{name}.svg").replace("currentColor", color)


def _pixmap(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
