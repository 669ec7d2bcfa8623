"""HTTP/1.1 as the emulator takes it: uvicorn's httptools protocol with the raw request target and limits.

httptools strips the authority from an absolute-form target, so the target is kept untouched in the scope's
state (`target`) and cut up by `routing`. Heads are bounded in size and time, bodies in size; whatever
breaks a limit or the grammar gets a problem+json answer and a closed connection.
"""

import asyncio
from typing import Any

import msgspec
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from linktester.serve.gathering import Gathering

TARGET = "target"
"""Key of the raw request target in the scope's state."""
CUT = "cut"
"""Key of the call that cuts the connection, in the scope's state."""
MAX_HEAD = 128 * 1024
"""Octets of request line and header fields together."""
MAX_BODY = 24 * 1024 * 1024
HEAD_SECONDS = 10.0
LINGER_SECONDS = 2.0
"""How long a refused peer may go on sending before the connection is cut."""
IDLE_SECONDS = 75
"""How long a kept-alive connection may be silent."""

_REASONS = {
    400: b"Bad Request",
    408: b"Request Timeout",
    413: b"Content Too Large",
    414: b"URI Too Long",
    431: b"Request Header Fields Too Large",
}


class _OverLimitError(Exception):
    """Raised inside parser callbacks to stop reading."""


class Protocol(HttpToolsProtocol):
    """One connection."""

    head_seconds = HEAD_SECONDS
    """Time for a whole head, from the connection or the request's first octet on."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._head = 0
        self._body = 0
        self._hosts = 0
        self._in_head = False
        self._refused = False
        self._refusal: tuple[int, str] = (400, "malformed")
        self._head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the head's clock with the connection: a silent peer is one with a slow head."""
        gathering: Any = Gathering(transport, self.loop)
        super().connection_made(gathering)
        self._start_clock()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        self._stop_clock()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Feed the parser unless the connection is already refused or the open head grew too long."""
        if self._refused or self.transport.is_closing():
            return
        super().data_received(data)
        if self._in_head and not self._refused:
            self._head += len(data)
            if self._head > MAX_HEAD:
                self._refuse(431, "head-too-large")

    def on_message_begin(self) -> None:
        """Begin a request."""
        super().on_message_begin()
        self._head = self._body = self._hosts = 0
        self._in_head = True
        if self._head_timer is None:
            self._start_clock()

    def on_url(self, url: bytes) -> None:
        """Collect the target."""
        super().on_url(url)
        if len(self.url) > MAX_HEAD:
            self._refusal = (414, "target-too-long")
            raise _OverLimitError

    def on_header(self, name: bytes, value: bytes) -> None:
        """Collect a header field."""
        self._head += len(name) + len(value)
        if self._head > MAX_HEAD:
            self._refusal = (431, "head-too-large")
            raise _OverLimitError
        self._hosts += name.lower() == b"host"
        if self._hosts > 1:
            # Whoever is in between may have read the other one.
            self._refusal = (400, "two-hosts")
            raise _OverLimitError
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Hand the request on with its raw target; uvicorn itself only ever sees `/`."""
        self._in_head = False
        self._stop_clock()
        self.scope["state"][TARGET] = self.url
        self.scope["state"][CUT] = self.transport.abort
        self.url = b"/"
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Collect a piece of the body."""
        self._body += len(body)
        if self._body > MAX_BODY:
            self._refusal = (413, "body-too-large")
            raise _OverLimitError
        super().on_body(body)

    def send_400_response(self, msg: str) -> None:
        """Answer what the parser refused."""
        del msg
        self._refuse(*self._refusal)

    def _should_upgrade(self) -> bool:
        return False

    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing: the request is answered as if no upgrade had been asked for."""

    def _start_clock(self) -> None:
        self._stop_clock()
        self._head_timer = self.loop.call_later(self.head_seconds, self._head_too_slow)

    def _stop_clock(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _head_too_slow(self) -> None:
        self._head_timer = None
        if not self._refused and not self.transport.is_closing():
            self._refuse(408, "head-too-slow")

    def _refuse(self, status: int, name: str) -> None:
        started = self.cycle is not None and self.cycle.response_started and not self.cycle.response_complete
        if not started:
            self.transport.write(refusal(status, name))
        self._refused = True
        self._stop_clock()
        if not self.transport.can_write_eof():
            self.transport.close()
            return
        # Closing with octets unread would reset the connection and take the answer along.
        self.transport.write_eof()
        self._head_timer = self.loop.call_later(LINGER_SECONDS, self.transport.close)


def refusal(status: int, name: str) -> bytes:
    """Return the whole answer to a request that never reached an application."""
    body = msgspec.json.encode({"type": name, "title": _REASONS[status].decode(), "status": status})
    head = b"HTTP/1.1 %d %s\r\ncontent-type: application/problem+json\r\ncontent-length: %d\r\n" % (
        status,
        _REASONS[status],
        len(body),
    )
    return head + b"connection: close\r\n\r\n" + body
