"""What the screens show now."""

from PySide6.QtGui import QGuiApplication, QImage

_NO_SIGHT = frozenset({"wayland", "wayland-egl", "offscreen", "minimal"})
"""Platforms that show no program what others draw; a picture taken there would be empty."""


def screens() -> list[QImage]:
    """Return a picture of each screen; empty where the desktop shows programs none of it. Qt thread only."""
    if QGuiApplication.platformName() in _NO_SIGHT:
        return []
    taken = [screen.grabWindow(0) for screen in QGuiApplication.screens()]
    return [each.toImage() for each in taken if not each.isNull()]
