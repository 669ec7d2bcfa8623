"""A compact choice of the policy date, for the toolbar."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QSignalBlocker
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QDateEdit, QHBoxLayout, QMenu, QPushButton, QWidget

from linktester.gui.plaintext import shown
from linktester.gui.tools import Tools

if TYPE_CHECKING:
    from datetime import datetime

    from linktester.gui.knowndates import KnownDates
    from linktester.policy.eras import Era

MOST = 90
"""Characters of what happened, in the menu."""


class DateChoice(QWidget):
    """`As of` and a day; without the tick links are tried now, and suites at their own dates.

    Beside it a menu of named eras and of events by year; it is filled when it is first opened.
    """

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._circumstances = tools.circumstances
        self._known: KnownDates | None = None
        self._set = QCheckBox()
        self._day = QDateEdit(QDate.currentDate())
        self._day.setCalendarPopup(True)
        self._day.setDisplayFormat("yyyy-MM-dd")
        self._set.setObjectName("date-set")
        self._day.setObjectName("date-day")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._set)
        row.addWidget(self._day)
        row.addWidget(self._picker())
        tools.speech.text(self._set, "window.as-of")
        tools.speech.tip(self._set, "window.as-of-tip")
        tools.speech.name(self._day, "window.as-of")
        self._set.toggled.connect(self._on_edited)
        self._day.dateChanged.connect(self._on_edited)
        tools.circumstances.changed.connect(self._on_circumstances_changed)
        self._on_circumstances_changed()

    @property
    def menu(self) -> QMenu:
        """The eras and events to choose from."""
        return self._menu

    def _picker(self) -> QPushButton:
        button = QPushButton()
        button.setObjectName("date-menu")
        self._menu = QMenu(button)
        button.setMenu(self._menu)
        self._tools.speech.text(button, "matrix.eras")
        self._tools.speech.tip(button, "matrix.eras-tip")
        self._menu.aboutToShow.connect(self._on_menu_wanted)
        self._tools.speech.changed.connect(self._fill)
        return button

    def _fill(self) -> None:
        """Put everything known into the menu, in the present language."""
        self._menu.clear()
        speech = self._tools.speech
        if self._known is None:
            self._add(self._menu, speech.t("matrix.reading"), None).setEnabled(False)
            return
        self._add(self._menu, speech.t("matrix.now"), None)
        self._menu.addSeparator()
        for era in (*self._known.eras, *self._known.episodes):
            self._add(self._menu, self._era_words(era), self._known.day_within(era))
        self._menu.addSeparator()
        for year, moments in self._known.years.items():
            within = self._menu.addMenu(str(year))
            for moment in moments:
                words = f"{moment.source.date}  {speech.phrases.title(moment.source)}"
                self._add(within, words, moment.at)

    def _add(self, menu: QMenu, words: str, moment: "datetime | None") -> QAction:
        action = menu.addAction(shown(words, MOST).replace("&", "&&"))
        action.triggered.connect(partial(self._on_chosen, moment))
        return action

    def _era_words(self, era: "Era") -> str:
        name = self._tools.speech.phrases.words.local({"en": era.name, "zh_CN": era.name_zh})
        code = "matrix.era-until" if era.from_ is None else "matrix.era-from"
        return self._tools.speech.t(code, day=f"{era.from_ or era.until}", name=name)

    def _on_menu_wanted(self) -> None:
        if self._known is None:
            self._fill()
            self._tools.tasks.run(_read, done=self._on_known, failed=self._on_unknown)

    def _on_known(self, known: "KnownDates") -> None:
        self._known = known
        self._fill()

    def _on_unknown(self, _error: object) -> None:
        """Leave it empty: whoever needs the rules tells what is wrong with them."""
        self._menu.clear()

    def _on_chosen(self, moment: "datetime | None", _checked: bool = False) -> None:
        self._circumstances.set_as_of(moment)

    def _on_edited(self) -> None:
        self._day.setEnabled(self._set.isChecked())
        self._circumstances.set_as_of(self._chosen() if self._set.isChecked() else None)

    def _chosen(self) -> "datetime":
        """Return noon of the day at +08:00, what a bare date means everywhere else too."""
        from datetime import datetime  # noqa: PLC0415 - not before the first paint

        from linktester.model.zone import CHINA  # noqa: PLC0415

        day = self._day.date()
        return datetime(day.year(), day.month(), day.day(), 12, tzinfo=CHINA)

    def _on_circumstances_changed(self) -> None:
        moment = self._circumstances.as_of
        # Only shown: a moment of another hour than noon must not be taken for an edit.
        blocked = QSignalBlocker(self._set), QSignalBlocker(self._day)
        self._set.setChecked(moment is not None)
        self._day.setEnabled(moment is not None)
        if moment is not None and moment != self._chosen():
            local = moment.astimezone(self._chosen().tzinfo)
            self._day.setDate(QDate(local.year, local.month, local.day))
        del blocked


def _read() -> "KnownDates":
    """Read the dates; the rules are loaded now, so that the first paint does not wait for them."""
    from linktester.gui.knowndates import known_dates  # noqa: PLC0415

    return known_dates()
