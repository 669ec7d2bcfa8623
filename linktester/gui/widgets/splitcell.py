"""Draws one cell of a picture: its patches side by side, each with ground, shape and word as they fit."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from linktester.gui.theme import Theme
from linktester.gui.widgets.mark import draw_shape
from linktester.gui.widgets.patches import Badge, Ground, Patch

SIDE = 14.0
SIGN = 9.0
PAD = 4.0
SMALLER = 0.9
"""Letters in cells, beside those around."""
AGED = 0.45
"""How much of its ground an aged patch keeps."""
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)
_GAPS = frozenset({Ground.HATCHED, Ground.CROSSED})


def draw_cell(painter: QPainter, area: QRectF, patches: tuple[Patch, ...], theme: Theme) -> None:
    """Draw `patches` next to each other into `area`, equally wide; a dot where there are none."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = painter.font()
    font.setPointSizeF(font.pointSizeF() * SMALLER)
    painter.setFont(font)
    inner = area.adjusted(1.5, 1.5, -1.5, -1.5)
    if not patches:
        _draw_nothing(painter, inner, theme)
    width = inner.width() / max(1, len(patches))
    for number, patch in enumerate(patches):
        part = QRectF(inner.left() + number * width, inner.top(), width, inner.height())
        _draw_patch(painter, part.adjusted(0, 0, -1 if number < len(patches) - 1 else 0, 0), patch, theme)
    painter.restore()


def draw_sign(painter: QPainter, spot: QRectF, badge: Badge, ink: QColor, theme: Theme) -> None:
    """Draw one small sign into `spot`, a square."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 1.2))
    if badge is Badge.PARTIAL:
        painter.drawEllipse(spot.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setBrush(ink)
        painter.drawPie(spot.adjusted(0.5, 0.5, -0.5, -0.5), 90 * 16, 180 * 16)
    elif badge is Badge.SENT:
        painter.setBrush(theme.color("accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(spot.adjusted(2, 2, -2, -2))
    else:
        painter.setPen(QPen(theme.color("blocked") if badge is Badge.DIFFERS else ink, 1.4))
        painter.drawPath(_sign(badge, spot))


def fill_ground(painter: QPainter, area: QRectF, patch: Patch, theme: Theme) -> None:
    """Fill the ground of a patch and draw its edge: gaps are hatched, what is old is pale and dotted."""
    ink = theme.color(patch.look.role)
    painter.setPen(_edge(patch, ink, theme))
    soft = theme.color(f"{patch.look.role}-soft")
    if patch.ground is Ground.SOLID:
        soft.setAlphaF(AGED if patch.aged else 1.0)
        painter.setBrush(soft)
    elif patch.ground is Ground.PLAIN:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        lines = (
            Qt.BrushStyle.BDiagPattern if patch.ground is Ground.HATCHED else Qt.BrushStyle.DiagCrossPattern
        )
        painter.setBrush(QBrush(theme.color("border"), lines))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


def _edge(patch: Patch, ink: QColor, theme: Theme) -> QPen:
    if Badge.INFERRED in patch.badges:
        return QPen(ink, 1, Qt.PenStyle.DashLine)
    if patch.aged:
        return QPen(ink, 1, Qt.PenStyle.DotLine)
    return QPen(theme.color("border")) if patch.ground is not Ground.SOLID else QPen(Qt.PenStyle.NoPen)


def _draw_patch(painter: QPainter, area: QRectF, patch: Patch, theme: Theme) -> None:
    painter.save()
    painter.setClipRect(area)
    fill_ground(painter, area, patch, theme)
    ink = theme.color(patch.look.role)
    free = area.adjusted(0, 0, -len(patch.badges) * (SIGN + 1), 0)
    spot, words = _places(free, patch, QFontMetricsF(painter.font()).horizontalAdvance(patch.word))
    if patch.ground in _GAPS:
        _clear(painter, area, words.united(spot), theme)
    if not spot.isEmpty():
        draw_shape(painter, spot, patch.look.shape, ink)
    if not words.isEmpty():
        painter.setPen(ink)
        painter.drawText(words, _MIDDLE, patch.word)
    _draw_signs(painter, area, patch, ink, theme)
    painter.restore()


def _places(free: QRectF, patch: Patch, word: float) -> tuple[QRectF, QRectF]:
    """Return where shape and word go; one of them is empty where there is no room for both."""
    side = min(SIDE, free.height() - 4, max(6.0, free.width() - 4))
    both = side + PAD + word
    top, middle = free.center().y() - side / 2, free.center().x()
    if patch.word and both + 2 * PAD <= free.width():
        left = free.left() + PAD
        return QRectF(left, top, side, side), QRectF(left + side + PAD, free.top(), word + 2, free.height())
    if patch.word and patch.ground in _GAPS and word + PAD <= free.width():
        return QRectF(), QRectF(middle - word / 2 - 1, free.top(), word + 2, free.height())
    return QRectF(middle - side / 2, top, side, side), QRectF()


def _clear(painter: QPainter, area: QRectF, taken: QRectF, theme: Theme) -> None:
    """Take the hatching away from under shape and word, so that both can be read."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("base"))
    height = min(SIDE + 2, area.height() - 4)
    cleared = QRectF(taken.left() - 2, area.center().y() - height / 2, taken.width() + 4, height)
    painter.drawRoundedRect(cleared.intersected(area), 3, 3)


def _draw_signs(painter: QPainter, area: QRectF, patch: Patch, ink: QColor, theme: Theme) -> None:
    right = area.right() - 2
    for badge in patch.badges:
        right -= SIGN
        draw_sign(painter, QRectF(right, area.top() + 2, SIGN, SIGN), badge, ink, theme)
        right -= 1


def _draw_nothing(painter: QPainter, area: QRectF, theme: Theme) -> None:
    painter.setPen(theme.color("border"))
    painter.drawText(area, _MIDDLE, "·")


def _sign(badge: Badge, spot: QRectF) -> QPainterPath:
    lines = {
        Badge.ANECDOTAL: (((0.3, 0.15), (0.2, 0.5)), ((0.65, 0.15), (0.55, 0.5))),
        Badge.INFERRED: (((0.05, 0.6), (0.3, 0.35), (0.6, 0.65), (0.95, 0.4)),),
        Badge.DIFFERS: (
            ((0.5, 0.05), (1.0, 0.95), (0.0, 0.95), (0.5, 0.05)),
            ((0.5, 0.4), (0.5, 0.65)),
        ),
    }
    path = QPainterPath()
    for line in lines[badge]:
        points = [QPointF(spot.x() + x * spot.width(), spot.y() + y * spot.height()) for x, y in line]
        path.moveTo(points[0])
        for point in points[1:]:
            path.lineTo(point)
    return path
