"""A line of time with bands, ticks and handles to drag. It knows no links: only days, names and instants."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from linktester.gui.plaintext import tip
from linktester.gui.theme import Theme
from linktester.gui.widgets.timescale import Band, Scale, Tick

SIDE = 14.0
"""Pixels left free at both ends, for the handles."""
BAND_TOP, BAND_HEIGHT = 2.0, 20.0
LINE = 44.0
HEIGHT = 72
NEAR = 6.0
"""Pixels within which a tick is meant."""
MOST_TIPPED = 5


class TimelineBar(QWidget):
    """Bands, ticks and one or two handles. All instants are aware.

    Left and Right go to the previous and next tick, Page Up and Down to the previous and next band, Home and
    End to the ends. Signals: `moved(datetime)` for each step of a drag; `settled(datetime)` when a handle was
    let go or moved by key; `activated(int)` when the other handle, 0 or 1, became the one that keys move.
    """

    moved = Signal(object)
    settled = Signal(object)
    activated = Signal(int)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._theme = theme
        self._bands: tuple[Band, ...] = ()
        self._ticks: tuple[Tick, ...] = ()
        self._scale = Scale(0.0, 1.0, ())
        self._years: tuple[datetime, ...] = ()
        self._handles: list[datetime] = []
        self._active = 0
        self._dragging = False
        theme.changed.connect(self.update)

    def show_line(
        self,
        first: datetime,
        last: datetime,
        bands: Sequence[Band],
        ticks: Sequence[Tick],
        years: Sequence[datetime],
    ) -> None:
        """Show a line from `first` to `last`; `years` are labelled with their year where there is room."""
        self._bands = tuple(bands)
        self._ticks = tuple(sorted(ticks, key=_at))
        self._scale = Scale(
            first.timestamp(), last.timestamp(), [tick.at.timestamp() for tick in self._ticks]
        )
        self._years = tuple(years)
        self.update()

    def set_handles(self, moments: Sequence[datetime], active: int = 0) -> None:
        """Put one or two handles at instants; the `active` one is moved by keys."""
        self._handles, self._active = list(moments), min(active, len(moments) - 1)
        self.update()

    @property
    def handles(self) -> tuple[datetime, ...]:
        """Where the handles stand."""
        return tuple(self._handles)

    def sizeHint(self) -> QSize:
        """Return a size at which most names can be read."""
        return QSize(700, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(260, HEIGHT)

    def x_of(self, moment: datetime) -> float:
        """Return where an instant stands, in pixels."""
        share = self._scale.share(moment.timestamp())
        return SIDE + share * (self.width() - 2 * SIDE)

    def moment_at(self, x: float) -> datetime:
        """Return the instant at a place, to the minute."""
        wanted = min(1.0, max(0.0, (x - SIDE) / max(1.0, self.width() - 2 * SIDE)))
        time = self._scale.time(wanted)
        zone = self._handles[0].tzinfo if self._handles else None
        return datetime.fromtimestamp(round(time / 60) * 60, zone)

    def ticks_near(self, x: float) -> tuple[Tick, ...]:
        """Return the ticks at a place, nearest first."""
        near = [(abs(self.x_of(tick.at) - x), tick) for tick in self._ticks]
        return tuple(tick for away, tick in sorted(near, key=_away) if away <= NEAR)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the nearer handle, or jump to the tick that was clicked."""
        if event.button() is not Qt.MouseButton.LeftButton or not self._handles:
            return
        x = event.position().x()
        nearer = min(range(len(self._handles)), key=lambda number: abs(self.x_of(self._handles[number]) - x))
        self._activate(nearer)
        self._dragging = True
        on_handle = abs(self.x_of(self._handles[nearer]) - x) <= NEAR
        if not on_handle:
            near = self.ticks_near(x)
            self._move(near[0].at if near else self.moment_at(x))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the handle."""
        if self._dragging:
            near = self.ticks_near(event.position().x())
            self._move(near[0].at if near else self.moment_at(event.position().x()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let the handle go."""
        if self._dragging:
            self._dragging = False
            self.settled.emit(self._handles[self._active])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the active handle."""
        wanted = self._by_key(event.key()) if self._handles else None
        if wanted is None:
            super().keyPressEvent(event)
            return
        self._move(wanted)
        self.settled.emit(wanted)

    def neighbour(self, moment: datetime, step: int) -> datetime:
        """Return the next tick after (`step` 1) or before (-1) an instant; without one an end of the line."""
        time = moment.timestamp()
        if step > 0:
            place = bisect_right(self._scale.marks, time)
            return self._ticks[place].at if place < len(self._ticks) else self._end(moment, self._scale.last)
        place = bisect_left(self._scale.marks, time) - 1
        return self._ticks[place].at if place >= 0 else self._end(moment, self._scale.first)

    def event(self, event: QEvent) -> bool:
        """Tell in a tool tip what stands under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, band in enumerate(each for each in self._bands if not each.minor):
            self._draw_band(painter, band, number)
        self._draw_line(painter)
        for tick in self._ticks:
            self._draw_tick(painter, tick)
        for number, moment in enumerate(self._handles):
            self._draw_handle(painter, moment, number)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _by_key(self, key: int) -> datetime | None:
        moment = self._handles[self._active]
        match key:
            case Qt.Key.Key_Left:
                return self.neighbour(moment, -1)
            case Qt.Key.Key_Right:
                return self.neighbour(moment, 1)
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                return self._band_from(moment, 1 if key == Qt.Key.Key_PageDown else -1)
            case Qt.Key.Key_Home:
                return self._end(moment, self._scale.first)
            case Qt.Key.Key_End:
                return self._end(moment, self._scale.last)
        return None

    def _band_from(self, moment: datetime, step: int) -> datetime:
        begins = sorted(band.first for band in self._bands if band.first is not None)
        later = [begin for begin in begins if begin > moment]
        sooner = [begin for begin in begins if begin < moment]
        if step > 0:
            return later[0] if later else self._end(moment, self._scale.last)
        return sooner[-1] if sooner else self._end(moment, self._scale.first)

    def _end(self, moment: datetime, time: float) -> datetime:
        return datetime.fromtimestamp(time, moment.tzinfo)

    def _activate(self, number: int) -> None:
        if number != self._active:
            self._active = number
            self.activated.emit(number)

    def _move(self, moment: datetime) -> None:
        if self._handles[self._active] != moment:
            self._handles[self._active] = moment
            self.update()
            self.moved.emit(moment)

    def _tip(self, spot: QPointF) -> str:
        if spot.y() <= BAND_TOP + BAND_HEIGHT:
            moment = self.moment_at(spot.x())
            names = [band.name for band in self._bands if _holds(band, moment)]
            return tip("\n".join(names)) if names else ""
        return tip("\n".join(tick.text for tick in self.ticks_near(spot.x())[:MOST_TIPPED])) or ""

    def _draw_band(self, painter: QPainter, band: Band, number: int) -> None:
        left = self.x_of(band.first) if band.first else SIDE
        right = self.x_of(band.last) if band.last else self.width() - SIDE
        area = QRectF(left, BAND_TOP, max(2.0, right - left - 1), BAND_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("muted-soft" if number % 2 else "accent-soft"))
        painter.drawRoundedRect(area, 4, 4)
        painter.setPen(self._theme.color("text"))
        name = painter.fontMetrics().elidedText(band.name, Qt.TextElideMode.ElideRight, int(area.width()) - 8)
        if len(name) > 2:
            painter.drawText(area.adjusted(4, 0, -4, 0), int(Qt.AlignmentFlag.AlignVCenter), name)

    def _draw_line(self, painter: QPainter) -> None:
        painter.setPen(QPen(self._theme.color("border"), 2))
        painter.drawLine(QPointF(SIDE, LINE), QPointF(self.width() - SIDE, LINE))
        painter.setPen(self._theme.color("muted"))
        free = 0.0
        for year in self._years:
            x, width = self.x_of(year), painter.fontMetrics().horizontalAdvance("2000")
            if x - width / 2 >= free and x + width / 2 <= self.width():
                painter.drawText(QPointF(x - width / 2, HEIGHT - 5), f"{year.year}")
                painter.drawLine(QPointF(x, LINE), QPointF(x, LINE + 10))
                free = x + width / 2 + 8
        for band in (each for each in self._bands if each.minor and each.first):
            assert band.first is not None
            right = self.x_of(band.last) if band.last else self.width() - SIDE
            painter.setPen(QPen(self._theme.color("warning"), 3))
            painter.drawLine(QPointF(self.x_of(band.first), LINE), QPointF(right, LINE))

    def _draw_tick(self, painter: QPainter, tick: Tick) -> None:
        x, height = self.x_of(tick.at), 14.0 if tick.strong else 8.0
        painter.setPen(QPen(self._theme.color("accent" if tick.strong else "muted"), 1.6))
        painter.drawLine(QPointF(x, LINE - 2 - height), QPointF(x, LINE - 2))

    def _draw_handle(self, painter: QPainter, moment: datetime, number: int) -> None:
        x = self.x_of(moment)
        ink = self._theme.color("text")
        painter.setPen(QPen(ink, 2))
        painter.drawLine(QPointF(x, BAND_TOP), QPointF(x, LINE + 2))
        painter.setBrush(ink if number == self._active else self._theme.color("window"))
        painter.drawPolygon(
            QPolygonF([QPointF(x, LINE), QPointF(x - 7, LINE + 11), QPointF(x + 7, LINE + 11)])
        )


def _at(tick: Tick) -> float:
    return tick.at.timestamp()


def _away(found: tuple[float, Tick]) -> float:
    return found[0]


def _holds(band: Band, moment: datetime) -> bool:
    return (band.first is None or band.first <= moment) and (band.last is None or moment < band.last)
