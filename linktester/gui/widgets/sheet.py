"""A sheet of text as high as what it says: selectable, wrapped anywhere, in colours by role.

Text is put in piece by piece and never read as HTML. What is copied from it is plain text.
"""

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontDatabase,
    QFontMetrics,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QTextEdit, QWidget

from linktester.gui.theme import Theme
from linktester.gui.widgets.prose import Line, Piece

STEP = 18
"""Pixels of one step of indent."""
LARGE = 16
"""Pixels of large letters."""
NARROW = 160
LABEL_GAP = 14


class Sheet(QTextBrowser):
    """Lines of prose. It has no scroll bars: whoever holds it scrolls.

    Signals: `followed(str)` with the `link` of the piece that was clicked, or taken by keyboard.
    """

    followed = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("look", "sheet")
        self.lines: tuple[Line, ...] = ()
        self._heights: dict[int, int] = {}
        self._theme = theme
        self._mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        self._bare()
        self.anchorClicked.connect(self._on_anchor_clicked)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these instead."""
        self.lines = tuple(lines)
        self.setVisible(bool(lines))
        document = self.document()
        document.clear()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        column = self._column()
        for number, each in enumerate(self.lines):
            if number:
                cursor.insertBlock()
            self._write(cursor, each, column)
        cursor.endEditBlock()
        self._settle()

    def mark_lines(self, numbers: frozenset[int]) -> None:
        """Put a soft ground under these lines, 0-based; none for an empty set."""
        marks = []
        for number in sorted(numbers):
            block = self.document().findBlockByNumber(number)
            if not block.isValid():
                continue
            mark = QTextEdit.ExtraSelection()
            ground = QTextCharFormat()
            ground.setBackground(self._theme.color("accent-soft"))
            ground.setProperty(QTextCharFormat.Property.FullWidthSelection, True)
            mark.format, mark.cursor = ground, QTextCursor(block)
            # Not the block: that would begin at the end of the line before.
            mark.cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            marks.append(mark)
        self.setExtraSelections(marks)

    def top_of(self, number: int) -> int:
        """Return where a line begins, in pixels from the top of the sheet."""
        block = self.document().findBlockByNumber(number)
        if not block.isValid():
            return 0
        return int(self.document().documentLayout().blockBoundingRect(block).top())

    def hasHeightForWidth(self) -> bool:
        """Tell that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at `width`."""
        if width not in self._heights:
            self._heights[width] = self._measured(width)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Return the size at the present width."""
        width = max(self.width(), NARROW)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size; everything wraps."""
        return QSize(NARROW, self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return what is copied: plain text only."""
        mime = QMimeData()
        mime.setText(self.textCursor().selection().toPlainText())
        return mime

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer copying; the address of a link is of no use to anybody."""
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() == "link-copy":
                menu.removeAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when letters change their size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._heights.clear()
            self.updateGeometry()

    def _measured(self, width: int) -> int:
        """Measure, and leave the text wrapped as it is seen: layouts ask for widths that are never taken."""
        document, seen = self.document(), self.viewport().width()
        document.setTextWidth(width)
        height = math.ceil(document.size().height())
        document.setTextWidth(seen)
        return height

    def _bare(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        for bar in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextBrowserInteraction | flags.TextSelectableByKeyboard)
        document = self.document()
        document.setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.viewport().setAutoFillBackground(False)

    def _column(self) -> int:
        """Return where the column right of the labels begins; 0 without labels."""
        metrics = QFontMetrics(self.font())
        widths = [metrics.horizontalAdvance(each.label) for each in self.lines if each.label]
        return max(widths) + LABEL_GAP if widths else 0

    def _write(self, cursor: QTextCursor, each: Line, column: int) -> None:
        layout = QTextBlockFormat()
        layout.setTopMargin(each.above)
        margin = each.indent * STEP
        if each.label:
            layout.setTextIndent(-column)
            layout.setTabPositions([QTextOption.Tab(margin + column, QTextOption.TabType.LeftTab)])
            margin += column
        layout.setLeftMargin(margin)
        cursor.setBlockFormat(layout)
        if each.label:
            cursor.insertText(f"{each.label}\t", self._look(Piece("", "muted")))
        for piece in each.pieces:
            cursor.insertText(piece.safe, self._look(piece))

    def _look(self, piece: Piece) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setForeground(self._theme.color("accent" if piece.link else piece.role))
        if piece.bold:
            look.setFontWeight(QFont.Weight.DemiBold)
        if piece.mono:
            look.setFontFamilies([self._mono, self.font().family()])
        if piece.large:
            look.setProperty(QTextCharFormat.Property.FontPixelSize, LARGE)
        if piece.link:
            look.setAnchor(True)
            look.setAnchorHref(piece.link)
            look.setFontUnderline(True)
        return look

    def _settle(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, self._theme.color("selection"))
        palette.setColor(QPalette.ColorRole.HighlightedText, self._theme.color("text"))
        self.setPalette(palette)
        self.setExtraSelections([])
        self._heights.clear()
        self.document().setTextWidth(self.viewport().width())
        self.updateGeometry()

    def _on_anchor_clicked(self, url: QUrl) -> None:
        self.followed.emit(url.toString())
