"""The box of a payment code: text as it is, a picture, a document, the clipboard or the screen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from linktester.gui.models import writtenoctets
from linktester.gui.models.writtenoctets import PLAIN
from linktester.gui.panels.choices import Choices
from linktester.gui.panels.codehead import standard_name
from linktester.gui.panels.codepictures import (
    SeenCode,
    SeenPicture,
    codes_in,
    codes_in_file,
    codes_in_image,
    codes_on_screens,
)
from linktester.gui.panels.pictures import from_clipboard
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.breaking import BreakingLabel
from linktester.gui.widgets.codetext import CodeText
from linktester.gui.widgets.filedialogs import ask_file
from linktester.gui.widgets.growingtext import MOST, is_text
from linktester.gui.widgets.screens import screens
from linktester.model.errors import EnvironmentFault, InputErrors, LinktesterError
from linktester.model.link import Finding
from linktester.model.message import Message, message

PAUSE_MS = 150
"""How long typing rests before it is read."""
MOST_OCTETS = 65_536
"""Bytes that are made fit to be shown; more than the field holds."""


class CodeBox(QWidget):
    """Text, a line of remarks, and a choice where a picture holds several codes.

    Signals: `brought()` when another code comes whole, before it is `given`; `given()` when there is another
    payload, or a pause in typing one.
    """

    brought = Signal()
    given = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._pictures = Latest(tools.tasks)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.given)
        self._writing = PLAIN
        self._payload: bytes | None = b""
        self._codes: tuple[SeenCode, ...] = ()
        self._placing = False
        self.scanned: tuple[Finding, ...] = ()
        """What was odd about the picture the code came from."""
        self.edit = CodeText()
        self.edit.setObjectName("codes-text")
        self.note = BreakingLabel("", "muted")
        self.choices = Choices(tools.speech, "codes-choices")
        self._lay_out()

    @property
    def payload(self) -> bytes:
        """Exactly the octets that stand for the code."""
        if self._payload is None:
            self._payload = writtenoctets.octets(self.edit.text, self._writing)
        return self._payload

    def put(self, payload: bytes) -> None:
        """Put a payload into the box."""
        self._codes, self.scanned = (), ()
        self.choices.show_choices("codes.several", (), 0)
        self._say(None)
        self._place(payload)

    def clear(self) -> None:
        """Empty the box and take the focus."""
        self.put(b"")
        self.edit.setFocus()

    def paste(self) -> None:
        """Take what lies on the clipboard in place of everything."""
        source = QGuiApplication.clipboard().mimeData()
        if is_text(source):
            self._bring(source.text())
        else:
            self.take(source)
        self.edit.setFocus()

    def take(self, source: QMimeData) -> None:
        """Take a text, a picture or a file that was pasted or dropped."""
        files = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if len(files) > 1:
            self._say_wrong(message("start.several-files", count=len(files)))
        elif files:
            self._look(codes_in_file, Path(files[0]))
        elif is_text(source):
            self._bring(source.text())
        else:
            self._take_image(source)

    def ask_picture(self) -> None:
        """Ask for a picture or document; it is read when one was chosen."""
        t = self._tools.speech.t
        ask_file(self.window(), t("codes.picture-title"), t("codes.picture-filter"), self._on_file_chosen)

    def read_screen(self) -> None:
        """Read the codes that the screens show now."""
        seen = screens()
        if seen:
            self._look(codes_on_screens, seen)
        else:
            self._say_wrong(message("codes.screen-hidden"))

    def leave(self) -> None:
        """Read nothing more: the window closes."""
        self._pause.stop()
        self._pictures.drop()

    def _lay_out(self) -> None:
        speech = self._tools.speech
        speech.placeholder(self.edit, "codes.placeholder")
        speech.name(self.edit, "codes.box")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.edit, self.note, self.choices):
            column.addWidget(part)
        self.note.hide()
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.text_given.connect(self._bring)
        self.edit.mime_given.connect(self.take)
        self.edit.overflowed.connect(self._on_overflowed)
        self.choices.chosen_changed.connect(self._on_choice_changed)

    def _place(self, payload: bytes) -> None:
        text, self._writing = writtenoctets.shown(payload[:MOST_OCTETS])
        self._placing = True
        self.edit.replace(text)
        self._placing = False
        self._payload = payload
        self._pause.stop()
        if len(payload) > MOST_OCTETS:
            self._on_overflowed(len(payload))
        elif self._writing.escaped:
            self._say(message("codes.escaped"))
        self.given.emit()

    def _take_image(self, source: QMimeData) -> None:
        data = from_clipboard(source)
        if isinstance(data, bytes):
            self._look(codes_in, data)
        elif isinstance(data, QImage) and not data.isNull():
            self._look(codes_in_image, data)
        else:
            self._say_wrong(message("start.nothing-to-paste"))

    def _look(self, function: Callable[..., SeenPicture], given: object) -> None:
        self._say(message("start.reading"))
        self._pictures.run(function, given, done=self._on_seen, failed=self._on_unseen)

    def _say_wrong(self, said: Message) -> None:
        self._say(said, look="wrong")

    def _say(self, said: Message | None, look: str = "muted") -> None:
        self.note.setObjectName(look)
        self.note.style().polish(self.note)
        if said is None:
            self._tools.speech.silence(self.note)
            self.note.setText("")
        else:
            self._tools.speech.text(self.note, said.code, **said.args)
        self.note.setVisible(said is not None)

    def _bring(self, text: str) -> None:
        self.brought.emit()
        self.put(writtenoctets.typed(text))

    def _on_text_changed(self) -> None:
        if self._placing:
            return
        self._payload, self._codes, self.scanned = None, (), ()
        self.choices.show_choices("codes.several", (), 0)
        if not self.edit.text:
            self._writing = PLAIN
        if not self._writing.escaped:
            self._say(None)
        self._pause.start()

    def _on_overflowed(self, length: int) -> None:
        self._say(message("codes.cut", length=length, most=MOST))

    def _on_file_chosen(self, path: Path) -> None:
        self._look(codes_in_file, path)

    def _on_choice_changed(self, index: int) -> None:
        if self._codes:
            self._choose(index)

    def _on_seen(self, seen: SeenPicture) -> None:
        if not seen.codes:
            self._say_wrong(seen.findings[0].message if seen.findings else message("qr.check-unreadable"))
            return
        self._codes = seen.codes if len(seen.codes) > 1 else ()
        texts = [self._choice(code, seen.pages) for code in self._codes]
        self.choices.show_choices("codes.several", texts, 0)
        self._codes = seen.codes
        self._choose(0)
        self.edit.setFocus()

    def _choose(self, index: int) -> None:
        code = self._codes[index]
        self.brought.emit()
        self.scanned = code.findings
        self._say(message("codes.from-picture", symbol=code.symbol))
        self._place(code.payload)

    def _choice(self, code: SeenCode, pages: int) -> str:
        name = standard_name(self._tools, code.standard)
        if pages < 2:
            return self._tools.speech.t("codes.choice", standard=name, text=code.text)
        return self._tools.speech.t("codes.on-page", page=code.page, standard=name, text=code.text)

    def _on_unseen(self, error: LinktesterError) -> None:
        self._say_wrong(_first(error))


def _first(error: LinktesterError) -> Message:
    if isinstance(error, InputErrors):
        return error.problems[0].message
    return error.message if isinstance(error, EnvironmentFault) else message("qr.check-unreadable")
