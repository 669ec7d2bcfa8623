"""The date under the picture: a line with eras, events and handles, the exact day, steps, and a slow walk."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDateEdit,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from linktester.gui.icons import icon
from linktester.gui.models.rulebook import Book
from linktester.gui.models.twodates import is_now, now, words
from linktester.gui.plaintext import shown, tip
from linktester.gui.tools import Tools
from linktester.gui.widgets.plain import PlainLabel
from linktester.gui.widgets.timelinebar import TimelineBar
from linktester.gui.widgets.timescale import Band, Tick
from linktester.model.zone import CHINA
from linktester.policy.dates import NOON
from linktester.policy.eras import Era, era_of
from linktester.policy.timeline import Kind, Moment, ticks
from linktester.report.phrases import Phrases

WALK_MS = 700
"""One step of the walk: long enough to see what changed."""
MARGIN = timedelta(days=120)
"""Room before the first event."""


class DatePicker(QWidget):
    """One date, or two while comparing.

    Signals: `moved(int, datetime)` while handle 0 or 1 is on its way; `settled(int, datetime | None)` when
    it was chosen, None for now.
    """

    moved = Signal(int, object)
    settled = Signal(int, object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matrix-dates")
        self._tools = tools
        self._book: Book | None = None
        self._dates: list[datetime] = []
        self._active = 0
        self._words = ""
        self.bar = TimelineBar(tools.theme, "matrix-line")
        self._days = (QDateEdit(), QDateEdit())
        self._said = PlainLabel("", "muted", wrap=False)
        self._walk = QTimer(self)
        self._walk.setInterval(WALK_MS)
        self._steps = {-1: QToolButton(), 1: QToolButton()}
        self._play, self._now = QToolButton(), QPushButton()
        self._lay_out()
        self._listen()
        self._on_theme_changed()

    def show_book(self, book: Book) -> None:
        """Take bands and ticks from the rules."""
        self._book = book
        self._draw_line()
        self._say()

    def show_dates(self, dates: Sequence[datetime]) -> None:
        """Show one date or two; emits nothing."""
        self._dates = list(dates)
        self._active = min(self._active, len(self._dates) - 1)
        self.bar.set_handles(self._dates, self._active)
        for number, field in enumerate(self._days):
            field.setVisible(number < len(self._dates))
            if number < len(self._dates):
                _put_day(field, self._dates[number])
        self._say()

    def stop(self) -> None:
        """End the walk."""
        self._play.setChecked(False)

    @property
    def said(self) -> str:
        """The line about the date: era, and the last thing that happened."""
        return self._words

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the line about the date into its room."""
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.bar)
        row = QHBoxLayout()
        row.setSpacing(8)
        for step, button in self._steps.items():
            button.setObjectName("matrix-later" if step > 0 else "matrix-earlier")
            button.setArrowType(Qt.ArrowType.RightArrow if step > 0 else Qt.ArrowType.LeftArrow)
            row.addWidget(button)
        self._play.setObjectName("matrix-play")
        self._play.setCheckable(True)
        row.addWidget(self._play)
        for number, field in enumerate(self._days):
            field.setObjectName(f"matrix-day-{number + 1}")
            field.setDisplayFormat("yyyy-MM-dd")
            field.setCalendarPopup(True)
            field.setKeyboardTracking(False)
            field.setDateRange(QDate(2000, 1, 1), QDate(2099, 12, 31))
            row.addWidget(field)
        self._now.setObjectName("matrix-now")
        row.addWidget(self._now)
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self._said, 1)
        column.addLayout(row)

    def _listen(self) -> None:
        speech = self._tools.speech
        speech.name(self.bar, "matrix.line")
        speech.text(self._now, "matrix.now")
        speech.tip(self._now, "matrix.now-tip")
        names = ("matrix.earlier", "matrix.later", "matrix.play", "matrix.day", "matrix.second-day")
        for widget, code in zip((*self._steps.values(), self._play, *self._days), names, strict=True):
            speech.name(widget, code)
            speech.tip(widget, code)
        self.bar.moved.connect(self._on_bar_moved)
        self.bar.settled.connect(self._on_bar_settled)
        self.bar.activated.connect(self._on_bar_activated)
        self._steps[-1].clicked.connect(self._on_earlier_clicked)
        self._steps[1].clicked.connect(self._on_later_clicked)
        self._play.toggled.connect(self._on_play_toggled)
        self._walk.timeout.connect(self._on_walk_stepped)
        self._now.clicked.connect(self._on_now_clicked)
        self._days[0].dateChanged.connect(self._on_first_day_changed)
        self._days[1].dateChanged.connect(self._on_second_day_changed)
        speech.changed.connect(self._on_speech_changed)
        self._tools.theme.changed.connect(self._on_theme_changed)

    def _draw_line(self) -> None:
        book = self._book
        if book is None:
            return
        phrases, last = self._tools.speech.phrases, now()
        first = min((moment.at for moment in book.moments), default=last) - MARGIN
        bands = [_band(era, phrases) for era in book.eras]
        bands += [_band(era, phrases, minor=True) for era in book.episodes]
        years = [
            datetime.combine(each, NOON) for each in ticks(first.date(), last.date(), 20) if each.month == 1
        ]
        self.bar.show_line(first, last, bands, [_tick(moment, phrases) for moment in book.moments], years)

    def _say(self) -> None:
        if self._book is None or not self._dates:
            return
        moment, phrases = self._dates[self._active], self._tools.speech.phrases
        era = era_of(moment)
        before = [each for each in self._book.moments if each.at <= moment]
        name = _name(era, phrases)
        if before:
            last = max(before, key=_when)
            happened = f"{last.source.date} {phrases.title(last.source)}"
            said = self._tools.speech.t(
                "matrix.stands", day=words(moment, phrases), era=name, happened=happened
            )
        else:
            said = self._tools.speech.t("matrix.stands-first", day=words(moment, phrases), era=name)
        self._words = said
        self._fit()
        self._said.setToolTip(tip(said))
        self.bar.setAccessibleDescription(said)

    def _fit(self) -> None:
        room = max(40, self._said.width() - 4)
        metrics = self._said.fontMetrics()
        self._said.setText(metrics.elidedText(shown(self._words), Qt.TextElideMode.ElideRight, room))

    def _settle(self, moment: datetime) -> None:
        self.settled.emit(self._active, None if is_now(moment) else moment)

    def _step(self, step: int) -> datetime:
        moment = self.bar.neighbour(self._dates[self._active], step)
        self.bar.set_handles(
            [moment if number == self._active else each for number, each in enumerate(self._dates)],
            self._active,
        )
        return moment

    def _on_bar_moved(self, moment: datetime) -> None:
        self._dates[self._active] = moment
        _put_day(self._days[self._active], moment)
        self._say()
        self.moved.emit(self._active, moment)

    def _on_bar_settled(self, moment: datetime) -> None:
        self._settle(moment)

    def _on_bar_activated(self, number: int) -> None:
        self._active = number
        self._say()

    def _on_earlier_clicked(self) -> None:
        self._settle(self._step(-1))

    def _on_later_clicked(self) -> None:
        self._settle(self._step(1))

    def _on_now_clicked(self) -> None:
        self.settled.emit(self._active, None)

    def _on_play_toggled(self, playing: bool) -> None:
        self._on_theme_changed()
        if playing:
            self._walk.start()
            return
        self._walk.stop()
        if self._dates:
            self._settle(self._dates[self._active])

    def _on_walk_stepped(self) -> None:
        before = self._dates[self._active]
        moment = self._step(1)
        if moment <= before or not self.isVisible():
            self._play.setChecked(False)
            return
        self._on_bar_moved(moment)

    def _on_first_day_changed(self, chosen: QDate) -> None:
        self._on_day_changed(0, chosen)

    def _on_second_day_changed(self, chosen: QDate) -> None:
        self._on_day_changed(1, chosen)

    def _on_day_changed(self, number: int, chosen: QDate) -> None:
        self._active = number
        self.settled.emit(number, datetime(chosen.year(), chosen.month(), chosen.day(), 12, tzinfo=CHINA))

    def _on_speech_changed(self) -> None:
        self._draw_line()
        self._say()

    def _on_theme_changed(self) -> None:
        self._play.setIcon(icon("stop" if self._play.isChecked() else "run", self._tools.theme))


def _put_day(field: QDateEdit, moment: datetime) -> None:
    local = moment.astimezone(CHINA)
    field.blockSignals(True)
    field.setDate(QDate(local.year, local.month, local.day))
    field.blockSignals(False)


def _band(era: Era, phrases: Phrases, *, minor: bool = False) -> Band:
    first = datetime.combine(era.from_, NOON) if era.from_ else None
    last = datetime.combine(era.until, NOON) if era.until else None
    return Band(_name(era, phrases), first, last, minor)


def _name(era: Era, phrases: Phrases) -> str:
    return phrases.words.local({"en": era.name, "zh_CN": era.name_zh})


def _tick(moment: Moment, phrases: Phrases) -> Tick:
    text = f"{moment.source.date}  {phrases.title(moment.source)}"
    return Tick(moment.at, text, moment.kind is Kind.EVENT)


def _when(moment: Moment) -> tuple[datetime, bool]:
    return moment.at, moment.kind is Kind.EVENT
