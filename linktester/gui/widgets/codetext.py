"""The text field of a code: a paste that takes the place of everything is told before line ends are lost."""

from PySide6.QtCore import QMimeData, Signal

from linktester.gui.widgets.growingtext import GrowingText, is_text


class CodeText(GrowingText):
    """As `GrowingText`.

    Signals: `text_given(str)` for a text that was pasted or dropped where nothing stays; nothing is put in.
    """

    text_given = Signal(str)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take a paste or drop."""
        if is_text(source) and not self._staying():
            self.text_given.emit(source.text())
        else:
            super().insertFromMimeData(source)
