"""The one box: any text, a picture of a code, or a link that is built; it tells what was understood."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from linktester.gui.icons import icon
from linktester.gui.panels.choices import Choices
from linktester.gui.panels.pictures import from_clipboard, from_file, from_image, from_octets
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.breaking import BreakingLabel
from linktester.gui.widgets.empty import ActionButton
from linktester.gui.widgets.filedialogs import ask_file
from linktester.gui.widgets.growingtext import MOST, GrowingText, is_text
from linktester.model.errors import InputErrors, LinktesterError
from linktester.model.link import Finding
from linktester.model.message import Message, message
from linktester.project.given import MOST_CHOICES, Understood, Way, understand

PAUSE_MS = 150
"""How long typing rests before it is read."""


class LinkBox(QWidget):
    """Text, buttons, a line of remarks, and a choice where several links were found.

    Signals: `understood(Understood | None)` after the text was read, None when it is blank;
    `build_toggled(bool)` when the form for building is wished for, or not any more; `add_requested()` to keep
    the link in the project.
    """

    understood = Signal(object)
    build_toggled = Signal(bool)
    add_requested = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._latest = Latest(tools.tasks)
        self._pictures = Latest(tools.tasks)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.read_now)
        self._codes: tuple[str, ...] = ()
        self._placing = False
        self.is_reading = False
        """True from an edit until `understood` tells what it means."""
        self.way = Way.TEXT
        """How the present text came."""
        self.scanned: tuple[Finding, ...] = ()
        """What was odd about the picture the text came from."""
        self.edit = GrowingText()
        self.edit.setObjectName("link-text")
        self.note = BreakingLabel("", "muted")
        self.choices = Choices(tools.speech, "link-choices")
        self.add = QPushButton()
        self._build = QPushButton()
        self._lay_out()
        self._listen()

    @property
    def text(self) -> str:
        """What stands in the box."""
        return self.edit.text

    def put(self, text: str, way: Way = Way.TEXT) -> None:
        """Put a text into the box and read it at once."""
        self._codes, self.scanned = (), ()
        self._say(None)
        self._place(text, way)

    def clear(self) -> None:
        """Empty the box and take the focus."""
        self.put("")
        self.edit.setFocus()

    def paste(self) -> None:
        """Take what lies on the clipboard in place of the text."""
        source = QGuiApplication.clipboard().mimeData()
        if is_text(source):
            self.put(source.text())
            self.edit.setFocus()
        else:
            self.take(source)

    def take(self, source: QMimeData) -> None:
        """Take a text, a picture or a file that was pasted or dropped."""
        files = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if len(files) > 1:
            self._say(message("start.several-files", count=len(files)))
        elif files:
            self._read_picture(from_file, Path(files[0]))
        elif is_text(source):
            self.put(source.text())
        else:
            self._read_image(source)

    def ask_picture(self) -> None:
        """Ask for a picture file; it is read when one was chosen."""
        t = self._tools.speech.t
        ask_file(self.window(), t("start.picture-title"), t("start.picture-filter"), self._on_file_selected)

    def read_now(self) -> None:
        """Read the text without waiting for a pause in typing."""
        self._pause.stop()
        self._read(0 if self._codes else self.choices.chosen)

    def leave(self) -> None:
        """Read nothing more: the window closes."""
        self._pause.stop()
        self._latest.drop()

    def say(self, said: Message | None) -> None:
        """Put a remark under the box; None takes it away."""
        self._say(said)

    def _lay_out(self) -> None:
        speech, actions = self._tools.speech, self._tools.actions
        speech.placeholder(self.edit, "start.placeholder")
        speech.name(self.edit, "start.box")
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, code, tip, command in (
            ("paste", "start.paste", "start.paste-tip", self.paste),
            ("code", "start.picture", "start.picture-tip", self.ask_picture),
        ):
            button = self._button(name, code, command)
            speech.tip(button, tip)
            row.addWidget(button)
        self._build.setObjectName("link-build")
        self._build.setCheckable(True)
        self._build.toggled.connect(self.build_toggled)
        speech.text(self._build, "start.build")
        speech.tip(self._build, "start.build-tip")
        row.addWidget(self._build)
        row.addStretch(1)
        self.add.setObjectName("link-add")
        self.add.clicked.connect(self._on_add_clicked)
        speech.text(self.add, "start.add")
        speech.tip(self.add, "start.add-tip")
        row.addWidget(self.add)
        row.addWidget(ActionButton(actions["run"], primary=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.edit)
        column.addLayout(row)
        column.addWidget(self.note)
        column.addWidget(self.choices)
        self.note.hide()

    def _button(self, name: str, code: str, command: Callable[[], None]) -> QPushButton:
        button = QPushButton(icon(name, self._tools.theme), "")
        button.setObjectName(f"link-{name}")
        self._tools.speech.text(button, code)
        button.clicked.connect(partial(self._on_button_clicked, command))
        self._tools.theme.changed.connect(partial(self._repaint, button, name))
        return button

    def _listen(self) -> None:
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.overflowed.connect(self._on_overflowed)
        self.edit.mime_given.connect(self.take)
        self.choices.chosen_changed.connect(self._on_choice_changed)

    def _place(self, text: str, way: Way) -> None:
        self._placing = True
        self.edit.replace(text)
        self._placing = False
        self.way = way
        self._pause.stop()
        self._read(0)

    def _read(self, choice: int) -> None:
        self.is_reading = True
        self._latest.run(understand, self.text, choice, done=self._on_understood)

    def _read_image(self, source: QMimeData) -> None:
        data = from_clipboard(source)
        if isinstance(data, bytes):
            self._read_picture(from_octets, data)
        elif isinstance(data, QImage) and not data.isNull():
            self._read_picture(from_image, data)
        else:
            self._say(message("start.nothing-to-paste"))

    def _read_picture(self, function: Callable[..., Any], given: object) -> None:
        self._say(message("start.reading"))
        self._pictures.run(function, given, done=self._on_picture_read, failed=self._on_picture_failed)

    def _say(self, said: Message | None) -> None:
        if said is None:
            self._tools.speech.silence(self.note)
            self.note.setText("")
        else:
            self._tools.speech.text(self.note, said.code, **said.args)
        self.note.setVisible(said is not None)

    def _on_button_clicked(self, command: Callable[[], None], _checked: bool = False) -> None:
        command()

    def _on_add_clicked(self) -> None:
        self.add_requested.emit()

    def _repaint(self, button: QPushButton, name: str) -> None:
        button.setIcon(icon(name, self._tools.theme))

    def _on_text_changed(self) -> None:
        if self._placing:
            return
        self._say(None)
        self.way, self._codes, self.scanned = Way.TEXT, (), ()
        self.is_reading = True
        self._pause.start()

    def _on_overflowed(self, length: int) -> None:
        self._say(message("start.cut", length=length, most=MOST))

    def _on_choice_changed(self, index: int) -> None:
        if self._codes:
            self._place(self._codes[index], Way.PICTURE)
        else:
            self._read(index)

    def _on_understood(self, found: Understood | None) -> None:
        self.is_reading = False
        if not self._codes:
            choices = found.choices if found else ()
            code = "start.many-links" if len(choices) == MOST_CHOICES else "start.several-links"
            self.choices.show_choices(code, choices, found.chosen if found else 0)
        self.understood.emit(found)

    def _on_file_selected(self, path: Path) -> None:
        self._read_picture(from_file, path)

    def _on_picture_read(self, found: Any) -> None:
        if not found.texts:
            unreadable = found.findings[0].message if found.findings else message("qr.check-unreadable")
            self._say(unreadable)
            return
        self._say(message("start.read-from-picture"))
        self._codes = found.texts if len(found.texts) > 1 else ()
        self.scanned = found.findings
        self.choices.show_choices("start.several-codes", self._codes, 0)
        self._place(found.texts[0], Way.PICTURE)
        self.edit.setFocus()

    def _on_picture_failed(self, error: LinktesterError) -> None:
        first = (
            error.problems[0].message if isinstance(error, InputErrors) else message("qr.check-unreadable")
        )
        self._say(first)
