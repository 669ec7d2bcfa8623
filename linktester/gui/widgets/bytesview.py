"""Bytes as numbers and letters, in even letters: a stretch is marked, and what is clicked is told."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QFontDatabase, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from linktester.gui.widgets.bytelines import ByteLines

COUNTS = (16, 8, 4)
"""Bytes a line: the first that fits the width."""


class BytesView(QPlainTextEdit):
    """Cannot be edited; the cursor moves by keyboard.

    Signals: `byte_chosen(int)` when the user brought the cursor to a byte.
    """

    byte_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        flags = self.textInteractionFlags()
        self.setTextInteractionFlags(flags | flags.TextSelectableByKeyboard)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._lines = ByteLines(b"", COUNTS[0])
        self._marked = (0, 0)
        self._ground = QColor()
        self._placing = False
        self.cursorPositionChanged.connect(self._on_cursor_moved)

    @property
    def marked(self) -> tuple[int, int]:
        """First byte and length of the marked stretch."""
        return self._marked

    def show_octets(self, octets: bytes) -> None:
        """Show other bytes, none of them marked."""
        self._marked = (0, 0)
        self._lay(ByteLines(octets, self._fitting()))

    def colour(self, ground: QColor) -> None:
        """Mark in this colour."""
        self._ground = ground
        self._paint_mark()

    def mark(self, offset: int, length: int) -> None:
        """Mark a stretch and bring its beginning into view."""
        self._marked = (offset, length)
        self._paint_mark()
        spans = self._lines.spans(offset, max(length, 1))
        if not spans or self.hasFocus():
            # Whoever walks here with the cursor is where they want to be.
            return
        self._placing = True
        self.setTextCursor(self._cursor(spans[0][0], spans[0][1], spans[0][1]))
        self.ensureCursorVisible()
        self._placing = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many bytes on a line as fit."""
        super().resizeEvent(event)
        count = self._fitting()
        if count != self._lines.count:
            self._lay(ByteLines(self._lines.octets, count))

    def _lay(self, lines: ByteLines) -> None:
        self._lines = lines
        self._placing = True
        self.setPlainText(lines.text)
        self._placing = False
        self.mark(*self._marked)

    def _fitting(self) -> int:
        letter = self.fontMetrics().horizontalAdvance("0") or 1
        room = (self.viewport().width() - 2 * int(self.document().documentMargin()) - 4) // letter
        return next((count for count in COUNTS if ByteLines(b"", count).width <= room), COUNTS[-1])

    def _cursor(self, line: int, first: int, behind: int) -> QTextCursor:
        start = self.document().findBlockByNumber(line).position()
        cursor = QTextCursor(self.document())
        cursor.setPosition(start + first)
        cursor.setPosition(start + behind, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _paint_mark(self) -> None:
        looks = QTextCharFormat()
        looks.setBackground(self._ground)
        found = []
        for span in self._lines.spans(*self._marked) if self._marked[1] else ():
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(*span)
            selection.format = looks
            found.append(selection)
        self.setExtraSelections(found)

    def _on_cursor_moved(self) -> None:
        if self._placing:
            return
        cursor = self.textCursor()
        place = self._lines.byte_at(cursor.blockNumber(), cursor.positionInBlock())
        if place is not None:
            self.byte_chosen.emit(place)
