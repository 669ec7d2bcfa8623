"""The application object: it hears what macOS asks a running program to open."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """As the toolkit has it, with an ear for links and files.

    Signals: `opened(str)` with a link or a file name. Those that come before anybody listens wait in
    `take_early`.
    """

    opened = Signal(str)

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._early: list[str] | None = []

    def take_early(self) -> list[str]:
        """Return what came so far; from now on it is told by signal alone."""
        early, self._early = self._early or [], None
        return early

    def event(self, event: QEvent) -> bool:
        """Take what is to be opened; macOS sends it here, to whichever program runs already."""
        if event.type() != QEvent.Type.FileOpen:
            return super().event(event)
        from PySide6.QtGui import QFileOpenEvent  # noqa: PLC0415 - not before the first paint

        if isinstance(event, QFileOpenEvent):
            thing = event.file() or event.url().toString()
            if self._early is not None:
                self._early.append(thing)
            else:
                self.opened.emit(thing)
        return True
