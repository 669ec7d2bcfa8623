"""A merchant's server that takes callbacks: keeps what came, answers as the test says."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Receiver:
    """What came, and how it is answered."""

    answer: Callable[[int], bytes]
    """From the number of the request (1, 2 …) to the whole answer; nothing: the line is closed."""
    heads: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    url: str = ""

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = int(head.lower().partition("content-length: ")[2].partition("\r\n")[0])
        self.bodies.append(await reader.readexactly(length))
        self.heads.append(head)
        writer.write(self.answer(len(self.bodies)))
        await writer.drain()
        writer.close()


def status(number: int, more: str = "") -> bytes:
    """Return an answer without a body."""
    return f"HTTP/1.1 {number} x\r\ncontent-length: 0\r\nconnection: close\r\n{more}\r\n".encode()


@asynccontextmanager
async def receiving(answer: Callable[[int], bytes]) -> AsyncIterator[Receiver]:
    """Serve on loopback until left."""
    receiver = Receiver(answer)
    server = await asyncio.start_server(receiver.take, "127.0.0.1", 0)
    async with server:
        receiver.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/paid"
        yield receiver
