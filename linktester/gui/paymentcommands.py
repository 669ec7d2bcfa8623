"""What is done with orders beside paying: their codes drawn large, a merchant's order made by hand."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from linktester.gui.panels.coding import Drawn, drawn
from linktester.gui.tools import Tools

LEVEL = "M"


class PaymentCommands(QObject):
    """Draws on a task's thread.

    Signals: `told(Message)`; `failed(LinktesterError)`.
    """

    told = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tools
        self._window = parent

    def show_code(self, code: str) -> None:
        """Show a code as a picture as large as the window."""
        self._tools.tasks.run(drawn, code, LEVEL, done=self._on_drawn, failed=self.failed.emit)

    def _on_drawn(self, made: Drawn) -> None:
        from linktester.gui.dialogs.largecode import LargeCode  # noqa: PLC0415 - not before it is wished for

        LargeCode(self._tools.speech, made.modules, made.text, self._window).open()
