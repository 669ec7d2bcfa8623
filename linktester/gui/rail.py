"""The rail at the left: one button for each page, in the order of their keys."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from linktester.gui.actions import Actions

ICON = 22
WIDTH = 92


class Rail(QFrame):
    """Buttons of the page actions; exactly one is down."""

    def __init__(self, actions: Actions, pages: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        self._actions = actions
        group = QActionGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(2)
        for page in pages:
            action = actions[f"page-{page}"]
            action.setCheckable(True)
            group.addAction(action)
            if page == pages[-1]:
                column.addStretch(1)
            column.addWidget(self._button(page))

    def show_page(self, page: str) -> None:
        """Show which page is in front."""
        self._actions[f"page-{page}"].setChecked(True)

    def _button(self, page: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"rail-{page}")
        button.setDefaultAction(self._actions[f"page-{page}"])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(ICON, ICON))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
