"""The libraries linktester stands on, each with its licence, and the text of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from linktester.gui.licences import MOST_TEXT, Library, libraries, text_of
from linktester.gui.plaintext import shown
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.gui.widgets.plain import PlainLabel


class Licences(QDialog):
    """A list at the left, the text of the chosen one at the right."""

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tools
        self._listing, self._reading = Latest(tools.tasks), Latest(tools.tasks)
        self.setObjectName("licences-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tools.speech.put(self, "setWindowTitle", "licences.title")
        self._tree = QTreeWidget()
        self._tree.setObjectName("licences-list")
        self._tree.setRootIsDecorated(False)
        self._tree.setUniformRowHeights(True)
        self._tree.setProperty("look", "roomy")
        tools.speech.name(self._tree, "licences.title")
        self._text = QPlainTextEdit()
        self._text.setObjectName("licences-text")
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        tools.speech.name(self._text, "licences.text")
        self._lay_out()
        self._tree.currentItemChanged.connect(self._on_current_item_changed)
        tools.speech.changed.connect(self._on_speech_changed)
        self.finished.connect(self._listing.drop)
        self.finished.connect(self._reading.drop)
        self._on_speech_changed()
        self._listing.run(libraries, done=self._on_listed)

    def _lay_out(self) -> None:
        about, qt = PlainLabel("", "muted"), PlainLabel()
        self._tools.speech.text(about, "licences.about")
        self._tools.speech.text(qt, "licences.qt")
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self._tree)
        halves.addWidget(self._text)
        halves.setSizes([420, 480])
        halves.setChildrenCollapsible(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setObjectName("licences-close")
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addWidget(about)
        column.addWidget(qt)
        column.addWidget(halves, 1)
        column.addWidget(buttons)
        self.resize(920, 540)

    def _on_listed(self, found: Sequence[Library]) -> None:
        for each in found:
            item = QTreeWidgetItem([each.name, each.version, each.licence or "–"])
            item.setToolTip(2, each.licence)
            self._tree.addTopLevelItem(item)
        for column, width in enumerate((160, 90)):
            self._tree.setColumnWidth(column, width)
        first = self._tree.topLevelItem(0)
        if first is not None:
            self._tree.setCurrentItem(first)

    def _on_current_item_changed(self, item: QTreeWidgetItem | None, _old: QTreeWidgetItem | None) -> None:
        if item is not None:
            self._reading.run(text_of, item.text(0), done=self._on_read)

    def _on_read(self, text: str) -> None:
        self._text.setPlainText(shown(text, MOST_TEXT) if text else self._tools.speech.t("licences.no-text"))

    def _on_speech_changed(self) -> None:
        t = self._tools.speech.t
        self._tree.setHeaderLabels([t(f"licences.column-{name}") for name in ("name", "version", "licence")])
