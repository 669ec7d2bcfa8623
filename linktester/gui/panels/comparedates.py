"""One picture, or two dates side by side: scrolled together, what changed outlined, what happened between."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from linktester.gui.models.boards import Board
from linktester.gui.models.comparison import Comparison, Happened
from linktester.gui.models.matrix import MatrixModel
from linktester.gui.plaintext import shown, tip
from linktester.gui.tools import Tools
from linktester.gui.widgets.pictureview import PictureView
from linktester.gui.widgets.plain import PlainLabel

STACKED = 980
"""Below this width, in pixels, two pictures stand below each other …"""
LOW = 560
"""… unless there is less than this height."""
_MOST = 300
LOWER, LOWER_LOW = 190, 104
"""Pixels for what happened between, with much and with little height."""


class ComparedPictures(QWidget):
    """The picture, or two.

    Signals: `current_moved()`; `opened()` by Enter; `jumped(datetime)` when an event between was chosen.
    """

    current_moved = Signal()
    opened = Signal()
    jumped = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self.models = (MatrixModel(tools.speech, self), MatrixModel(tools.speech, self))
        first, second = self.models
        self.views = (
            PictureView(first, tools.theme, "matrix-picture", tools.host.undisturbed),
            PictureView(second, tools.theme, "matrix-second-picture", tools.host.undisturbed),
        )
        self._titles = (PlainLabel("", "heading", wrap=False), PlainLabel("", "heading", wrap=False))
        self._summary = PlainLabel("", "heading", wrap=False)
        self._events = QTreeWidget()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._whole = QSplitter(Qt.Orientation.Vertical)
        self._front = self.views[0]
        self._happened: tuple[Happened, ...] = ()
        self._lay_out()
        self._listen()
        self._on_speech_changed()
        self.show_one(Board())

    @property
    def front(self) -> PictureView:
        """The picture that was used last."""
        return self._front

    @property
    def is_comparing(self) -> bool:
        """Whether there are two."""
        return not self._sides[1].isHidden()

    @property
    def model(self) -> MatrixModel:
        """What the picture used last shows."""
        return self.models[self.views.index(self._front)]

    def show_one(self, board: Board) -> None:
        """Show one picture."""
        self._front = self.views[0]
        for part in self._second_parts():
            part.hide()
        self.models[0].show_board(board)

    def show_two(self, both: Comparison) -> None:
        """Show two pictures, the changes and the events between."""
        for part in self._second_parts():
            part.show()
        for label, title in zip(self._titles, both.titles, strict=True):
            label.setText(title)
        self.models[0].show_board(both.first, both.changed, both.turned)
        self.models[1].show_board(both.second, both.changed, both.turned)
        total = len(both.first.slots.keys() | both.second.slots.keys())
        counts = {"count": len(both.changed), "total": total, "turned": len(both.turned)}
        self._tools.speech.put(self._summary, "setText", "matrix.changed", **counts)
        if both.happened != self._happened:
            self._happened = both.happened
            self._list_events()

    def search(self, text: str) -> None:
        """Mark heads and go to the first one found."""
        found = [model.search(text) for model in self.models]
        if found[0]:
            self.views[0].go(*found[0][0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the pictures beside or below each other."""
        super().resizeEvent(event)
        size = event.size()
        wide = size.width() >= STACKED or size.height() < LOW
        lower = LOWER_LOW if size.height() < LOW else LOWER
        self._whole.setSizes([max(1, size.height() - lower), lower])
        self._split.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)

    def _second_parts(self) -> tuple[QWidget, ...]:
        """Return what is there only while comparing."""
        return (self._sides[1], self._lower, *self._titles)

    def _lay_out(self) -> None:
        self._sides = (QWidget(), QWidget())
        for side, title, view in zip(self._sides, self._titles, self.views, strict=True):
            inner = QVBoxLayout(side)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(4)
            inner.addWidget(title)
            inner.addWidget(view, 1)
            self._split.addWidget(side)
        self._split.setChildrenCollapsible(False)
        self._events.setObjectName("matrix-between")
        self._events.setRootIsDecorated(False)
        self._events.setUniformRowHeights(True)
        self._events.setMinimumHeight(56)
        self._events.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._events.setColumnCount(3)
        header = self._events.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self._lower = QWidget()
        below = QVBoxLayout(self._lower)
        below.setContentsMargins(0, 8, 0, 0)
        below.setSpacing(4)
        below.addWidget(self._summary)
        below.addWidget(self._events, 1)
        self._whole.addWidget(self._split)
        self._whole.addWidget(self._lower)
        self._whole.setStretchFactor(0, 1)
        self._whole.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)

    def _listen(self) -> None:
        self.views[0].follow(self.views[1])
        for view, name in zip(self.views, ("matrix.picture", "matrix.second-picture"), strict=True):
            self._tools.speech.name(view, name)
            view.current_moved.connect(self._on_current_moved)
            view.opened.connect(self.opened)
        self._tools.speech.name(self._events, "matrix.between")
        self._events.itemActivated.connect(self._on_event_activated)
        self._tools.speech.changed.connect(self._on_speech_changed)

    def _list_events(self) -> None:
        self._events.clear()
        for each in self._happened[:_MOST]:
            item = QTreeWidgetItem(
                [each.date, shown(each.title, 400), str(each.cells) if each.cells else "–"]
            )
            item.setToolTip(1, tip(each.title))
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if not each.cells:
                for column in range(3):
                    item.setForeground(column, self._tools.theme.color("muted"))
            self._events.addTopLevelItem(item)

    def _on_current_moved(self) -> None:
        view = self.sender()
        if isinstance(view, PictureView) and view.hasFocus():
            self._front = view
        if self.is_comparing:
            self._mirror()
        self.current_moved.emit()

    def _mirror(self) -> None:
        """Have the other picture stand at the same cell."""
        index = self._front.currentIndex()
        other = self.views[1 - self.views.index(self._front)]
        there = other.currentIndex()
        if index.isValid() and (there.row(), there.column()) != (index.row(), index.column()):
            other.setCurrentIndex(other.model().index(index.row(), index.column()))

    def _on_event_activated(self, item: QTreeWidgetItem) -> None:
        moment = self._happened[self._events.indexOfTopLevelItem(item)].at
        if moment is not None:
            self.jumped.emit(moment)

    def _on_speech_changed(self) -> None:
        codes = ("matrix.column-date", "matrix.column-happened", "matrix.column-cells")
        self._events.setHeaderLabels([self._tools.speech.t(code) for code in codes])
