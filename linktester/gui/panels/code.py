"""The code of the link, live: drawn, proved by reading it back, copied, saved, shown large."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from linktester.gui.icons import icon
from linktester.gui.panels.coding import Drawn, drawn, save_pdf
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.wholefile import write_whole
from linktester.gui.widgets.breaking import BreakingLabel
from linktester.gui.widgets.clipboard import put_text
from linktester.gui.widgets.codeview import CodeView
from linktester.gui.widgets.filedialogs import ask_where
from linktester.gui.widgets.plain import PlainLabel
from linktester.model.errors import EnvironmentFault, InputErrors, LinktesterError
from linktester.model.message import Message, message

LEVELS = ("L", "M", "Q", "H")
LEVEL = "code-level"
"""Where the chosen level is remembered."""
WIDTH = 248
FINEST = 3
"""Device pixels for a module below which phones have trouble with a screen."""
BUTTONS = (
    ("copy", "code.copy-link", "code.copy-link-tip"),
    ("copy", "code.copy", "code.copy-tip"),
    ("save", "code.save-png", "code.save-png-tip"),
    ("save", "code.save-svg", "code.save-svg-tip"),
    ("save", "code.save-pdf", "code.save-pdf-tip"),
    ("enlarge", "code.enlarge", "code.enlarge-tip"),
)
"""Icon, words, tool tip."""


class CodePanel(QWidget):
    """Picture, what proves it, level, buttons.

    Signals: `enlarge_requested()`; `told(Message)`; `failed(LinktesterError)`; `drawn_changed()` when there
    is another code, or none any more.
    """

    enlarge_requested = Signal()
    told = Signal(object)
    failed = Signal(object)
    drawn_changed = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("code")
        self.setFixedWidth(WIDTH)
        self._tools = tools
        self._latest = Latest(tools.tasks)
        self._text = self._instead = ""
        self.drawn: Drawn | None = None
        """The code that is shown; None while there is none."""
        self.view = CodeView()
        self.view.setObjectName("code-view")
        self.facts = BreakingLabel("", "muted")
        self.level = QComboBox()
        self._buttons = [self._button(index) for index in range(len(BUTTONS))]
        self._lay_out()
        tools.theme.changed.connect(self._on_theme_changed)
        self._show(None)

    def show_text(self, text: str, instead: str = "") -> None:
        """Make the code of `text`; the one before stays until the new one is proved.

        `instead` is the code of a sentence that stands in the place of a picture that would mean nothing.
        """
        self._text, self._instead = text, instead
        self.view.setVisible(not instead)
        self._draw()

    def leave(self) -> None:
        """Draw nothing more: the window closes."""
        self._latest.drop()

    def copy_text(self) -> None:
        """Put the link on the clipboard, as it is."""
        put_text(self._text)
        self.told.emit(message("code.link-copied"))

    def _draw(self) -> None:
        if self._instead or not self._text:
            self._latest.drop()
            self._show(None)
            if self._instead:
                self._tools.speech.text(self.facts, self._instead)
            return
        self._latest.run(self._maker(), done=self._show, failed=self._on_failed)

    def _maker(self) -> Callable[[], Drawn]:
        """Return what makes the code; it runs on a task's thread."""
        return partial(drawn, self._text, self.level.currentData())

    def _lay_out(self) -> None:
        speech = self._tools.speech
        self.level.setObjectName("code-level")
        for level in LEVELS:
            self.level.addItem("", level)
        self.level.setCurrentIndex(max(0, self.level.findData(self._tools.settings.text(LEVEL, "M"))))
        speech.tip(self.level, "code.level-tip")
        speech.name(self.level, "code.level")
        speech.name(self.view, "code.title")
        self.level.currentIndexChanged.connect(self._on_level_chosen)
        speech.changed.connect(self._say_levels)
        self._say_levels()
        label = PlainLabel("", "muted", wrap=False)
        speech.text(label, "code.level")
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.level, 1)
        grid = QGridLayout()
        grid.setSpacing(6)
        for index, button in enumerate(self._buttons):
            grid.addWidget(button, index // 2, index % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.view)
        column.addWidget(self.facts)
        column.addLayout(row)
        column.addLayout(grid)
        column.addStretch(1)

    def _button(self, index: int) -> QPushButton:
        name, code, tip = BUTTONS[index]
        commands = (
            self.copy_text,
            self._copy_picture,
            partial(self._ask, "png"),
            partial(self._ask, "svg"),
            partial(self._ask, "pdf"),
            self._enlarge,
        )
        button = QPushButton(icon(name, self._tools.theme), "")
        button.setObjectName(code.replace(".", "-"))
        self._tools.speech.text(button, code)
        self._tools.speech.tip(button, tip)
        button.clicked.connect(commands[index])
        return button

    def _say_levels(self) -> None:
        for index, level in enumerate(LEVELS):
            self.level.setItemText(index, self._tools.speech.t(f"code.level-{level}"))
        self._say_facts()

    def _say_facts(self) -> None:
        if self.drawn is not None:
            self.facts.setText("\n".join(self._facts(self.drawn)))

    def _facts(self, code: Drawn) -> list[str]:
        """Return what is told of the picture."""
        side = len(code.modules)
        said = [self._tools.speech.t("code.proved", version=code.version, level=code.level, side=side)]
        if self.view.scale < FINEST:
            said.append(self._tools.speech.t("code.too-fine"))
        return said

    def _show(self, code: Drawn | None) -> None:
        self.drawn = code
        if code is None:
            self.view.show_modules(())
        else:
            self.view.show_modules(code.modules, code.middle, code.middle_share)
        for button in self._buttons[1:]:
            button.setEnabled(code is not None)
        self._buttons[0].setEnabled(bool(self._text))
        self._tools.speech.silence(self.facts)
        self.facts.setObjectName("muted")
        self.facts.setText("")
        self._say_facts()
        self.drawn_changed.emit()

    def _on_failed(self, error: LinktesterError) -> None:
        self._show(None)
        said = _first(error)
        self._tools.speech.text(self.facts, said.code, **said.args)

    def _on_level_chosen(self, _index: int) -> None:
        self._tools.settings.put(LEVEL, self.level.currentData())
        self._draw()

    def _copy_picture(self) -> None:
        if self.drawn is not None:
            QGuiApplication.clipboard().setImage(QImage.fromData(self.drawn.png))
            self.told.emit(message("code.copied"))

    def _enlarge(self) -> None:
        self.enlarge_requested.emit()

    def _ask(self, suffix: str, _checked: bool = False) -> None:
        """Ask where to save; it is written when a name was given."""
        self._ask_where("link-code", suffix, self.save_to)

    def _ask_where(self, name: str, suffix: str, save: Callable[[str, Path], None]) -> None:
        title = self._tools.speech.t("code.save-title")
        ask_where(self.window(), title, f"{name}.{suffix}", partial(save, suffix), suffix=suffix)

    def save_to(self, suffix: str, path: Path) -> None:
        """Write the code as `png`, `svg` or `pdf`, whole or not at all."""
        if self.drawn is None:
            return
        if suffix == "pdf":
            done = partial(self._on_saved, path)
            self._tools.tasks.run(save_pdf, path, self.drawn.code, done=done, failed=self.failed.emit)
            return
        self._write(path, self.drawn.svg.encode() if suffix == "svg" else self.drawn.png)

    def _write(self, path: Path, data: bytes) -> None:
        done = partial(self._on_saved, path)
        self._tools.tasks.run(write_whole, path, data, done=done, failed=self.failed.emit)

    def _on_saved(self, path: Path, _done: object) -> None:
        self.told.emit(message("code.saved", path=str(path)))

    def _on_theme_changed(self) -> None:
        for button, (name, *_) in zip(self._buttons, BUTTONS, strict=True):
            button.setIcon(icon(name, self._tools.theme))


def _first(error: LinktesterError) -> Message:
    if isinstance(error, InputErrors):
        return error.problems[0].message
    return error.message if isinstance(error, EnvironmentFault) else message("code.none")
