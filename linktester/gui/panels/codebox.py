"""The box of a payment code: text as it is, a picture, a document, the clipboard or the screen."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from linktester.gui.models import writtenoctets
from linktester.gui.models.writtenoctets import PLAIN
from linktester.gui.panels.codehead import standard_name
from linktester.gui.panels.codepictures import (
    SeenCode,
    SeenPicture,
    codes_in,
    codes_in_file,
    codes_in_image,
    codes_on_screens,
)
from linktester.gui.panels.takebox import TakeBox
from linktester.gui.tools import Tools
from linktester.gui.widgets.codetext import CodeText
from linktester.gui.widgets.growingtext import MOST
from linktester.gui.widgets.screens import screens
from linktester.model.message import message

MOST_OCTETS = 65_536
"""Bytes that are made fit to be shown; more than the field holds."""


class CodeBox(TakeBox):
    """A payload, and a choice where a picture holds several codes.

    Signals: `brought()` when another code comes whole, before it is `given`; `given()` when there is another
    payload, or a pause in typing one.
    """

    brought = Signal()
    given = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        edit = CodeText()
        edit.setObjectName("codes-text")
        super().__init__(tools, edit, "codes-choices", parent)
        self._writing = PLAIN
        self._payload: bytes | None = b""
        self._codes: tuple[SeenCode, ...] = ()
        tools.speech.placeholder(edit, "codes.placeholder")
        tools.speech.name(edit, "codes.box")
        self.column(6, edit, self.note, self.choices)
        edit.text_given.connect(self.bring)
        self.choices.chosen_changed.connect(self._on_choice_changed)

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
        self.say(None)
        self._place(payload)

    def clear(self) -> None:
        """Empty the box and take the focus."""
        self.put(b"")
        self.edit.setFocus()

    def ask_picture(self) -> None:
        """Ask for a picture or document; it is read when one was chosen."""
        self.ask_for_file("codes.picture-title", "codes.picture-filter")

    def read_screen(self) -> None:
        """Read the codes that the screens show now."""
        seen = screens()
        if seen:
            self.look(codes_on_screens, seen)
        else:
            self.say(message("codes.screen-hidden"), look="wrong")

    def bring(self, text: str) -> None:
        """Take a text that came whole, in place of everything."""
        self.brought.emit()
        self.put(writtenoctets.typed(text))

    def rested(self) -> None:
        """Give what was typed."""
        self.given.emit()

    def typed(self) -> None:
        """Forget the code that was in the box."""
        self._payload, self._codes, self.scanned = None, (), ()
        self.choices.show_choices("codes.several", (), 0)
        if not self.edit.text:
            self._writing = PLAIN
        if not self._writing.escaped:
            self.say(None)

    def read_file(self, path: Path) -> SeenPicture:
        """Return the codes of a picture or document. Raises InputErrors."""
        return codes_in_file(path)

    def read_octets(self, data: bytes) -> SeenPicture:
        """Return the codes of a picture. Raises InputErrors."""
        return codes_in(data)

    def read_image(self, image: QImage) -> SeenPicture:
        """Return the codes of a picture of Qt's. Raises InputErrors."""
        return codes_in_image(image)

    def on_read(self, found: SeenPicture) -> None:
        """Take the first code, and offer the others."""
        if not found.codes:
            self.say_unreadable(found.findings)
            return
        self._codes = found.codes
        several = found.codes if len(found.codes) > 1 else ()
        texts = [self._choice(code, found.pages) for code in several]
        self.choices.show_choices("codes.several", texts, 0)
        self._choose(0)
        self.edit.setFocus()

    def on_overflowed(self, length: int) -> None:
        """Tell that not all of a code is shown."""
        self.say(message("codes.cut", length=length, most=MOST))

    def _place(self, payload: bytes) -> None:
        text, self._writing = writtenoctets.shown(payload[:MOST_OCTETS])
        self.replace(text)
        self._payload = payload
        if len(payload) > MOST_OCTETS:
            self.on_overflowed(len(payload))
        elif self._writing.escaped:
            self.say(message("codes.escaped"))
        self.given.emit()

    def _on_choice_changed(self, index: int) -> None:
        if self._codes:
            self._choose(index)

    def _choose(self, index: int) -> None:
        code = self._codes[index]
        self.brought.emit()
        self.scanned = code.findings
        self.say(message("codes.from-picture", symbol=code.symbol))
        self._place(code.payload)

    def _choice(self, code: SeenCode, pages: int) -> str:
        name = standard_name(self.tools, code.standard)
        if pages < 2:
            return self.tools.speech.t("codes.choice", standard=name, text=code.text)
        return self.tools.speech.t("codes.on-page", page=code.page, standard=name, text=code.text)
