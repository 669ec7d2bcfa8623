"""A sentence that wants an answer, with buttons beside it; it stays until it is answered or untrue."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from linktester.gui.widgets.flow import Flow
from linktester.gui.widgets.plain import PlainLabel

Answer = tuple[str, str, Callable[[], None]]
"""An id, its words, and what it does."""


class NoticeBar(QFrame):
    """Hidden until there is something to ask."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._name = name
        self._buttons: list[QPushButton] = []
        self.sentence = PlainLabel().selectable()
        self.details = PlainLabel("", "muted").selectable()
        holder = QWidget()
        self._flow = Flow(holder, 8)
        column = QVBoxLayout()
        column.setSpacing(4)
        for part in (self.sentence, self.details, holder):
            column.addWidget(part)
        row = QHBoxLayout(self)
        row.addLayout(column, 1)
        self.hide()

    @property
    def buttons(self) -> dict[str, QPushButton]:
        """The buttons by object name."""
        return {button.objectName(): button for button in self._buttons}

    def ask(self, sentence: str, answers: Sequence[Answer], details: str = "") -> None:
        """Show a sentence with its answers."""
        self.sentence.setText(sentence)
        self.details.setText(details)
        self.details.setVisible(bool(details))
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(*answer) for answer in answers]
        for button in self._buttons:
            self._flow.addWidget(button)
        self.show()

    def _button(self, name: str, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"{self._name}-{name}")
        button.clicked.connect(_Act(act))
        return button


class _Act:
    """Calls without the argument that buttons give."""

    def __init__(self, act: Callable[[], None]) -> None:
        self._act = act

    def __call__(self, _checked: bool = False) -> None:
        self._act()
