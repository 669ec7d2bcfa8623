"""All keys, by menu. Grown from the table of actions: what stands here is what works."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from linktester.gui.actions import entries
from linktester.gui.tools import Tools
from linktester.gui.widgets.plain import PlainLabel


class Shortcuts(QDialog):
    """A table of actions and keys."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tools
        self.setObjectName("shortcuts-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tools.speech.put(self, "setWindowTitle", "shortcuts.title")
        self._tree = QTreeWidget()
        self._tree.setObjectName("shortcuts-table")
        self._tree.setColumnCount(2)
        self._tree.setRootIsDecorated(False)
        self._tree.setIndentation(12)
        self._tree.setProperty("look", "roomy")
        self._tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._tree.header().setStretchLastSection(False)
        tools.speech.name(self._tree, "shortcuts.title")
        self._lay_out()
        tools.speech.changed.connect(self._fill)
        self._fill()

    def _lay_out(self) -> None:
        about = PlainLabel("", "muted")
        self._tools.speech.text(about, "shortcuts.about")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setObjectName("shortcuts-close")
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addWidget(about)
        column.addWidget(self._tree, 1)
        column.addWidget(buttons)
        self.resize(560, 560)

    def _fill(self) -> None:
        t, actions = self._tools.speech.t, self._tools.actions
        self._tree.clear()
        self._tree.setHeaderLabels([t("shortcuts.action"), t("shortcuts.keys")])
        menus: dict[str, QTreeWidgetItem] = {}
        for entry in entries():
            if entry.menu not in menus:
                menus[entry.menu] = self._menu(t(f"action.menu-{entry.menu}"))
            QTreeWidgetItem(menus[entry.menu], [actions[entry.id].text(), keys_of(actions[entry.id])])
        self._tree.expandAll()
        first = self._tree.topLevelItem(0)
        if first is not None:
            self._tree.setCurrentItem(first)

    def _menu(self, words: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self._tree, [words])
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        return item


def keys_of(action: QAction) -> str:
    """Return all shortcuts of an action as this system writes them; a dash without one."""
    found = [each.toString(each.SequenceFormat.NativeText) for each in action.shortcuts()]
    # The two Enter keys have one name in some languages.
    return "  ·  ".join(dict.fromkeys(found)) or "–"
