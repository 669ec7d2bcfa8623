"""The row below the box: where codes come from, and where this one goes."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from linktester.gui.tools import Tools
from linktester.gui.widgets.empty import ActionButton
from linktester.gui.widgets.flow import Flow

SOURCES = ("paste-link", "open-picture", "read-screen")
WORDS = {"paste-link": "start.paste", "open-picture": "codes.picture", "read-screen": "codes.screen"}


class CodeBar(QWidget):
    """Buttons that are actions of the window, so that keys and palette do the same."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        flow = Flow(self, 8)
        actions = tools.actions
        for name in SOURCES:
            flow.addWidget(ShortActionButton(tools, name, WORDS[name]))
        flow.addWidget(ShortActionButton(tools, "add-code", "start.add"))
        flow.addWidget(ActionButton(actions["run"], primary=True))


class ShortActionButton(ActionButton):
    """An action's button with fewer words than its menu; all of them in the tool tip."""

    def __init__(self, tools: Tools, name: str, code: str) -> None:
        self._speech, self._code = tools.speech, code
        super().__init__(tools.actions[name])

    def _on_action_changed(self) -> None:
        super()._on_action_changed()
        self._speech.text(self, self._code)
