"""Tells that something of ours broke, and where it was written down. Needs nothing of the window."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from linktester.gui.bundle import Told
from linktester.gui.plaintext import shown
from linktester.gui.widgets.clipboard import put_text
from linktester.gui.widgets.desktop import open_path
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.message import message
from linktester.wording import Words

WIDTH = 600
MOST = 20_000
"""Characters of the traceback shown: its end, which says what happened."""


class CrashDialog(QDialog):
    """What happened, what was kept, what to do. Escape goes on."""

    def __init__(self, told: Told, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Words(language)
        self._told = told
        self.setObjectName("crash-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self._say("crash.title"))
        self._trace = QPlainTextEdit(shown(told.crash.trace[-MOST:], MOST))
        self._trace.setObjectName("crash-trace")
        self._trace.setReadOnly(True)
        self._trace.setTabChangesFocus(True)
        self._trace.setAccessibleName(self._say("crash.details"))
        self._trace.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._trace.setMinimumHeight(180)
        self._trace.hide()
        height = self._laid_out().totalHeightForWidth(WIDTH)
        self._go_on.setFocus()
        self.resize(WIDTH, height)

    def _laid_out(self) -> QVBoxLayout:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addWidget(_line(self._say("crash.heading"), "heading"))
        for code in ("crash.ours", "crash.kept"):
            column.addWidget(_line(self._say(code)))
        path = self._told.path
        if path is None:
            column.addWidget(_line(self._say("crash.not-written", reason=self._told.reason), "wrong"))
        else:
            column.addWidget(_line(self._say("crash.written")))
            column.addWidget(_line(str(path)).selectable())
        column.addWidget(self._trace, 1)
        column.addStretch(0)
        column.addLayout(self._buttons())
        return column

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        details = self._button("details")
        details.setCheckable(True)
        details.toggled.connect(self._trace.setVisible)
        row.addWidget(details)
        copy = self._button("copy")
        copy.clicked.connect(self._on_copy_clicked)
        row.addWidget(copy)
        if self._told.path is not None:
            opener = self._button("folder")
            opener.clicked.connect(partial(_open, self._told.path.parent))
            row.addWidget(opener)
        row.addStretch(1)
        leave = self._button("quit")
        leave.clicked.connect(self._on_quit_clicked)
        row.addWidget(leave)
        go_on = self._go_on = self._button("go-on")
        go_on.setObjectName("primary")
        go_on.setDefault(True)
        go_on.clicked.connect(self.accept)
        row.addWidget(go_on)
        return row

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(self._say(f"crash.{name}"))
        button.setObjectName(f"crash-{name}")
        button.setAutoDefault(False)
        return button

    def _say(self, code: str, **args: str) -> str:
        return self._words.say(message(code, **args))

    def _on_copy_clicked(self) -> None:
        lines = [str(self._told.path)] if self._told.path is not None else []
        put_text("\n\n".join([*lines, self._told.crash.trace]))

    def _on_quit_clicked(self) -> None:
        self.accept()
        QApplication.closeAllWindows()
        QApplication.quit()


def _line(text: str, style: str = "") -> PlainLabel:
    """Return a label as high as its text at the dialog's width, not at the width it would choose itself."""
    label = PlainLabel(text, style)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    return label


def _open(folder: Path, _checked: bool = False) -> None:
    open_path(folder)
