"""A text field of a few lines that grows with what is typed and takes whatever is dropped on it."""

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

MOST = 20_000
"""Characters held; laying out a megabyte of one line stops the window."""
FEWEST_LINES, MOST_LINES = 2, 4


class GrowingText(QPlainTextEdit):
    """Plain text, two to four lines high; more scrolls.

    Signals: `overflowed(int)` with the number of characters that came when they were too many and were cut;
    `mime_given(QMimeData)` for a picture or files.
    """

    overflowed = Signal(int)
    mime_given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        self._fit()

    @property
    def text(self) -> str:
        """What stands there, no character changed but line ends, which are line feeds."""
        return self.document().toRawText().replace("\u2029", "\n")

    def replace(self, text: str) -> None:
        """Put `text`, cut to `MOST` characters, in place of all; can be undone."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text[:MOST])
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._tell_overflow(text, MOST)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Return whether a paste or drop is welcome: text, a picture, files."""
        pictures = any(name.startswith("image/") for name in source.formats())
        return source.hasText() or source.hasImage() or source.hasUrls() or pictures

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take a paste or drop; only text is put in, the rest is handed on."""
        if is_text(source):
            text, room = source.text(), max(0, MOST - self._staying())
            self.insertPlainText(text[:room])
            self._tell_overflow(text, room)
        else:
            self.mime_given.emit(source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Return to the window."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & CONTROL:
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the height of the lines it shows."""
        return QSize(super().sizeHint().width(), self.height())

    def _staying(self) -> int:
        """Return how many characters stay when a paste replaces the selection."""
        cursor = self.textCursor()
        return self.document().characterCount() - 1 - (cursor.selectionEnd() - cursor.selectionStart())

    def _tell_overflow(self, text: str, room: int) -> None:
        if len(text) > room:
            self.overflowed.emit(len(text))

    def _on_size_changed(self, _size: object = None) -> None:
        self._fit()

    def _fit(self) -> None:
        """Take the height of the lines there are."""
        lines = round(self.document().size().height())
        shown = max(FEWEST_LINES, min(lines, MOST_LINES))
        margins = self.contentsMargins()
        frame = margins.top() + margins.bottom() + 2 * round(self.document().documentMargin())
        height = shown * self.fontMetrics().lineSpacing() + frame + 2 * PADDING
        if height != self.height():
            self.setFixedHeight(height)


CONTROL = Qt.KeyboardModifier.ControlModifier
PADDING = 5


def is_text(source: QMimeData) -> bool:
    """Tell whether what was pasted or dropped is text: not a file, and not a picture that has no words."""
    if any(url.isLocalFile() for url in source.urls()):
        return False
    return source.hasText() and bool(source.text().strip())
