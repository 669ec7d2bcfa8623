"""A column of widgets that scrolls when the room ends, and never before."""

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class Scrolled(QScrollArea):
    """Scrolls up and down only. Put the parts into `column`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        # It moves with what has the focus in it; a stop of its own would show nobody where the focus is.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = _Content()
        self.column = QVBoxLayout(content)
        self.setWidget(content)
        content.setAutoFillBackground(False)

    def to_top(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)

    def show_from(self, first: QWidget, last: QWidget) -> None:
        """Bring the parts from `first` to `last` into view; if they are too high, the beginning of them.

        Waits until the layout has settled.
        """
        QTimer.singleShot(0, self, partial(self._scroll, first, last))

    def _scroll(self, first: QWidget, last: QWidget) -> None:
        bar = self.verticalScrollBar()
        beyond = last.geometry().bottom() - bar.value() - self.viewport().height()
        if beyond > 0:
            bar.setValue(min(first.y(), bar.value() + beyond))


class _Content(QWidget):
    """Says that it needs no height: the scroll area then asks for the height at its width.

    The least height of wrapped text is that of its narrowest form, which would scroll into emptiness.
    """

    def minimumSizeHint(self) -> QSize:
        """Return the least width and no height."""
        return QSize(super().minimumSizeHint().width(), 0)
