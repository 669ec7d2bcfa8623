"""The end of a log file, live while it is looked at."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase, QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from linktester.gui.logtail import MOST_LINES, Tail, tail
from linktester.gui.plaintext import shown
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.clipboard import put_text
from linktester.gui.widgets.pathrow import PathRow
from linktester.gui.widgets.plain import PlainLabel

EVERY_MS = 1_000


class LogView(QWidget):
    """Plain text, the newest line last. `Follow` keeps the last line in sight."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emulator-log")
        self._tools = tools
        self._stamp: tuple[int, int] | None = None
        self._reading = Latest(tools.tasks)
        self._text = QPlainTextEdit()
        self._text.setObjectName("emulator-log-text")
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setMaximumBlockCount(MOST_LINES)
        self._about = PlainLabel("", "muted")
        self._follow = QCheckBox()
        self._follow.setObjectName("emulator-log-follow")
        self._follow.setChecked(True)
        self._copy = QPushButton()
        self._copy.setObjectName("emulator-log-copy")
        self._path = PathRow(tools.speech, tools.theme, "emulator-log-path")
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._tail = Tail()
        self._say()
        self._lay_out()
        self._timer.timeout.connect(self.look)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._follow.toggled.connect(self._on_follow_toggled)
        tools.speech.changed.connect(self._tell)

    def show_file(self, path: Path) -> None:
        """Show another file."""
        if path != self._path.path:
            self._path.show_path(path)
            self._stamp = None
            self.look()

    def look(self) -> None:
        """Read the end of the file, if it has changed and somebody looks."""
        if self._path.path is not None and self.isVisible():
            self._reading.run(tail, self._path.path, self._stamp, done=self._on_read)

    def showEvent(self, event: QShowEvent) -> None:
        """Look while it is in sight."""
        super().showEvent(event)
        self.look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Do not look while nobody does."""
        super().hideEvent(event)
        self._timer.stop()
        self._reading.drop()

    def _say(self) -> None:
        speech = self._tools.speech
        speech.name(self._text, "emulator.log")
        speech.text(self._follow, "emulator.follow")
        speech.text(self._copy, "emulator.copy-log")

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._about, 1)
        line.addWidget(self._follow)
        line.addWidget(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self._text, 1)
        column.addWidget(self._path)

    def _on_read(self, found: Tail | None) -> None:
        if found is None:
            self._tell()
            return
        self._tail, self._stamp = found, found.stamp
        bar = self._text.verticalScrollBar()
        place = bar.value()
        self._text.setPlainText("\n".join(shown(line) for line in found.lines))
        bar.setValue(bar.maximum() if self._follow.isChecked() else place)
        self._tell()

    def _tell(self) -> None:
        lines = len(self._tail.lines)
        code = "emulator.log-cut" if self._tail.cut else "emulator.log-lines"
        said = (
            self._tools.speech.t(code, count=lines) if lines else self._tools.speech.t("emulator.log-empty")
        )
        self._about.setText(said)

    def _on_follow_toggled(self, on: bool) -> None:
        if on:
            self._text.verticalScrollBar().setValue(self._text.verticalScrollBar().maximum())

    def _on_copy_clicked(self) -> None:
        put_text("\n".join(self._tail.lines))
