"""A code drawn with whole pixels for each module, on a light ground whatever the theme."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

QUIET = 4
"""Modules of light border that scanners ask for."""
LEAST = 168
"""Pixels a side."""
_LIGHT, _DARK = 0xFFFFFFFF, 0xFF000000

Modules = tuple[tuple[bool, ...], ...]


class CodeView(QWidget):
    """Shows modules as large as they go; the ground is white, the quiet zone never less than four modules."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self._middle = QImage()
        self._share = 0.0
        self.setMinimumSize(LEAST, LEAST)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_modules(self, modules: Modules, middle: bytes = b"", share: float = 0.0) -> None:
        """Show a code; nothing for no modules. `middle` is a picture that takes `share` of its width."""
        self._picture = picture_of(modules)
        self._middle = QImage.fromData(middle) if middle else QImage()
        self._share = share
        self.update()

    @property
    def modules(self) -> int:
        """Modules a side without quiet zone; 0 when nothing is shown."""
        return max(0, self._picture.width() - 2 * QUIET)

    @property
    def scale(self) -> int:
        """Device pixels for each module now."""
        if self._picture.isNull():
            return 0
        side = min(self.width(), self.height()) * self.devicePixelRatioF()
        return max(1, int(side // self._picture.width()))

    def heightForWidth(self, width: int) -> int:
        """Return the width: it is square."""
        return width

    def sizeHint(self) -> QSize:
        """Return room for small codes."""
        return QSize(232, 232)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in device pixels, so that no module is half a pixel."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        if self._picture.isNull():
            return
        ratio = self.devicePixelRatioF()
        side = self._picture.width() * self.scale
        left, top = (int((edge * ratio - side) // 2) for edge in (self.width(), self.height()))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        corner = QPointF(left / ratio, top / ratio)
        painter.drawImage(QRectF(corner.x(), corner.y(), side / ratio, side / ratio), self._picture)
        if not self._middle.isNull():
            across = self._share * self.modules * self.scale / ratio
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            spot = QRectF(0, 0, across, across)
            spot.moveCenter(QPointF(corner.x() + side / ratio / 2, corner.y() + side / ratio / 2))
            painter.drawImage(spot, self._middle)


def picture_of(modules: Modules) -> QImage:
    """Return the modules with their quiet zone, one pixel each; a null picture for none."""
    if not modules:
        return QImage()
    side = len(modules) + 2 * QUIET
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(_LIGHT)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            if dark:
                image.setPixel(x + QUIET, y + QUIET, _DARK)
    return image
