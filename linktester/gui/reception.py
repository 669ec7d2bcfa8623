"""Where the first window listens for later starts; what they bring is bounded and never waited for long.

Loads the toolkit's network part, so not before the first paint.
"""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from linktester.gui.handover import MOST_LINE, answer, read
from linktester.gui.instance import Claim, key
from linktester.workspace import Places

MOST_GUESTS = 8
"""Connections at once; more are turned away, and their programs open windows of their own."""
PATIENCE_MS = 5_000
"""How long one of them may take for its one line."""


class Reception(QObject):
    """Listens for this user's later starts.

    Signals: `asked(Asked)` after the later start was told that it is understood.
    """

    asked = Signal(object)

    def __init__(self, claim: Claim, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._claim = claim
        self._home = places.data
        self._guests: dict[QLocalSocket, bytes] = {}
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_new_connection)

    @property
    def line(self) -> str:
        """Where it listens."""
        return self._claim.line

    @property
    def guests(self) -> int:
        """How many are still to say their line."""
        return len(self._guests)

    def open(self) -> bool:
        """Listen, if this is the first window; return whether it does."""
        if not self._claim.is_ours:
            return False
        # Whoever holds the lock owns the name: what is left there is a killed one's.
        QLocalServer.removeServer(self._claim.line)
        if self._server.listen(self._claim.line):
            return True
        # Later starts would wait for one that never listens.
        self._claim.release()
        return False

    def close(self) -> None:
        """Listen no more, and let the next start be the first. May be called twice."""
        self._server.close()
        for guest in tuple(self._guests):
            guest.abort()
        self._claim.release()

    def _on_new_connection(self) -> None:
        guest = self._server.nextPendingConnection()
        if len(self._guests) >= MOST_GUESTS:
            guest.abort()
            guest.deleteLater()
            return
        self._guests[guest] = b""
        guest.setReadBufferSize(MOST_LINE)
        guest.readyRead.connect(partial(self._on_ready_read, guest))
        guest.disconnected.connect(partial(self._on_disconnected, guest))
        guest.disconnected.connect(guest.deleteLater)
        QTimer.singleShot(PATIENCE_MS, guest, guest.abort)
        self._on_ready_read(guest)

    def _on_ready_read(self, guest: QLocalSocket) -> None:
        room = MOST_LINE - len(self._guests.get(guest, b""))
        if guest not in self._guests or not guest.bytesAvailable():
            return
        got = self._guests[guest] = self._guests[guest] + guest.read(room).data()
        if b"\n" in got:
            self._understand(guest, got.partition(b"\n")[0])
        elif len(got) >= MOST_LINE:
            guest.abort()

    def _understand(self, guest: QLocalSocket, line: bytes) -> None:
        asked = read(line)
        # One line each: what follows it is not read.
        del self._guests[guest]
        if asked is None:
            guest.abort()
            return
        guest.write(answer(self._home))
        guest.flush()
        guest.disconnectFromServer()
        if asked.home == key(self._home):
            self.asked.emit(asked)

    def _on_disconnected(self, guest: QLocalSocket) -> None:
        self._guests.pop(guest, None)
