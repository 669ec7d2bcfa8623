"""A connection's output, gathered: what is written within one step of the loop leaves as one piece.

The HTTP library writes head and body of an answer one after the other; as two packets they would cost more
than everything that was done to find the answer.
"""

import asyncio
from typing import Any


class Gathering:
    """A transport whose writes wait for the end of the loop's step; all else goes to the real one at once."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Put `data` behind what waits already."""
        if not self._waiting:
            self._loop.call_soon(self._flush)
        self._waiting.append(data)

    def write_out(self, data: bytes) -> None:
        """Send what waits, then `data`, without waiting any longer."""
        self._waiting.append(data)
        self._flush()

    def close(self) -> None:
        """Send what waits, then close."""
        self._flush()
        self._transport.close()

    def write_eof(self) -> None:
        """Send what waits, then end the output."""
        self._flush()
        self._transport.write_eof()

    def abort(self) -> None:
        """Drop what waits and cut the connection."""
        self._waiting.clear()
        self._transport.abort()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def _flush(self) -> None:
        if not self._waiting:
            return
        data = b"".join(self._waiting)
        self._waiting.clear()
        if not self._transport.is_closing():
            self._transport.write(data)
