"""Which one of several is meant: a short list under a sentence."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QSizePolicy, QVBoxLayout, QWidget

from linktester.gui.plaintext import shown
from linktester.gui.speech import Speech
from linktester.gui.widgets.plain import PlainLabel

MOST = 200
MOST_LINES = 5


class Choices(QWidget):
    """Hidden while there is nothing to choose.

    Signals: `chosen_changed(int)` after the user went to another one.
    """

    chosen_changed = Signal(int)

    def __init__(self, speech: Speech, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._shown: tuple[str, ...] = ()
        self._sentence = PlainLabel()
        self.list = QListWidget()
        self.list.setObjectName(name)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(2)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        speech.name(self.list, "start.choice")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._sentence)
        column.addWidget(self.list)
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.hide()

    @property
    def chosen(self) -> int:
        """Position of the chosen one; 0 when there is no choice."""
        return max(0, self.list.currentRow()) if self._shown else 0

    def show_choices(self, code: str, texts: Sequence[str], chosen: int) -> None:
        """Offer `texts` under the sentence `code` (with their `count`); none or one hides the list."""
        self.setVisible(len(texts) > 1)
        self.list.blockSignals(True)
        if tuple(texts) != self._shown:
            self._shown = tuple(texts)
            self.list.clear()
            self.list.addItems([shown(text, MOST).replace("\n", "\\n") for text in texts])
            self.list.setFixedHeight(self._height())
        self.list.setCurrentRow(chosen if texts else -1)
        self.list.blockSignals(False)
        if texts:
            self._speech.text(self._sentence, code, count=len(texts))

    def sizeHint(self) -> QSize:
        """Return room for the sentence and a few lines."""
        return QSize(300, self._sentence.sizeHint().height() + 4 + self._height())

    def _height(self) -> int:
        lines = max(2, min(len(self._shown), MOST_LINES))
        row = max(self.list.sizeHintForRow(0), self.fontMetrics().height() + 6) + 4
        return lines * row + 2 * self.list.frameWidth() + 2

    def _on_row_changed(self, row: int) -> None:
        if row >= 0:
            self.chosen_changed.emit(row)
