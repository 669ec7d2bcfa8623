"""One line to be copied: an address, a command."""

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from linktester.gui.icons import icon
from linktester.gui.speech import Speech
from linktester.gui.theme import Theme
from linktester.gui.widgets.clipboard import put_text


class CommandRow(QWidget):
    """A line in even letters that can be selected but not changed, and a button that copies it.

    `name` is its object name and begins those of its parts; `label` is the code of what it is called.
    """

    def __init__(
        self, speech: Speech, theme: Theme, name: str, label: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._field = QLineEdit()
        self._field.setObjectName(f"{name}-line")
        self._field.setReadOnly(True)
        self._field.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        speech.name(self._field, label)
        self._copy = QToolButton()
        self._copy.setObjectName(f"{name}-copy")
        self._copy.setAutoRaise(True)
        self._copy.setIcon(icon("copy", theme))
        speech.tip(self._copy, "pathrow.copy-line")
        speech.name(self._copy, "pathrow.copy-line")
        self._copy.clicked.connect(self.copy_line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._field, 1)
        row.addWidget(self._copy)
        theme.changed.connect(self._on_theme_changed)

    @property
    def line(self) -> str:
        """What is shown."""
        return self._field.text()

    def show_line(self, line: str) -> None:
        """Show another line; an empty one cannot be copied."""
        if line != self._field.text():
            self._field.setText(line)
            self._field.setCursorPosition(0)
        self._copy.setEnabled(bool(line))

    def copy_line(self) -> None:
        """Put the line on the clipboard."""
        put_text(self._field.text())

    def _on_theme_changed(self) -> None:
        self._copy.setIcon(icon("copy", self._theme))
