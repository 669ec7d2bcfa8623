"""A list in groups with a field that narrows it down; its entries are chosen, or ticked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from linktester.gui.plaintext import shown

KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. What is typed is looked for in `text`, `more` and the group's title."""

    key: str
    text: str
    more: str = ""
    """Other words for it, not shown."""
    ticked: bool | None = None
    """None = it is chosen, not ticked."""


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a title."""

    title: str
    entries: Sequence[Entry]
    more: str = ""


class GroupedTree(QWidget):
    """Field above, list below. The field's arrow keys move in the list.

    Signals: `chosen(str)` with the key of the entry gone to; `ticked(str, bool)`.
    """

    chosen = Signal(str)
    ticked = Signal(str, bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` begins the object names: `name-find`, `name-list`."""
        super().__init__(parent)
        self.field = _Field()
        self.field.setObjectName(f"{name}-find")
        self.field.setClearButtonEnabled(True)
        self.list = QTreeWidget()
        self.list.setObjectName(f"{name}-list")
        self.list.setHeaderHidden(True)
        self.list.setUniformRowHeights(True)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._heads: list[QTreeWidgetItem] = []
        self._items: list[tuple[QTreeWidgetItem, str]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        self.field.textChanged.connect(self._on_text_changed)
        self.field.went.connect(self._on_went)
        self.list.currentItemChanged.connect(self._on_current_changed)
        self.list.itemChanged.connect(self._on_item_changed)

    def show_groups(self, groups: Iterable[Group]) -> None:
        """Show other groups; what is typed goes on narrowing them."""
        self.list.blockSignals(True)
        self.list.clear()
        self._heads, self._items = [], []
        for group in groups:
            self._add(group)
        self.list.blockSignals(False)
        self._on_text_changed(self.field.text())

    def choose(self, key: str) -> None:
        """Go to an entry."""
        for item, _ in self._items:
            if item.data(0, KEY) == key:
                self.list.setCurrentItem(item)
                return

    def sizeHint(self) -> QSize:
        """Return room for a dozen lines."""
        return QSize(260, 300)

    def _add(self, group: Group) -> None:
        head = QTreeWidgetItem([shown(group.title, 200)])
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        self.list.addTopLevelItem(head)
        self._heads.append(head)
        for entry in group.entries:
            item = QTreeWidgetItem([shown(entry.text, 200)])
            item.setData(0, KEY, entry.key)
            if entry.ticked is not None:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(0, _state(entry.ticked))
            head.addChild(item)
            words = f"{group.title} {group.more} {entry.text} {entry.more} {entry.key}".casefold()
            self._items.append((item, words))
        head.setExpanded(True)

    def _on_text_changed(self, text: str) -> None:
        wanted = text.casefold().split()
        for item, words in self._items:
            item.setHidden(not all(word in words for word in wanted))
        seen = {id(item.parent()) for item, _ in self._items if not item.isHidden()}
        for head in self._heads:
            head.setHidden(id(head) not in seen)

    def _on_went(self, step: int) -> None:
        seen = [item for item, _ in self._items if not item.isHidden()]
        if not seen:
            return
        current = self.list.currentItem()
        at = seen.index(current) + step if current in seen else 0
        self.list.setCurrentItem(seen[max(0, min(at, len(seen) - 1))])

    def _on_current_changed(self, item: QTreeWidgetItem | None, _before: object = None) -> None:
        key = item.data(0, KEY) if item is not None else None
        if key is not None:
            self.chosen.emit(key)

    def _on_item_changed(self, item: QTreeWidgetItem, _column: int = 0) -> None:
        key = item.data(0, KEY)
        if key is not None:
            self.ticked.emit(key, item.checkState(0) is Qt.CheckState.Checked)


class _Field(QLineEdit):
    """A line whose arrow keys are told: `went(int)`."""

    went = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell up and down; the rest is typed."""
        steps = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}
        if event.key() in steps:
            self.went.emit(steps[event.key()])
            return
        super().keyPressEvent(event)


def _state(ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
