"""Every action of the window, from `data/window/actions.toml`: menus, keys and palette grow from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QKeySequence, QPixmap
from PySide6.QtWidgets import QMenu, QMenuBar

from linktester import resources
from linktester.gui.speech import Speech
from linktester.gui.theme import Theme

FILE = "window/actions.toml"
CHECKABLE = frozenset({"assume-inferred", "compare-dates"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table."""

    id: str
    menu: str
    keys: tuple[str, ...] = ()
    icon: str = ""


@cache
def entries() -> tuple[Entry, ...]:
    """Return the table, in its order."""
    found = resources.read_table(FILE)["action"]
    return tuple(
        Entry(each["id"], each["menu"], tuple(each.get("keys", ())), each.get("icon", "")) for each in found
    )


class Actions(QObject):
    """The actions themselves. They hold no meaning: whoever is asked first does what `requested` names.

    Before `show_icons` they have blank ones, which take the place of the true ones: what these are drawn with
    need not be loaded for the first paint.
    Signals: `requested(id)` when one was triggered by menu, key, button or palette.
    """

    requested = Signal(str)

    def __init__(self, speech: Speech, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._speech = speech
        self._icons = {entry.id: entry.icon for entry in entries() if entry.icon}
        self._drawn: set[str] = set()
        self._blank: QIcon | None = _blank()
        self._actions = {entry.id: self._made(entry) for entry in entries()}
        theme.changed.connect(self._draw_anew)

    def __getitem__(self, name: str) -> QAction:
        self._draw((name,))
        return self._actions[name]

    def all(self) -> dict[str, QAction]:
        """Return id → action, in the table's order."""
        self._draw(self._actions)
        return dict(self._actions)

    def show_icons(self) -> None:
        """Draw the icons from now on, and those that somebody has asked for already."""
        if self._blank is not None:
            self._blank = None
            self._draw_anew()

    def allow(self, possible: frozenset[str]) -> None:
        """Enable exactly these."""
        for name, action in self._actions.items():
            action.setEnabled(name in possible)

    def fill(self, bar: QMenuBar) -> None:
        """Put all actions into menus."""
        menus: dict[str, QMenu] = {}
        for entry in entries():
            menu = menus.get(entry.menu)
            if menu is None:
                menu = menus[entry.menu] = bar.addMenu("")
                self._speech.put(menu, "setTitle", f"action.menu-{entry.menu}")
                menu.aboutToShow.connect(partial(self._draw_menu, entry.menu))
            menu.addAction(self._actions[entry.id])

    def _made(self, entry: Entry) -> QAction:
        action = QAction(self)
        action.setObjectName(entry.id)
        self._speech.text(action, f"action.{entry.id}")
        action.setShortcuts([QKeySequence(key) for key in entry.keys])
        action.setCheckable(entry.id in CHECKABLE)
        # Not `triggered`'s own argument: whether it is checked is asked of the action.
        action.triggered.connect(partial(self._on_triggered, entry.id))
        return action

    def _on_triggered(self, name: str, _checked: bool = False) -> None:
        self.requested.emit(name)

    def _draw_anew(self) -> None:
        drawn = tuple(self._drawn)
        self._drawn.clear()
        self._draw(drawn)

    def _draw_menu(self, menu: str) -> None:
        self._draw(entry.id for entry in entries() if entry.menu == menu)

    def _draw(self, names: Iterable[str]) -> None:
        """Give actions their icons when somebody is about to see them; drawing all would delay the start."""
        for name in names:
            if name in self._icons and name not in self._drawn:
                self._drawn.add(name)
                self._actions[name].setIcon(self._blank or self._icon(name))

    def _icon(self, name: str) -> QIcon:
        from linktester.gui.icons import icon  # noqa: PLC0415 - not before the first paint

        return icon(self._icons[name], self._theme)


def _blank() -> QIcon:
    """Return an icon without a line in it. One that is null would let words move to where it stands."""
    pixmap = QPixmap(1, 1)
    pixmap.fill(QColor(0, 0, 0, 0))
    return QIcon(pixmap)
