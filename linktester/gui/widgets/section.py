"""A part of a panel under a heading that folds it away."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from linktester.gui.speech import Speech
from linktester.gui.widgets.plain import PlainLabel


class Section(QWidget):
    """Heading, a few words beside it, and what stands below while it is open.

    Signals: `folded(bool)` after the user opened or folded it.
    """

    folded = Signal(bool)

    def __init__(
        self, speech: Speech, name: str, title: str, body: QWidget, parent: QWidget | None = None
    ) -> None:
        """`name` is its object name, `title` the code of the heading."""
        super().__init__(parent)
        self.setObjectName(name)
        self._fold = QToolButton()
        self._fold.setObjectName(f"{name}-fold")
        self._fold.setProperty("look", "fold")
        self._fold.setCheckable(True)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._beside = PlainLabel("", "muted", wrap=False)
        self._beside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._body = body
        speech.text(self._fold, title)
        speech.name(self._fold, title)
        self._lay_out()
        self._fold.clicked.connect(self._on_fold_clicked)
        self.open(True)

    @property
    def is_open(self) -> bool:
        """True while the part below is shown."""
        return self._fold.isChecked()

    def open(self, opened: bool) -> None:
        """Show the part below, or fold it."""
        self._fold.setChecked(opened)
        self._fold.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        self._body.setVisible(opened)

    def say_beside(self, words: str) -> None:
        """Put a few words beside the heading: a count, a state."""
        self._beside.setText(words)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._fold)
        head.addWidget(self._beside, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._body)

    def _on_fold_clicked(self, opened: bool) -> None:
        self.open(opened)
        self.folded.emit(not opened)
