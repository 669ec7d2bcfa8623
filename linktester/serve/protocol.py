"""HTTP/1.1 as the emulator takes it: uvicorn's httptools protocol with the raw request target and limits.

httptools strips the authority from an absolute-form target, so the target is kept untouched in the scope's
state (`target`) and cut up by `routing`. Heads are bounded in size and time, bodies in size; whatever
breaks a limit or the grammar gets a problem+json answer and a closed connection.

An application may answer at once (`at_once`) what came whole and needs no waiting: without a task, and in
one piece.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import msgspec
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from linktester.serve.gathering import Gathering
from linktester.serve.octets import Reply, octets_of
from linktester.serve.options import HEAD_SECONDS

TARGET = "target"
"""Key of the raw request target in the scope's state."""
CUT = "cut"
"""Key of the call that cuts the connection, in the scope's state."""
MAX_HEAD = 128 * 1024
"""Octets of request line and header fields together."""
MAX_BODY = 24 * 1024 * 1024
_FRAMING = 8
"""Octets that one octet of a body may cost beside itself: single ones as chunks take five."""
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


_FAILED = Reply(
    500,
    [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"21")],
    b"Internal Server Error",
)
_log = logging.getLogger(__name__)


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
        self._messages = 0
        self._framing = 0
        self._in_head = False
        self._held: list[bytes] | None = None
        """Pieces of the body of a request that may be answered at once, once it is whole."""
        self._at_once: Callable[[Any, bytes], Reply | None] | None = getattr(config.app, "at_once", None)
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
        """Feed the parser unless the connection is refused, or too much came that is no body.

        The parser tells of a header field, a chunk's size or a trailer only when it is whole.
        """
        if self._refused or self.transport.is_closing():
            return
        message, body = self._messages, self._body
        super().data_received(data)
        if self._held is not None:
            self._hand_on()
        if self._in_head and self._head_timer is None and not self._refused:
            self._start_clock()
        if self._messages == message and not self._refused:
            self._framing += len(data) - (self._body - body)
            if self._framing > MAX_HEAD + _FRAMING * self._body:
                self._refuse(431, "head-too-large")

    def eof_received(self) -> bool:  # type: ignore[override]
        """Answer whoever ends their side after a whole request; for anybody else it is the end."""
        cycle = self.cycle
        is_owed = cycle is not None and not cycle.more_body and not cycle.response_complete
        if not is_owed or not self.transport.can_write_eof():
            # By this way what was gathered for the peer leaves first.
            self.transport.close()
            return False
        cycle.keep_alive = False
        return True

    def on_message_begin(self) -> None:
        """Begin a request."""
        super().on_message_begin()
        self._messages += 1
        self._head = self._body = self._hosts = self._framing = 0
        self._in_head = True

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
        if not self._in_head:
            # A trailer: nobody here waits for it, and it must not pass for a header field.
            return
        name = name.lower()
        if name == b"host":
            self._count_host()
        elif name == b"expect" and value.lower() == b"100-continue":
            self.expect_100_continue = True
        self.headers.append((name, value))

    def on_headers_complete(self) -> None:
        """Hand the request on with its raw target; uvicorn itself only ever sees `/`."""
        self._in_head = False
        self._stop_clock()
        state = self.scope["state"]
        state[TARGET] = self.url
        state[CUT] = self.transport.abort
        self.url = b"/"
        if self._at_once is not None and self._is_free():
            self._held = []
        else:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Collect a piece of the body."""
        self._body += len(body)
        if self._body > MAX_BODY:
            self._refusal = (413, "body-too-large")
            raise _OverLimitError
        if self._held is None:
            super().on_body(body)
        else:
            self._held.append(body)

    def on_message_complete(self) -> None:
        """Answer at once where that is possible."""
        if self._held is not None:
            self.scope["method"] = self.parser.get_method().decode("ascii")
            reply = self._replied(b"".join(self._held))
            if reply is not None:
                self._held = None
                self._write(reply)
                return
            self._hand_on()
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Answer what the parser refused."""
        del msg
        if self._held is not None:
            self._hand_on()
        self._refuse(*self._refusal)

    def _count_host(self) -> None:
        self._hosts += 1
        if self._hosts > 1:
            # Whoever is in between may have read the other one.
            self._refusal = (400, "two-hosts")
            raise _OverLimitError

    def _is_free(self) -> bool:
        """Whether nobody's answer comes before this request's, and the peer waits for nothing but it."""
        is_owed = self.cycle is not None and not self.cycle.response_complete
        is_stopped = self.flow.write_paused or self.transport.is_closing()
        return not (is_owed or is_stopped or self.expect_100_continue)

    def _hand_on(self) -> None:
        """Let uvicorn have the request that was held, with what is there of its body."""
        held, self._held = self._held or (), None
        super().on_headers_complete()
        for piece in held:
            super().on_body(piece)

    def _replied(self, body: bytes) -> Reply | None:
        assert self._at_once is not None
        try:
            return self._at_once(self.scope, body)
        except Exception:  # noqa: BLE001 - as uvicorn for its tasks: whatever it was, the others go on
            _log.exception("no answer for %s", self.scope["method"])
            return _FAILED

    def _write(self, reply: Reply) -> None:
        version, keeps = self.parser.get_http_version(), self.parser.should_keep_alive()
        closes = reply is _FAILED or reply.closes or version == "1.0" or not keeps
        gathering: Any = self.transport
        gathering.write_out(octets_of(reply, closes=closes, with_body=self.scope["method"] != "HEAD"))
        if closes:
            self.transport.close()
        self.on_response_complete()

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
        self._refused = True
        self._stop_clock()
        cycle = self.cycle
        if cycle is not None and not cycle.more_body and not cycle.response_complete:
            # A whole request before the refused one gets its answer, which then ends the connection.
            cycle.keep_alive = False
            return
        if cycle is None or not cycle.response_started or cycle.response_complete:
            self.transport.write(refusal(status, name))
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
