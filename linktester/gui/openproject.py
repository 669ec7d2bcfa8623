"""The project that lies open: its suites, what is being edited, and what was changed on disk meanwhile."""

from PySide6.QtCore import QObject, Signal

from linktester.gui.tools import Tools


class OpenProject(QObject):
    """To come.

    Signals: `changed()`; `told(Message)`; `failed(LinktesterError)`.
    """

    changed = Signal()
    told = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools

    def open_last(self) -> None:
        """Open the last project, the sample at the first start."""

    def open_sample(self) -> None:
        """Open the sample project."""

    def choose_folder(self) -> None:
        """Ask for a folder and open it."""

    def leave(self) -> None:
        """Keep drafts."""
