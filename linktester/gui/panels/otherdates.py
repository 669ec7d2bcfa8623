"""The same link at other dates: a button for each named era, so that a wall falls by one click."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from linktester.gui.tools import Tools
from linktester.gui.widgets.flow import Flow
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.zone import CHINA
from linktester.policy.eras import Era, eras
from linktester.report.phrases import day

NOON = 12
BESIDE = timedelta(days=30)
"""How far inside an era that is open to one side its date lies."""


class OtherDates(QWidget):
    """`Now`, and one day within each era.

    Signals: `date_chosen(datetime | None)`; None is now.
    """

    date_chosen = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("other-dates")
        self._tools = tools
        self._eras: tuple[Era, ...] = ()
        self._label = PlainLabel("", "muted", wrap=False)
        tools.speech.text(self._label, "start.other-dates")
        self._body = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._body.setSizePolicy(policy)
        self._flow = Flow(self._body)
        self._buttons: list[tuple[QPushButton, Era | None]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._label)
        column.addWidget(self._body)
        tools.speech.changed.connect(self._say)
        tools.circumstances.changed.connect(self._check)
        tools.tasks.run(eras, done=self._on_eras_known, failed=self._on_eras_unknown)
        self.hide()

    @property
    def words(self) -> list[str]:
        """The buttons as they read."""
        return [button.text() for button, _ in self._buttons]

    def allow(self, possible: bool) -> None:
        """Let the buttons be pressed, or not: while something runs."""
        for button, _ in self._buttons:
            button.setEnabled(possible)

    def _on_eras_known(self, known: Iterable[Era]) -> None:
        self._eras = tuple(known)
        for era in (None, *self._eras):
            self._add(era)
        self._say()
        self._check()

    def _on_eras_unknown(self, _error: object) -> None:
        self._label.hide()

    def _add(self, era: Era | None) -> None:
        button = QPushButton()
        button.setObjectName(f"date-{era.id if era else 'now'}".lower())
        button.setCheckable(True)
        button.setProperty("look", "chip")
        button.clicked.connect(partial(self._on_clicked, era))
        self._buttons.append((button, era))
        self._flow.addWidget(button)

    def _say(self) -> None:
        speech = self._tools.speech
        for button, era in self._buttons:
            if era is None:
                button.setText(speech.t("start.now"))
                button.setToolTip(speech.t("start.now-tip"))
                continue
            local = speech.phrases.words.local
            name = local({"en": era.name, "zh_CN": era.name_zh})
            button.setText(speech.t("start.era", date=day(moment_in(era)), name=name))
            button.setToolTip(local({"en": era.note, "zh_CN": era.note_zh}))
        self.updateGeometry()

    def _check(self) -> None:
        for button, era in self._buttons:
            chosen = self._tools.circumstances.as_of
            button.setChecked(chosen is None if era is None else chosen == moment_in(era))

    def _on_clicked(self, era: Era | None, _checked: bool = False) -> None:
        self._check()
        self.date_chosen.emit(None if era is None else moment_in(era))


def moment_in(era: Era) -> datetime:
    """Return noon of a day well inside an era: its middle, or a month from its only end."""
    return datetime(*_day_in(era).timetuple()[:3], NOON, tzinfo=CHINA)


def _day_in(era: Era) -> date:
    if era.from_ is not None and era.until is not None:
        return era.from_ + (era.until - era.from_) // 2
    if era.until is not None:
        return era.until - BESIDE
    return (era.from_ or datetime.now(CHINA).date()) + BESIDE
