"""The box of the Resolve page: a link, and the files that say which app opens it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QWidget

from linktester.gui.panels.pictures import from_file, from_image, from_octets
from linktester.gui.panels.takebox import TakeBox
from linktester.gui.tools import Tools
from linktester.gui.widgets.filedialogs import ask_files
from linktester.gui.widgets.growingtext import MOST, GrowingText
from linktester.gui.widgets.textbutton import TextButton
from linktester.model.message import message

if TYPE_CHECKING:
    from linktester.project.pictured import Pictured


class ResolveBox(TakeBox):
    """A link and buttons. Files dropped or pasted are never read as pictures, but handed on.

    Signals: `given()` when the link is another one; `files_given(tuple)` with paths; `cases_requested()`.
    """

    given = Signal()
    files_given = Signal(object)
    cases_requested = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        edit = GrowingText()
        edit.setObjectName("resolve-link")
        super().__init__(tools, edit, "resolve-choices", parent)
        speech, theme = tools.speech, tools.theme
        self._paste = TextButton(speech, theme, "resolve-paste", "resolvepage.paste", sign="paste")
        self._files = TextButton(speech, theme, "resolve-add-files", "resolvepage.add-files", sign="open")
        self.cases = TextButton(speech, theme, "primary", "resolvepage.make-cases")
        self._lay_out()

    @property
    def text(self) -> str:
        """The link, without blanks around it."""
        return self.edit.text.strip()

    def put(self, text: str) -> None:
        """Put a link into the box and ask about it at once."""
        self.say(None)
        self.replace(text)
        self.given.emit()

    def ask_for_files(self) -> None:
        """Ask for files; they are handed on when some were chosen."""
        t = self.tools.speech.t
        title, kinds = t("resolvepage.files-title"), t("resolvepage.files-filter")
        ask_files(self.window(), title, kinds, self._on_files_chosen)

    def take(self, source: QMimeData) -> None:
        """Take a link, files, or a picture of a code."""
        files = tuple(Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile())
        if files:
            self.say(None)
            self.files_given.emit(files)
        else:
            super().take(source)

    def rested(self) -> None:
        """Ask about what was typed."""
        self.given.emit()

    def typed(self) -> None:
        """Take remarks back."""
        self.say(None)

    def bring(self, text: str) -> None:
        """Take a link that came whole."""
        self.put(text.strip())

    def read_file(self, path: Path) -> "Pictured":
        """Return what the codes in a file say. Raises InputErrors."""
        return from_file(path)

    def read_octets(self, data: bytes) -> "Pictured":
        """Return what the codes in a picture say. Raises InputErrors."""
        return from_octets(data)

    def read_image(self, image: QImage) -> "Pictured":
        """Return what the codes in a picture of Qt's say. Raises InputErrors."""
        return from_image(image)

    def on_read(self, found: "Pictured") -> None:
        """Take the first code's text."""
        if found.texts:
            self.put(found.texts[0])
        else:
            self.say_unreadable(found.findings)

    def on_overflowed(self, length: int) -> None:
        """Tell that a text was cut."""
        self.say(message("start.cut", length=length, most=MOST))

    def _lay_out(self) -> None:
        speech = self.tools.speech
        speech.placeholder(self.edit, "resolvepage.placeholder")
        speech.name(self.edit, "resolvepage.box")
        speech.tip(self._files, "resolvepage.add-files-tip")
        speech.tip(self.cases, "resolvepage.make-cases-tip")
        self._paste.clicked.connect(self._on_paste_clicked)
        self._files.clicked.connect(self._on_files_clicked)
        self.cases.clicked.connect(self._on_cases_clicked)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self._paste, self._files):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.cases)
        self.column(8, self.edit, self.note, self.choices).insertLayout(1, row)

    def _on_paste_clicked(self) -> None:
        self.paste()

    def _on_files_clicked(self) -> None:
        self.ask_for_files()

    def _on_cases_clicked(self) -> None:
        self.cases_requested.emit()

    def _on_files_chosen(self, paths: tuple[Path, ...]) -> None:
        self.files_given.emit(paths)
