"""A compact choice of the policy date, for the toolbar."""

from datetime import datetime

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QDateEdit, QHBoxLayout, QWidget

from linktester.gui.tools import Tools
from linktester.model.zone import CHINA


class DateChoice(QWidget):
    """`As of` and a day; without the tick links are tried now, and suites at their own dates."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._circumstances = tools.circumstances
        self._set = QCheckBox()
        self._day = QDateEdit(QDate.currentDate())
        self._day.setCalendarPopup(True)
        self._day.setDisplayFormat("yyyy-MM-dd")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._set)
        row.addWidget(self._day)
        tools.speech.text(self._set, "window.as-of")
        tools.speech.tip(self._set, "window.as-of-tip")
        tools.speech.name(self._day, "window.as-of")
        self._set.toggled.connect(self._on_edited)
        self._day.dateChanged.connect(self._on_edited)
        tools.circumstances.changed.connect(self._on_circumstances_changed)
        self._on_circumstances_changed()

    def _on_edited(self) -> None:
        self._day.setEnabled(self._set.isChecked())
        self._circumstances.set_as_of(self._chosen() if self._set.isChecked() else None)

    def _chosen(self) -> datetime:
        """Return noon of the day at +08:00, what a bare date means everywhere else too."""
        day = self._day.date()
        return datetime(day.year(), day.month(), day.day(), 12, tzinfo=CHINA)

    def _on_circumstances_changed(self) -> None:
        moment = self._circumstances.as_of
        self._set.setChecked(moment is not None)
        self._day.setEnabled(moment is not None)
        if moment is not None and moment != self._chosen():
            local = moment.astimezone(CHINA)
            self._day.setDate(QDate(local.year, local.month, local.day))
