"""One row for each system: who opens the link, and what decided it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from linktester.gui.panels.resolvelooks import LOOKS, apps, receiver, where
from linktester.gui.plaintext import shown, tip
from linktester.gui.present import NOTHING
from linktester.gui.tools import Tools
from linktester.gui.widgets.breaking import broken
from linktester.gui.widgets.mark import draw_shape
from linktester.model.phone import OS
from linktester.oslinks.answers.answer import Answer, Receiver
from linktester.oslinks.answers.everywhere import SYSTEMS, Resolved

SYSTEM, WHO, WHY = range(3)
HEADS = ("resolvepage.head-system", "resolvepage.head-who", "resolvepage.head-why")
SIDE = 18
ROOM = 24
"""Pixels beside the system's name."""
WHO_SHARE = 0.27
"""Share of the width for who opens it."""


class ResolveTable(QTableWidget):
    """Three rows that are never sorted.

    Signals: `system_chosen(OS)` with the system of the row gone to.
    """

    system_chosen = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(len(SYSTEMS), len(HEADS), parent)
        self._tools = tools
        self._found: Resolved | None = None
        self.setObjectName("resolve-table")
        tools.speech.name(self, "resolvepage.table")
        self._lay_out()
        self.currentCellChanged.connect(self._on_current_changed)
        tools.speech.changed.connect(self._show)
        tools.theme.changed.connect(self._show)
        self._show()
        self.selectRow(0)

    @property
    def system(self) -> OS:
        """The system whose row is current."""
        return SYSTEMS[max(self.currentRow(), 0)]

    @property
    def texts(self) -> list[tuple[str, ...]]:
        """The rows as they read, without the places where words may break."""
        return [
            tuple(self._cell(row, column).text().replace("\u200b", "") for column in range(len(HEADS)))
            for row in range(self.rowCount())
        ]

    def show_found(self, found: Resolved | None) -> None:
        """Show other answers; the current row stays."""
        self._found = found
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width and wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        return QSize(480, self.horizontalHeader().height() + rows + 2 * self.frameWidth() + 4)

    def minimumSizeHint(self) -> QSize:
        """Return room for the head and about one row."""
        return QSize(300, self.horizontalHeader().height() + 56)

    def _lay_out(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.setIconSize(QSize(SIDE, SIDE))
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(SYSTEM, QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(WHO, QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(WHY, QHeaderView.ResizeMode.Stretch)

    def _show(self) -> None:
        t = self._tools.speech.t
        self.setHorizontalHeaderLabels([t(code) for code in HEADS])
        for row, system in enumerate(SYSTEMS):
            answer = None if self._found is None else self._found.of(system)
            self._show_row(row, system, answer)
        self._fit()

    def _show_row(self, row: int, system: OS, answer: Answer | None) -> None:
        speech = self._tools.speech
        name = speech.of("os", system)
        who = why = ""
        if answer is not None:
            named = apps(speech, answer.apps)
            who = receiver(speech, answer.receiver) + (f"\n{named}" if named else "")
            why = "\n".join(
                part for part in (speech.say(answer.decided), where(speech, answer, brief=True)) if part
            )
        cells = (name, who, why)
        for column, text in enumerate(cells):
            item = QTableWidgetItem(_breakable(text) if column == WHO else broken(shown(text)))
            item.setToolTip(tip(text))
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, shown(text))
            self.setItem(row, column, item)
        self._cell(row, WHO).setIcon(self._sign(None if answer is None else answer.receiver))
        font = self._cell(row, SYSTEM).font()
        font.setBold(True)
        self._cell(row, SYSTEM).setFont(font)

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        item = self.item(row, column)
        assert item is not None
        return item

    def _sign(self, found: Receiver | None) -> QIcon:
        look = NOTHING if found is None else LOOKS[found]
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(round(SIDE * ratio), round(SIDE * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        draw_shape(painter, QRectF(0, 0, SIDE, SIDE), look.shape, self._tools.theme.color(look.role))
        painter.end()
        # The same when the row is selected: the colour is the outcome's.
        drawn = QIcon(pixmap)
        drawn.addPixmap(pixmap, QIcon.Mode.Selected)
        return drawn

    def _fit(self) -> None:
        names = [self._cell(row, SYSTEM) for row in range(self.rowCount())]
        widest = max(QFontMetrics(item.font()).horizontalAdvance(item.text()) for item in names)
        self.setColumnWidth(SYSTEM, widest + ROOM)
        self.setColumnWidth(WHO, int(self.viewport().width() * WHO_SHARE))
        self.resizeRowsToContents()
        for row in range(self.rowCount()):
            self.setRowHeight(row, self.rowHeight(row) + 8)
        self.updateGeometry()

    def _on_current_changed(self, row: int, _column: int, before: int, _other: int) -> None:
        if row >= 0 and row != before:
            self.system_chosen.emit(SYSTEMS[row])


def _breakable(text: str) -> str:
    """Return untrusted text that may wrap behind each dot: names of apps have no blanks."""
    return broken(shown(text)).replace(".", ".\u200b")
