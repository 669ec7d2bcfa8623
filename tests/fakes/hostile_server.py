"""A server that does everything a server should not; which of it stands in the path.

Real sockets, no framework: most of this cannot be said through one. It stops when its client hangs up.
"""

import asyncio
import gzip
import socket
import struct
from collections.abc import Awaitable, Callable
from typing import Self

PAUSE = 0.02
"""Seconds between two dripped octets; far below any time-out for a single read."""
MIB = 1024 * 1024
_HTML = b"Content-Type: text/html\r\n"


class HostileServer:
    """Serves `http://127.0.0.1:port/<behaviour>`."""

    def __init__(self) -> None:
        self.sent = 0
        """Octets of bodies written so far."""
        self.targets: list[bytes] = []
        """Request targets, octet for octet."""
        self.reached = asyncio.Event()
        """Set by the first request."""
        self.heads: list[bytes] = []
        """Request heads as they came."""
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *exits: object) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for _ in range(10):
            # Aborted transports, TLS ones above all, take a few turns of the loop to be gone.
            await asyncio.sleep(0)

    def url(self, behaviour: str) -> str:
        return f"http://127.0.0.1:{self.port}/{behaviour}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            self.heads.append(head)
            self.reached.set()
            target = head.split(b" ", 2)[1]
            self.targets.append(target)
            behave = BEHAVIOURS[target.decode("latin-1").strip("/").partition("?")[0].partition("/")[0]]
            await behave(self, writer)
            writer.close()
            await writer.wait_closed()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.transport.abort()

    async def write(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        writer.write(data)
        await writer.drain()
        self.sent += len(data)


def _head(*lines: bytes, status: bytes = b"200 OK") -> bytes:
    return b"HTTP/1.1 " + status + b"\r\n" + b"".join(line.strip() + b"\r\n" for line in lines) + b"\r\n"


async def drip_head(server: HostileServer, writer: asyncio.StreamWriter) -> None:
    await server.write(writer, b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        await asyncio.sleep(PAUSE)
        await server.write(writer, b"a")


async def drip_body(server: HostileServer, writer: asyncio.StreamWriter) -> None:
    await server.write(writer, _head(_HTML, b"Content-Length: 1000000"))
    while True:
        await asyncio.sleep(PAUSE)
        await server.write(writer, b"a")


async def silent(server: HostileServer, writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def short(server: HostileServer, writer: asyncio.StreamWriter) -> None:
    """Promises more than it sends."""
    await server.write(writer, _head(_HTML, b"Content-Length: 1000") + b"<title>half")


async def long(server: HostileServer, writer: asyncio.StreamWriter) -> None:
    """Sends more than it promised."""
    await server.write(writer, _head(_HTML, b"Content-Length: 5") + b"<p>ok" + b"x" * 1000)


async def smuggle(server: HostileServer, writer: asyncio.StreamWriter) -> None:
    """Answers the next request already, and keeps the connection open for it."""
    for title in (b"first", b"forged"):
        body = b"<title>" + title
        await server.write(writer, _head(_HTML, b"Content-Length: %d" % len(body)) + body)
    await asyncio.Event().wait()


async def two_lengths(server: HostileServer, writer: asyncio.StreamWriter) -> None:
    await server.write(writer, _head(_HTML, b"Content-Length: 5", b"Content-Length: 6") + b"<p>ok.")


async def gzip_bomb(server: HostileServer, writer: asyncio.StreamWriter) -> None:
    """A few hundred kilobytes that would become a gigabyte; made piecewise, never held."""
    head = _head(_HTML, b"Content-Encoding: gzip", b"Connection: close")
    await server.write(writer, head)
    piece = gzip.compress(b"\0" * 16 * MIB)
    for _ in range(64):
        await server.write(writer, piece)


async def huge(server: HostileServer, writer: asyncio.StreamWriter) -> None:
    await _gigabyte(server, writer, _HTML)


async def huge_download(server: HostileServer, writer: asyncio.StreamWriter) -> None:
    await _gigabyte(server, writer, b"Content-Type: application/vnd.android.package-archive")


async def _gigabyte(server: HostileServer, writer: asyncio.StreamWriter, kind: bytes) -> None:
    await server.write(writer, _head(kind, b"Content-Length: 1073741824"))
    piece = b"x" * MIB
    for _ in range(1024):
        await server.write(writer, piece)


async def huge_head(server: HostileServer, writer: asyncio.StreamWriter) -> None:
    await server.write(writer, b"HTTP/1.1 200 OK\r\n")
    line = b"X-More: " + b"y" * 1000 + b"\r\n"
    while True:
        await server.write(writer, line)


async def loop(server: HostileServer, writer: asyncio.StreamWriter) -> None:
    await server.write(writer, _head(b"Location: /loop", b"Content-Length: 0", status=b"302 Found"))


async def endless(server: HostileServer, writer: asyncio.StreamWriter) -> None:
    """A new address every time."""
    location = b"Location: /endless/%d" % len(server.targets)
    await server.write(writer, _head(location, b"Content-Length: 0", status=b"302 Found"))


async def bad_location(server: HostileServer, writer: asyncio.StreamWriter) -> None:
    lines = (b"Location: http://[::1/%zz:99999999/", b"Content-Length: 0")
    await server.write(writer, _head(*lines, status=b"302 Found"))


async def into_emulated(server: HostileServer, writer: asyncio.StreamWriter) -> None:
    lines = (b"Location: https://a.example/", b"Content-Length: 0")
    await server.write(writer, _head(*lines, status=b"302 Found"))


async def reset(server: HostileServer, writer: asyncio.StreamWriter) -> None:
    """Answers with a TCP reset in the middle of the body."""
    await server.write(writer, _head(_HTML, b"Content-Length: 1000") + b"<p>half")
    raw = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def garbage(server: HostileServer, writer: asyncio.StreamWriter) -> None:
    await server.write(writer, bytes(range(256)) * 8)


async def not_gzip(server: HostileServer, writer: asyncio.StreamWriter) -> None:
    lines = (_HTML, b"Content-Encoding: gzip", b"Content-Length: 9")
    await server.write(writer, _head(*lines) + b"not gzip!")


async def brotli(server: HostileServer, writer: asyncio.StreamWriter) -> None:
    lines = (_HTML, b"Content-Encoding: br", b"Content-Length: 3")
    await server.write(writer, _head(*lines) + b"abc")


async def bad_chunks(server: HostileServer, writer: asyncio.StreamWriter) -> None:
    await server.write(writer, _head(_HTML, b"Transfer-Encoding: chunked") + b"zz\r\nabc\r\n")


async def fine(server: HostileServer, writer: asyncio.StreamWriter) -> None:
    body = "<title>fine</title><p>好".encode()
    await server.write(writer, _head(_HTML, b"Content-Length: %d" % len(body)) + body)


Behaviour = Callable[[HostileServer, asyncio.StreamWriter], Awaitable[None]]
BEHAVIOURS: dict[str, Behaviour] = {
    behave.__name__: behave
    for behave in (
        drip_head,
        drip_body,
        silent,
        short,
        long,
        smuggle,
        two_lengths,
        gzip_bomb,
        huge,
        huge_download,
        huge_head,
        loop,
        endless,
        bad_location,
        into_emulated,
        reset,
        garbage,
        not_gzip,
        brotli,
        bad_chunks,
        fine,
    )
}
