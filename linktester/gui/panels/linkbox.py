"""The one box: any text, a picture of a code, or a link that is built; it tells what was understood."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from linktester.gui.icons import icon
from linktester.gui.panels.pictures import from_file, from_image, from_octets
from linktester.gui.panels.takebox import TakeBox
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.empty import ActionButton
from linktester.gui.widgets.growingtext import MOST, GrowingText
from linktester.model.message import message
from linktester.project.given import MOST_CHOICES, Understood, Way, understand

if TYPE_CHECKING:
    from linktester.project.pictured import Pictured


class LinkBox(TakeBox):
    """A link, buttons, and a choice where several were found.

    Signals: `understood(Understood | None)` after the text was read, None when it is blank;
    `build_toggled(bool)` when the form for building is wished for, or not any more; `add_requested()` to keep
    the link in the project.
    """

    understood = Signal(object)
    build_toggled = Signal(bool)
    add_requested = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        edit = GrowingText()
        edit.setObjectName("link-text")
        super().__init__(tools, edit, "link-choices", parent)
        self._latest = Latest(tools.tasks)
        self._codes: tuple[str, ...] = ()
        self.is_reading = False
        """True from an edit until `understood` tells what it means."""
        self.way = Way.TEXT
        """How the present text came."""
        self.add = QPushButton()
        self._build = QPushButton()
        self._lay_out()
        self.choices.chosen_changed.connect(self._on_choice_changed)

    @property
    def text(self) -> str:
        """What stands in the box."""
        return self.edit.text

    def put(self, text: str, way: Way = Way.TEXT) -> None:
        """Put a text into the box and read it at once."""
        self._codes, self.scanned = (), ()
        self.say(None)
        self._place(text, way)

    def clear(self) -> None:
        """Empty the box and take the focus."""
        self.put("")
        self.edit.setFocus()

    def ask_picture(self) -> None:
        """Ask for a picture file; it is read when one was chosen."""
        self.ask_for_file("start.picture-title", "start.picture-filter")

    def read_now(self) -> None:
        """Read the text without waiting for a pause in typing."""
        self.pause.stop()
        self._read(0 if self._codes else self.choices.chosen)

    def leave(self) -> None:
        """Read nothing more: the window closes."""
        super().leave()
        self._latest.drop()

    def bring(self, text: str) -> None:
        """Take a text that came whole."""
        self.put(text)

    def rested(self) -> None:
        """Read what was typed."""
        self.read_now()

    def typed(self) -> None:
        """Forget where the text before came from."""
        self.say(None)
        self.way, self._codes, self.scanned = Way.TEXT, (), ()
        self.is_reading = True

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
        """Take the first code's text, and offer the others."""
        if not found.texts:
            self.say_unreadable(found.findings)
            return
        self.say(message("start.read-from-picture"))
        self._codes = found.texts if len(found.texts) > 1 else ()
        self.scanned = found.findings
        self.choices.show_choices("start.several-codes", self._codes, 0)
        self._place(found.texts[0], Way.PICTURE)
        self.edit.setFocus()

    def on_overflowed(self, length: int) -> None:
        """Tell that a text was cut."""
        self.say(message("start.cut", length=length, most=MOST))

    def _lay_out(self) -> None:
        speech, actions = self.tools.speech, self.tools.actions
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
        column = self.column(8, self.edit, self.note, self.choices)
        column.insertLayout(1, row)

    def _button(self, name: str, code: str, command: Callable[[], None]) -> QPushButton:
        button = QPushButton(icon(name, self.tools.theme), "")
        button.setObjectName(f"link-{name}")
        self.tools.speech.text(button, code)
        button.clicked.connect(partial(self._on_button_clicked, command))
        self.tools.theme.changed.connect(partial(self._repaint, button, name))
        return button

    def _place(self, text: str, way: Way) -> None:
        self.replace(text)
        self.way = way
        self._read(0)

    def _read(self, choice: int) -> None:
        self.is_reading = True
        self._latest.run(understand, self.text, choice, done=self._on_understood)

    def _on_button_clicked(self, command: Callable[[], None], _checked: bool = False) -> None:
        command()

    def _on_add_clicked(self) -> None:
        self.add_requested.emit()

    def _repaint(self, button: QPushButton, name: str) -> None:
        button.setIcon(icon(name, self.tools.theme))

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
