"""A path in full, with what one does with paths: open it, copy it."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from linktester.gui.icons import icon
from linktester.gui.speech import Speech
from linktester.gui.theme import Theme
from linktester.gui.widgets.clipboard import put_text
from linktester.gui.widgets.desktop import open_path
from linktester.gui.widgets.plain import PlainLabel


class PathRow(QWidget):
    """Shows a path as text to select. `name` is its object name and begins those of its buttons."""

    def __init__(self, speech: Speech, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._path: Path | None = None
        self._label = PlainLabel("").selectable()
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._open, self._copy = self._button("open"), self._button("copy")
        speech.tip(self._open, "pathrow.open")
        speech.name(self._open, "pathrow.open")
        speech.tip(self._copy, "pathrow.copy")
        speech.name(self._copy, "pathrow.copy")
        self._open.clicked.connect(self.open_path)
        self._copy.clicked.connect(self.copy_path)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._label, 1)
        row.addWidget(self._open)
        row.addWidget(self._copy)
        theme.changed.connect(self._on_theme_changed)

    @property
    def path(self) -> Path | None:
        """What is shown."""
        return self._path

    def show_path(self, path: Path) -> None:
        """Show another path. It need not exist."""
        self._path = path
        self._label.setText(str(path))

    def open_path(self) -> None:
        """Open it with what the desktop has for it; where it is not there, the nearest folder above."""
        if self._path is not None:
            open_path(self._path)

    def copy_path(self) -> None:
        """Put the path on the clipboard."""
        if self._path is not None:
            put_text(str(self._path))

    def _button(self, sign: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"{self.objectName()}-{sign}")
        button.setAutoRaise(True)
        button.setIcon(icon(sign, self._theme))
        return button

    def _on_theme_changed(self) -> None:
        self._open.setIcon(icon("open", self._theme))
        self._copy.setIcon(icon("copy", self._theme))
