"""The payment code the user looks at: read, judged as found or as chosen, at the date that counts."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from linktester.gui.models.codereading import CodeReading, read_code
from linktester.gui.tasks import Latest
from linktester.gui.tools import Tools
from linktester.model.link import Finding
from linktester.model.payment import StandardId


class OpenCode(QObject):
    """Reads on a task's thread; only the newest payload counts.

    Signals: `changed()` when `found` is another one; `failed(LinktesterError)`.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._reading = Latest(tools.tasks)
        self._payload = b""
        self._scanned: tuple[Finding, ...] = ()
        self.chosen: StandardId | None = None
        """What the user wants it judged as; None = as found."""
        self.found: CodeReading | None = None
        """What was made of the payload; None for an empty one."""
        self.is_reading = False
        """True from an edit until `changed` tells what it means."""
        tools.circumstances.changed.connect(self._on_date_chosen)

    def expect(self) -> None:
        """Know that another payload is being typed."""
        self.is_reading = True

    def read(self, payload: bytes, scanned: tuple[Finding, ...] = ()) -> None:
        """Read a payload; `scanned` tells what was odd about the picture it came from."""
        self._payload, self._scanned = payload, scanned
        if not payload:
            self.chosen = None
            self._reading.drop()
            self._take(None)
            return
        self.is_reading = True
        at: datetime | None = self._tools.circumstances.as_of
        self._reading.run(
            read_code, payload, self.chosen, at, scanned, done=self._take, failed=self.failed.emit
        )

    def judge_as(self, standard: str) -> None:
        """Judge the code as a standard; empty for the one it says it is."""
        self.chosen = StandardId(standard) if standard else None
        self.read(self._payload, self._scanned)

    def leave(self) -> None:
        """Read nothing more: the window closes."""
        self._reading.drop()

    def _take(self, found: CodeReading | None) -> None:
        self.is_reading = False
        self.found = found
        self.changed.emit()

    def _on_date_chosen(self) -> None:
        if self._payload:
            self.read(self._payload, self._scanned)
