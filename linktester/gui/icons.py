"""Our own line icons, drawn in the colours of the theme."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from linktester import resources
from linktester.gui.theme import Theme

SIZES = (16, 20, 24, 32, 48)
"""Pixels; the nearest one is taken, so that lines stay sharp on screens of any density."""


def icon(name: str, theme: Theme, role: str = "text") -> QIcon:
    """Return the icon `name` of `data/window/icons`, its checked state in the accent colour."""
    drawn = QIcon()
    states = (
        (QIcon.Mode.Normal, QIcon.State.Off, theme.color(role)),
        (QIcon.Mode.Normal, QIcon.State.On, theme.color("accent")),
        (QIcon.Mode.Disabled, QIcon.State.Off, theme.color("border")),
    )
    renderer = QSvgRenderer(resources.read_bytes(f"window/icons/{name}.svg"))
    for size in SIZES:
        lines = _drawn(renderer, size)
        for mode, state, ink in states:
            drawn.addPixmap(_inked(lines, ink), mode, state)
    return drawn


def _drawn(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def _inked(lines: QPixmap, ink: QColor) -> QPixmap:
    """Return the same lines in another colour; tinting takes less than drawing them again."""
    pixmap = QPixmap(lines)
    painter = QPainter(pixmap)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), ink)
    painter.end()
    return pixmap
