"""A box that takes what is pasted, dropped or chosen: text, or a picture that is read on another thread."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from linktester.gui.panels.choices import Choices
from linktester.gui.panels.pictures import from_clipboard
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.breaking import BreakingLabel
from linktester.gui.widgets.filedialogs import ask_file
from linktester.gui.widgets.growingtext import GrowingText, is_text
from linktester.model.errors import EnvironmentFault, InputErrors, LinktesterError
from linktester.model.link import Finding
from linktester.model.message import Message, message

PAUSE_MS = 150
"""How long typing rests before it is read."""


class TakeBox(QWidget):
    """A text, a line of remarks, and a choice where several things were found.

    A box says what it does with text that came whole (`bring`), how it reads a file, octets or an image
    (`read_file`, `read_octets`, `read_image`), what becomes of what was read (`on_read`), and what is to
    happen after a pause in typing (`rested`).
    """

    def __init__(self, tools: Tools, edit: GrowingText, choices: str, parent: QWidget | None = None) -> None:
        """`edit` is the field, with its object name; `choices` the object name of the choice."""
        super().__init__(parent)
        self.tools = tools
        self._pictures = Latest(tools.tasks)
        self.pause = QTimer(self)
        self.pause.setSingleShot(True)
        self.pause.setInterval(PAUSE_MS)
        self.pause.timeout.connect(self.rested)
        self.is_placing = False
        """True while the text is changed by the box itself."""
        self.scanned: tuple[Finding, ...] = ()
        """What was odd about the picture the text came from."""
        self.edit = edit
        self.note = BreakingLabel("", "muted")
        self.choices = Choices(tools.speech, choices)
        self.note.hide()
        edit.mime_given.connect(self.take)
        edit.overflowed.connect(self.on_overflowed)
        edit.textChanged.connect(self._on_text_changed)

    def rested(self) -> None:
        """Do what is to be done after a pause in typing."""
        raise NotImplementedError

    def typed(self) -> None:
        """Forget what was known of the text before the user changed it."""
        raise NotImplementedError

    def bring(self, text: str) -> None:
        """Take a text that came whole, in place of everything."""
        raise NotImplementedError

    def read_file(self, path: Path) -> Any:
        """Return what a file holds; on another thread. Raises InputErrors."""
        raise NotImplementedError

    def read_octets(self, data: bytes) -> Any:
        """Return what a picture holds; on another thread. Raises InputErrors."""
        raise NotImplementedError

    def read_image(self, image: QImage) -> Any:
        """Return what a picture of Qt's holds; on another thread. Raises InputErrors."""
        raise NotImplementedError

    def on_read(self, found: Any) -> None:
        """Take what a picture or file holds."""
        raise NotImplementedError

    def on_overflowed(self, length: int) -> None:
        """Tell that a text was cut; it had `length` characters."""
        raise NotImplementedError

    def paste(self) -> None:
        """Take what lies on the clipboard in place of everything."""
        source = QGuiApplication.clipboard().mimeData()
        if is_text(source):
            self.bring(source.text())
        else:
            self.take(source)
        self.edit.setFocus()

    def take(self, source: QMimeData) -> None:
        """Take a text, a picture or a file that was pasted or dropped."""
        files = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if len(files) > 1:
            self.say(message("start.several-files", count=len(files)), look="wrong")
        elif files:
            self.look(self.read_file, Path(files[0]))
        elif is_text(source):
            self.bring(source.text())
        else:
            self._take_image(source)

    def ask_for_file(self, title: str, kinds: str) -> None:
        """Ask for a file; it is read when one was chosen. Both are codes of words."""
        t = self.tools.speech.t
        ask_file(self.window(), t(title), t(kinds), self._on_file_chosen)

    def look(self, function: Callable[[Any], Any], given: object) -> None:
        """Read something on another thread; the newest wins."""
        self.say(message("start.reading"))
        self._pictures.run(function, given, done=self.on_read, failed=self._on_unread)

    def say(self, said: Message | None, *, look: str = "muted") -> None:
        """Put a remark under the box; None takes it away."""
        self.note.setObjectName(look)
        self.note.style().polish(self.note)
        if said is None:
            self.tools.speech.silence(self.note)
            self.note.setText("")
        else:
            self.tools.speech.text(self.note, said.code, **said.args)
        self.note.setVisible(said is not None)

    def say_unreadable(self, findings: tuple[Finding, ...]) -> None:
        """Say why there is no code in a picture."""
        said = findings[0].message if findings else message("qr.check-unreadable")
        self.say(said, look="wrong")

    def replace(self, text: str) -> None:
        """Put `text` into the field; that is no typing."""
        self.is_placing = True
        self.edit.replace(text)
        self.is_placing = False
        self.pause.stop()

    def leave(self) -> None:
        """Read nothing more: the window closes."""
        self.pause.stop()
        self._pictures.drop()

    def column(self, spacing: int, *parts: QWidget) -> QVBoxLayout:
        """Lay out `parts` one below the other."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing)
        for part in parts:
            column.addWidget(part)
        return column

    def _take_image(self, source: QMimeData) -> None:
        data = from_clipboard(source)
        if isinstance(data, bytes):
            self.look(self.read_octets, data)
        elif isinstance(data, QImage) and not data.isNull():
            self.look(self.read_image, data)
        else:
            self.say(message("start.nothing-to-paste"), look="wrong")

    def _on_text_changed(self) -> None:
        if not self.is_placing:
            self.typed()
            self.pause.start()

    def _on_file_chosen(self, path: Path) -> None:
        self.look(self.read_file, path)

    def _on_unread(self, error: LinktesterError) -> None:
        self.say(_first(error), look="wrong")


def _first(error: LinktesterError) -> Message:
    if isinstance(error, InputErrors):
        return error.problems[0].message
    return error.message if isinstance(error, EnvironmentFault) else message("qr.check-unreadable")
