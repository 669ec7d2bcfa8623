"""A short list of things that are edited one at a time below it."""

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from linktester.gui.icons import icon
from linktester.gui.plaintext import shown, tip
from linktester.gui.speech import Speech
from linktester.gui.theme import Theme

MOST = 240
MOST_LINES = 7
NAMES = {"expectations": "cases.field-expect", "sites": "cases.sites"}
"""What a screen reader calls the lists."""
BUTTONS = ("add", "duplicate", "up", "down", "delete")


class ItemList(QWidget):
    """Lines with buttons to add, copy, move and take away.

    Signals: `current_changed(int)` (-1 for none); `asked(str)` with one of `BUTTONS`.
    """

    current_changed = Signal(int)
    asked = Signal(str)

    def __init__(self, speech: Speech, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.list = QListWidget()
        self.list.setObjectName(name)
        if name in NAMES:
            speech.name(self.list, NAMES[name])
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self.current_changed)
        self.buttons = {each: self._button(speech, name, each) for each in BUTTONS}
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.list)
        column.addLayout(row)
        theme.changed.connect(self._on_theme_changed)
        self.show_lines((), -1)

    @property
    def current(self) -> int:
        """The line that is edited, -1 for none."""
        return self.list.currentRow()

    @property
    def lines(self) -> list[str]:
        """The lines as they read."""
        return [self.list.item(row).text() for row in range(self.list.count())]

    def show_lines(self, lines: Sequence[str], current: int, wrong: Collection[int] = ()) -> None:
        """Show other lines; those in `wrong` hold a mistake."""
        self.list.blockSignals(True)
        self._fit(len(lines))
        for row, line in enumerate(lines):
            item = self.list.item(row)
            item.setText(shown(line, MOST).replace("\n", " "))
            item.setToolTip(tip(line))
            item.setForeground(self._ink(row in wrong))
            item.setSizeHint(QSize(0, self.fontMetrics().height() + 8))
        self.list.setCurrentRow(min(current, len(lines) - 1))
        self.list.blockSignals(False)
        self.list.setVisible(bool(lines))
        self.list.setFixedHeight(self._height(len(lines)))
        chosen = self.current >= 0
        for name in ("duplicate", "delete"):
            self.buttons[name].setEnabled(chosen)
        self.buttons["up"].setEnabled(self.current > 0)
        self.buttons["down"].setEnabled(chosen and self.current < len(lines) - 1)

    def _fit(self, count: int) -> None:
        while self.list.count() > count:
            self.list.takeItem(self.list.count() - 1)
        if self.list.count() < count:
            self.list.addItems([""] * (count - self.list.count()))

    def _ink(self, wrong: bool) -> QColor:
        return self._theme.color("blocked" if wrong else "text")

    def _height(self, count: int) -> int:
        line = self.fontMetrics().height() + 8
        return min(max(count, 1), MOST_LINES) * line + 2 * self.list.frameWidth() + 4

    def _button(self, speech: Speech, name: str, what: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"{name}-{what}")
        button.setIcon(icon(what, self._theme))
        button.setAutoRaise(True)
        speech.tip(button, f"cases.item-{what}")
        speech.name(button, f"cases.item-{what}")
        button.clicked.connect(partial(self._on_clicked, what))
        return button

    def _on_clicked(self, what: str, _checked: bool = False) -> None:
        self.asked.emit(what)

    def _on_theme_changed(self) -> None:
        for what, button in self.buttons.items():
            button.setIcon(icon(what, self._theme))
