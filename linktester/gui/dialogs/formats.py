"""Which format a report is to have: all of them at once, each with a sentence."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from linktester.gui.tools import Tools
from linktester.gui.widgets.plain import PlainLabel
from linktester.report import REPORTS, Report

ORDER = ("html", "xlsx", "csv", "json")
"""As people ask for them; formats not named here follow."""


class Formats(QWidget):
    """Radio buttons. Signals: `chosen(Report)`."""

    chosen = Signal(object)

    def __init__(self, tools: Tools, first: str, parent: QWidget | None = None) -> None:
        """Begin with the format named `first`."""
        super().__init__(parent)
        self.setObjectName("export-formats")
        self._group = QButtonGroup(self)
        self._reports = sorted(REPORTS, key=_place)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for number, each in enumerate(self._reports):
            button = QRadioButton()
            button.setObjectName(f"export-format-{each.name}")
            about = PlainLabel("", "muted")
            tools.speech.text(button, f"export.format-{each.name}")
            tools.speech.text(about, f"export.about-{each.name}")
            tools.speech.put(button, "setAccessibleDescription", f"export.about-{each.name}")
            button.setChecked(each.name == first or (number == 0 and first not in ORDER))
            self._group.addButton(button, number)
            grid.addWidget(button, number, 0)
            grid.addWidget(about, number, 1)
        self._group.idClicked.connect(self._on_clicked)

    @property
    def report(self) -> Report:
        """The chosen one."""
        return self._reports[max(0, self._group.checkedId())]

    def choose(self, name: str) -> None:
        """Choose a format as if it was clicked."""
        for number, each in enumerate(self._reports):
            if each.name == name:
                self._group.button(number).click()

    def _on_clicked(self, _number: int) -> None:
        self.chosen.emit(self.report)


def _place(report: Report) -> int:
    return ORDER.index(report.name) if report.name in ORDER else len(ORDER)
