"""What an empty page shows: what it is for, and the action that fills it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from linktester.gui.speech import Speech
from linktester.gui.widgets.plain import PlainLabel

WIDTH = 460


class EmptyState(QWidget):
    """A title, one sentence, and up to a few buttons for actions."""

    def __init__(
        self,
        speech: Speech,
        title: str,
        sentence: str,
        actions: tuple[QAction, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`title` and `sentence` are message codes."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.setSpacing(12)
        for code, style in ((title, "heading"), (sentence, "muted")):
            label = PlainLabel("", style)
            label.setFixedWidth(WIDTH)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            speech.text(label, code)
            column.addWidget(label)
        for number, action in enumerate(actions):
            column.addWidget(ActionButton(action, primary=number == 0), 0, Qt.AlignmentFlag.AlignCenter)


class ActionButton(QPushButton):
    """A button that is an action: same words, same icon, its keys in the tool tip."""

    def __init__(self, action: QAction, *, primary: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("primary" if primary else f"do-{action.objectName()}".replace(".", "-"))
        self._primary = primary
        self._action = action
        action.changed.connect(self._on_action_changed)
        self.clicked.connect(action.trigger)
        self._on_action_changed()

    def _on_action_changed(self) -> None:
        keys = self._action.shortcut().toString().replace("Return", "Enter")
        self.setText(self._action.text())
        if not self._primary:
            self.setIcon(self._action.icon())
        self.setToolTip(f"{self._action.text()} ({keys})" if keys else self._action.text())
        self.setEnabled(self._action.isEnabled())
