"""The suites of the project: name, number of cases, what is wrong, how they last came out."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from linktester.gui.models.suites import LINE_ROLE, Marks, SuiteLine, SuitesModel
from linktester.gui.plaintext import tip
from linktester.gui.present import look
from linktester.gui.theme import Theme
from linktester.gui.tools import Tools
from linktester.gui.widgets.desktop import open_path
from linktester.gui.widgets.empty import ActionButton
from linktester.gui.widgets.mark import draw_shape
from linktester.gui.widgets.plain import PlainLabel
from linktester.gui.widgets.textbutton import TextButton

PAD = 8
SIDE = 14
GAP = 3
UNSAVED = "● "


class SuitesPanel(QWidget):
    """List and buttons.

    Signals: `chosen(Path)` when the user went to another suite; `import_asked()`; `delete_asked(Path)`;
    `rename_asked()`.
    """

    chosen = Signal(object)
    import_asked = Signal()
    delete_asked = Signal(object)
    rename_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._folder: Path | None = None
        self.model = SuitesModel(tools.speech, self)
        self.folder = PlainLabel("", "muted", wrap=False)
        self.list = QListView()
        self.list.setObjectName("suites")
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Lines(tools.theme, self.list))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tools.speech.name(self.list, "cases.suites")
        self.list.customContextMenuRequested.connect(self._on_menu_requested)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.import_table = TextButton(tools.speech, tools.theme, "import-table", "cases.import", sign="open")
        self.import_table.clicked.connect(self._on_import_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        heading = PlainLabel("", "heading", wrap=False)
        tools.speech.text(heading, "cases.suites")
        for part in (heading, self.folder, self.list):
            column.addWidget(part, int(part is self.list))
        column.addWidget(ActionButton(tools.actions["new-suite"]))
        column.addWidget(self.import_table)
        column.addWidget(ActionButton(tools.actions["open-project"]))
        tools.theme.changed.connect(self.list.viewport().update)

    def show_folder(self, folder: Path | None) -> None:
        """Show where the project lies."""
        self._folder = folder
        self.folder.setText("" if folder is None else folder.name)
        self.folder.setToolTip("" if folder is None else tip(str(folder)))
        self.import_table.setEnabled(folder is not None)

    def show_current(self, path: Path | None) -> None:
        """Make a suite the current one, without telling so."""
        index = self.model.index(self.model.row_of(path))
        if index.isValid() and index != self.list.currentIndex():
            selection = self.list.selectionModel()
            selection.blockSignals(True)
            self.list.setCurrentIndex(index)
            selection.blockSignals(False)
            self.list.viewport().update()

    def selected(self) -> tuple[Path, ...]:
        """Return the chosen suites from top to bottom."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return tuple(path for row in rows if (path := self.model.path_at(row)) is not None)

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        path = self.model.path_at(current.row())
        if path is not None:
            self.chosen.emit(path)

    def _on_import_clicked(self, _checked: bool = False) -> None:
        self.import_asked.emit()

    def _on_menu_requested(self, spot: QPoint) -> None:
        path = self.model.path_at(self.list.indexAt(spot).row())
        if path is None:
            return
        speech = self._tools.speech
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(speech.t("cases.rename-suite")).triggered.connect(self._on_rename_triggered)
        menu.addAction(speech.t("cases.show-file")).triggered.connect(self._on_show_triggered)
        menu.addSeparator()
        menu.addAction(speech.t("cases.delete-suite")).triggered.connect(self._on_delete_triggered)
        menu.popup(self.list.viewport().mapToGlobal(spot))

    def _on_rename_triggered(self, _checked: bool = False) -> None:
        self.rename_asked.emit()

    def _on_show_triggered(self, _checked: bool = False) -> None:
        path = self.model.path_at(self.list.currentIndex().row())
        if path is not None:
            open_path(path.parent)

    def _on_delete_triggered(self, _checked: bool = False) -> None:
        path = self.model.path_at(self.list.currentIndex().row())
        if path is not None:
            self.delete_asked.emit(path)


class _Lines(QStyledItemDelegate):
    """Draws a suite on two lines."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return room for two lines."""
        return QSize(120, option.fontMetrics.height() * 2 + 3 * PAD)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw name and count, and below them what is to be told."""
        line: SuiteLine = index.data(LINE_ROLE)
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        painter.save()
        area = option.rect.adjusted(PAD, PAD, -PAD, -PAD)
        upper = QRect(area.left(), area.top(), area.width(), option.fontMetrics.height())
        lower = upper.translated(0, option.fontMetrics.height() + PAD)
        if line.outcomes:
            self._draw_marks(painter, lower, line.outcomes)
        else:
            self._draw(painter, lower, line.below, line.role)
        count = QRect(upper)
        count.setLeft(upper.right() - option.fontMetrics.horizontalAdvance(line.count))
        self._draw(painter, count, line.count, "muted")
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        upper.setRight(count.left() - PAD)
        self._draw(painter, upper, UNSAVED * line.edited + line.name, "text")
        painter.restore()

    def _draw_marks(self, painter: QPainter, area: QRect, outcomes: Marks) -> None:
        side, left = min(SIDE, area.height()), area.left()
        for outcome, count in outcomes:
            seen, words = look(outcome), str(count)
            spot = QRectF(left, area.top() + (area.height() - side) / 2, side, side)
            draw_shape(painter, spot, seen.shape, self._theme.color(seen.role))
            left += side + GAP
            width = painter.fontMetrics().horizontalAdvance(words) + GAP
            self._draw(painter, QRect(left, area.top(), width, area.height()), words, "text")
            left += width + PAD

    def _draw(self, painter: QPainter, area: QRect, text: str, role: str) -> None:
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.setPen(self._theme.color(role))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), cut)
