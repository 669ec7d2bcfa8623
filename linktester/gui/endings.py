"""Ctrl+C, `kill` and a terminal that goes, turned into the closing of the window.

The toolkit's loop does not let the interpreter hear of signals until some slot runs, and `kill` would end the
process without a word: drafts and texts of the last moment would be lost. So every signal is written into a
socket that the loop watches.
"""

import signal
import socket
from contextlib import suppress
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
"""Those that ask a program to end; a system that lacks one sends none."""

MOST = 64
"""Signals read at once; each is one octet."""


class Endings(QObject):
    """Listens until `stop`. Signals: `asked()` on the Qt thread when the process is asked to end.

    One that the process was started to ignore (`nohup`, a shell's background) stays ignored. A third of the
    same kind ends the process whatever it is at.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.code = 0
        """128 and the number of the first signal that came, as shells have it; 0 while none came."""
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_activated)
        self._before = {
            number: signal.signal(number, self._on_signal)
            for name in NAMES
            if (number := getattr(signal, name, None)) and signal.getsignal(number) is not signal.SIG_IGN
        }
        self._wakened = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)

    def stop(self) -> None:
        """Give the signals back to whoever had them. May be called twice."""
        if not self._before:
            return
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakened)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before = {}
        self._reader.close()
        self._writer.close()

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        """Take notice; the socket has been written to before this is called."""
        if self.code:
            signal.signal(number, signal.SIG_DFL)
        self.code = self.code or 128 + number

    def _on_activated(self, *_what: object) -> None:
        with suppress(BlockingIOError):
            self._reader.recv(MOST)
        if self.code:
            self.asked.emit()
