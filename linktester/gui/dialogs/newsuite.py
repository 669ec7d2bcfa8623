"""Asks for the name of a new suite."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from linktester.gui.speech import Speech
from linktester.gui.widgets.banner import sentences
from linktester.gui.widgets.field import Field, FormLine
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.errors import LinktesterError

WIDTH = 420


class NewSuite(QDialog):
    """One field. It stays open, with the mistake told, until the suite is there.

    Signals: `named(str)` when a name is to be tried.
    """

    named = Signal(str)

    def __init__(self, speech: Speech, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._speech = speech
        self.setObjectName("new-suite-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        speech.put(self, "setWindowTitle", "cases.new-suite-title")
        self.name = FormLine()
        self.field = Field(speech, "new-suite-name", "cases.suite-name", self.name)
        where = PlainLabel("", "muted")
        speech.text(where, "cases.new-suite-where", folder=str(folder))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Ok).setObjectName("new-suite-ok")
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setObjectName("new-suite-cancel")
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        for part in (self.field, where, buttons):
            column.addWidget(part)
        self.setMinimumWidth(WIDTH)
        self.name.setFocus()

    def show_error(self, error: LinktesterError) -> None:
        """Say why that name will not do."""
        told = sentences(error, self._speech)
        self.field.say_wrong("\n".join(line.removeprefix("name: ") for line in told))
        self.name.setFocus()

    def _on_accepted(self) -> None:
        self.named.emit(self.name.text())
