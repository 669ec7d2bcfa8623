"""All actions by a few letters of their name, in either language: type, Enter."""

import tomllib
from functools import cache

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

from linktester import resources
from linktester.gui.actions import entries
from linktester.gui.dialogs.palettecells import PaletteCells
from linktester.gui.models.palette import Choice, PaletteModel
from linktester.gui.tools import Tools
from linktester.gui.widgets.plain import PlainLabel
from linktester.wording import LANGUAGES

RECENT = "palette-recent"
MOST_RECENT = 6
WIDTH, HEIGHT = 600, 420
_MOVES = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}


class Palette(QDialog):
    """One field and what it finds. Up and Down choose, Enter does it, Escape leaves."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tools
        self.setObjectName("palette-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tools.speech.put(self, "setWindowTitle", "action.palette")
        self._model = PaletteModel(choices(tools), tools.settings.texts(RECENT), self)
        self._field = QLineEdit()
        self._field.setObjectName("palette-field")
        self._field.setMaxLength(200)
        self._field.setClearButtonEnabled(True)
        self._list = QListView()
        self._list.setObjectName("palette-list")
        self._list.setModel(self._model)
        self._list.setItemDelegate(PaletteCells(tools, self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = PlainLabel("", "muted")
        self._say()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        for part in (self._field, self._list, self._nothing):
            column.addWidget(part)
        self.resize(WIDTH, HEIGHT)
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self._on_text_changed)
        self._field.returnPressed.connect(self._on_return_pressed)
        self._list.clicked.connect(self._on_clicked)
        self._on_text_changed("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while letters go into the field."""
        if watched is self._field and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            if event.type() == QEvent.Type.KeyPress:
                self._list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _say(self) -> None:
        speech = self._tools.speech
        speech.placeholder(self._field, "palette.hint")
        speech.name(self._field, "palette.hint")
        speech.name(self._list, "action.palette")

    def _on_text_changed(self, text: str) -> None:
        self._model.seek(text)
        count = self._model.rowCount()
        self._list.setCurrentIndex(self._first())
        self._list.scrollToTop()
        self._nothing.setText(self._tools.speech.t("palette.nothing" if not count else "palette.keys"))

    def _first(self) -> QModelIndex:
        first = self._model.choice(0)
        return self._model.index(0) if first is not None and first.possible else QModelIndex()

    def _on_return_pressed(self) -> None:
        self._do(self._model.choice(self._list.currentIndex().row()))

    def _on_clicked(self, index: QModelIndex) -> None:
        self._do(self._model.choice(index.row()))

    def _do(self, choice: Choice | None) -> None:
        if choice is None or not choice.possible:
            return
        settings = self._tools.settings
        kept = [name for name in settings.texts(RECENT) if name != choice.id]
        settings.put(RECENT, [choice.id, *kept][:MOST_RECENT])
        # Away first: what is done may open a window of its own or ask where the focus is.
        self.accept()
        self._tools.actions[choice.id].trigger()


def choices(tools: Tools) -> list[Choice]:
    """Return all actions as they stand now, the palette itself left out."""
    speech = tools.speech
    other = _words(next(each for each in LANGUAGES if each != speech.language))
    found = []
    # Not one by one out of the table, which draws an icon for each.
    actions = {action.objectName(): action for action in tools.actions.findChildren(QAction)}
    for entry in entries():
        action = actions[entry.id]
        if entry.id == "palette":
            continue
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        found.append(
            Choice(
                id=entry.id,
                words=action.text(),
                other=other[entry.id],
                group=speech.t(f"action.menu-{entry.menu}"),
                keys=keys,
                possible=action.isEnabled(),
            )
        )
    return found


@cache
def _words(language: str) -> dict[str, str]:
    """Return what the actions are called in a language, without reading all its other words."""
    words: dict[str, str] = tomllib.loads(resources.read_text(f"messages/{language}/action.toml"))
    return words
