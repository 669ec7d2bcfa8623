"""A server on the loopback that keeps the head of every request, octet for octet, and answers 204."""

import socket
import threading
from queue import Queue
from types import TracebackType
from typing import Self

PATIENCE = 20.0


class Wiretap:
    """Listens while it is open, one connection after the other."""

    def __init__(self) -> None:
        self._heads: Queue[bytes] = Queue()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def head(self) -> bytes:
        """Return the oldest head that was not asked for yet; waits for it."""
        return self._heads.get(timeout=PATIENCE)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # A last connection that says nothing ends the loop.
        socket.create_connection(self._listener.getsockname(), PATIENCE).close()
        self._thread.join(PATIENCE)
        self._listener.close()

    def _serve(self) -> None:
        while head := self._heard():
            self._heads.put(head)

    def _heard(self) -> bytes:
        connection, _ = self._listener.accept()
        with connection:
            connection.settimeout(PATIENCE)
            head = b""
            while b"\r\n\r\n" not in head and (data := connection.recv(1 << 16)):
                head += data
            if head:
                connection.sendall(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
            return head
