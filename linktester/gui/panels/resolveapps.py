"""Ticks and choices of the what-if switches: what they have in common."""

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from linktester.gui.plaintext import shown, tip
from linktester.gui.speech import Speech
from linktester.gui.widgets.field import Choice
from linktester.gui.widgets.plain import PlainLabel

MOST = 12
"""Apps that can be ticked; of more the first ones of the files."""
MOST_NAME = 60


class Ticks(QWidget):
    """A sentence, and one box to tick for each app. Hidden while there is none.

    Signals: `ticked(str, bool)` with the app and whether it is ticked now.
    """

    ticked = Signal(str, bool)

    def __init__(self, speech: Speech, name: str, code: str, parent: QWidget | None = None) -> None:
        """`name` begins the object names of the boxes, `code` is the sentence above them."""
        super().__init__(parent)
        self.setObjectName(name)
        self._speech = speech
        self._name = name
        self._names: tuple[str, ...] = ()
        self.boxes: list[QCheckBox] = []
        """The boxes, in the order of the apps."""
        title = PlainLabel()
        speech.text(title, code)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._column.addWidget(title)
        self._title = title
        self.hide()

    def show_apps(self, names: Sequence[str], on: Collection[str]) -> None:
        """Offer these apps, those in `on` ticked. Boxes of the same apps stay, and with them the focus."""
        offered = tuple(names[:MOST])
        if offered != self._names:
            self._make(offered)
        for name, box in zip(self._names, self.boxes, strict=True):
            box.blockSignals(True)
            box.setChecked(name in on)
            box.blockSignals(False)
        self.setVisible(bool(offered))

    def _make(self, names: tuple[str, ...]) -> None:
        for box in self.boxes:
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._names = names
        self.boxes = [self._box(number, name) for number, name in enumerate(names)]

    def _box(self, number: int, name: str) -> QCheckBox:
        text = shown(name, MOST_NAME).replace("\n", " ")
        box = QCheckBox(text.replace("&", "&&"))
        box.setObjectName(f"{self._name}-{number}")
        box.setAccessibleName(f"{self._title.text()} {text}")
        box.setToolTip(tip(name))
        box.toggled.connect(partial(self.ticked.emit, name))
        self._column.addWidget(box)
        return box


def tick(speech: Speech, name: str, code: str) -> QCheckBox:
    """Return a box to tick with words of our own."""
    box = QCheckBox()
    box.setObjectName(name)
    speech.text(box, code)
    return box


def offer(choice: Choice, pairs: Sequence[tuple[str, str]], value: str) -> None:
    """Show other words and another value; nothing is told."""
    choice.blockSignals(True)
    if not choice.count():
        # What is chosen while nothing is on offer would stay as an entry of its own.
        choice.show_value(value)
    choice.show_choices(tuple(pairs))
    choice.show_value(value)
    choice.blockSignals(False)


def set_tick(box: QCheckBox, on: bool) -> None:
    """Tick a box or not; nothing is told."""
    box.blockSignals(True)
    box.setChecked(on)
    box.blockSignals(False)
