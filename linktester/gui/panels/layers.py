"""The layers of a link as an indented list: a link in a parameter in a link, with the fields of each."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QTreeWidget, QTreeWidgetItem, QWidget

from linktester import links
from linktester.gui.panels.spots import way_in
from linktester.gui.plaintext import shown
from linktester.gui.tools import Tools
from linktester.model.link import Layer

MOST_FIELDS = 20
"""Fields of a layer that are shown; the rest is counted."""
MOST = 600
"""Characters of a text that are shown; it is whole in the box above."""
MOST_LINES = 9
"""Lines shown without scrolling."""
WAY, TEXT = 0, 1


class LayerTree(QTreeWidget):
    """Two columns: how a layer or field is reached, and what stands there."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.setObjectName("found-tree")
        self.setProperty("look", "roomy")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.header().setStretchLastSection(True)
        tools.speech.name(self, "found.layers")

    def show_layers(self, layers: Iterable[Layer]) -> None:
        """Show other layers, outermost first, each below the one that holds it."""
        self.clear()
        above: list[QTreeWidgetItem] = []
        for layer in layers:
            item = self._item(layer)
            above = above[: layer.depth]
            if above:
                above[-1].addChild(item)
            else:
                self.addTopLevelItem(item)
            above.append(item)
            self._add_fields(item, layer)
        self.expandAll()
        self._divide()
        self.setFixedHeight(self.sizeHint().height())

    @property
    def lines(self) -> list[str]:
        """What is shown, each line indented by its depth."""
        found: list[str] = []
        for index in range(self.topLevelItemCount()):
            _gather(self.topLevelItem(index), 0, found)
        return found

    def sizeHint(self) -> QSize:
        """Return room for its lines, up to a few."""
        lines = max(1, min(len(self.lines), MOST_LINES))
        row = max(self.sizeHintForRow(0), self.fontMetrics().height() + 4)
        return QSize(320, lines * row + 2 * self.frameWidth() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave at least half of the width to the texts."""
        super().resizeEvent(event)
        self._divide()

    def _divide(self) -> None:
        wanted = self.sizeHintForColumn(WAY) + 8
        self.setColumnWidth(WAY, max(80, min(wanted, self.viewport().width() // 2)))

    def _item(self, layer: Layer) -> QTreeWidgetItem:
        speech = self._tools.speech
        family = speech.phrases.words.local(links.families()[layer.family].name)
        way = speech.t("found.layer", way=speech.say(way_in(layer.where)), family=family)
        item = _line(way, layer.text)
        font = item.font(WAY)
        font.setBold(True)
        item.setFont(WAY, font)
        return item

    def _add_fields(self, item: QTreeWidgetItem, layer: Layer) -> None:
        for name, value in [*layer.fields.items()][:MOST_FIELDS]:
            item.addChild(_line(name, value))
        more = len(layer.fields) - MOST_FIELDS
        if more > 0:
            item.addChild(QTreeWidgetItem([self._tools.speech.t("window.more-problems", count=more), ""]))


def _line(way: str, text: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([_flat(way), _flat(text)])
    item.setToolTip(TEXT, f"<p style='white-space: pre-wrap'>{escape(shown(text, MOST))}</p>")
    return item


def _flat(text: str) -> str:
    return shown(text, MOST).replace("\n", "\\n").replace("\t", "\\t")


def _gather(item: QTreeWidgetItem | None, depth: int, found: list[str]) -> None:
    if item is None:
        return
    found.append(f"{'  ' * depth}{item.text(WAY)}: {item.text(TEXT)}")
    for index in range(item.childCount()):
        _gather(item.child(index), depth + 1, found)
