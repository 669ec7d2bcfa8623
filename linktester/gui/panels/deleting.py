"""Asks before runs are deleted, in words and in place; it cannot be undone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from linktester.gui.kept import Kept
from linktester.gui.tools import Tools
from linktester.gui.widgets.plain import PlainLabel
from linktester.report.escape import one_line


class Deleting(QFrame):
    """Hidden until it has something to ask.

    Signals: `confirmed(tuple[str, ...])` with the ids of the runs; `closed` after either answer.
    """

    confirmed = Signal(object)
    closed = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._speech = tools.speech
        self._runs: tuple[Kept, ...] = ()
        self._sentence = PlainLabel()
        row = QHBoxLayout(self)
        row.setSpacing(8)
        row.addWidget(self._sentence, 1)
        self._keep, self._delete = self._button("keep"), self._button("delete")
        for button in (self._keep, self._delete):
            row.addWidget(button)
        self._delete.clicked.connect(self._on_delete_clicked)
        self._keep.clicked.connect(self.leave)
        tools.speech.changed.connect(self._tell)
        self.hide()

    def ask(self, runs: tuple[Kept, ...]) -> None:
        """Ask whether these shall go. The safe answer has the focus."""
        self._runs = runs
        self._tell()
        self.show()
        self._keep.setFocus()

    def leave(self) -> None:
        """Keep them."""
        self._runs = ()
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape keeps them."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"runs-{name}")
        self._speech.text(button, f"runs.{name}-do")
        return button

    def _tell(self) -> None:
        results = sum(kept.held.results for kept in self._runs if kept.held)
        if len(self._runs) == 1:
            head = self._runs[0].head
            name = one_line(head.name or ", ".join(head.suites) or head.id, 80)
            self._sentence.setText(self._speech.t("runs.ask-one", name=name, results=results))
        elif self._runs:
            self._sentence.setText(self._speech.t("runs.ask-several", count=len(self._runs), results=results))

    def _on_delete_clicked(self) -> None:
        runs = tuple(kept.head.id for kept in self._runs)
        self.leave()
        self.confirmed.emit(runs)
