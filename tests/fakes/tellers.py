"""Merchants who are told of payments: they verify what comes, keep it, and often do not take it."""

import asyncio
import contextlib
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable

from tests.fakes.shops import Shops

_OK = b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\nsuccess"
_NO = b"HTTP/1.1 500 No\r\nContent-Length: 4\r\nConnection: close\r\n\r\nfail"


class Told:
    """What merchants were told, each under the number it is about: an order's or a refund's."""

    def __init__(self, counted: Callable[[str], None]) -> None:
        """Call `counted("told")` for each callback, once it is read and before it is answered."""
        self.shops: Shops | None = None
        self.takes_all = False
        self.came: Counter[tuple[str, str]] = Counter()
        """Callbacks by platform and number, however they were answered."""
        self.damaged = 0
        """Callbacks that did not verify."""
        self._taken: set[tuple[str, str]] = set()
        self._counted = counted
        self._port = 0
        self._chance = random.Random()

    @contextlib.asynccontextmanager
    async def serving(self, chance: random.Random) -> AsyncIterator[None]:
        """Serve on loopback until left; a third of what comes is refused or not answered at all."""
        # Callbacks come whenever they come: the rounds' own dice must not depend on it.
        self._chance = random.Random(chance.random())
        server = await asyncio.start_server(self._take, "127.0.0.1", 0)
        async with server:
            self._port = server.sockets[0].getsockname()[1]
            yield

    def url(self, platform: str) -> str:
        return f"http://127.0.0.1:{self._port}/{platform}"

    def has(self, platform: str, number: str) -> bool:
        """Tell whether a callback about this order or refund was answered as taken."""
        return (platform, number) in self._taken

    def line(self) -> str:
        again = sum(self.came.values()) - len(self.came)
        return f"callbacks {sum(self.came.values())} ({again} of them again), damaged {self.damaged}"

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            line, *fields = head.rstrip().split("\r\n")
            headers = {name.lower(): value for name, _, value in (each.partition(": ") for each in fields)}
            body = await reader.readexactly(int(headers["content-length"]))
            platform = line.split(" ")[1].strip("/")
            self._answer(writer, self._about(platform, headers, body))
            await writer.drain()
        writer.close()

    def _answer(self, writer: asyncio.StreamWriter, about: tuple[str, str] | None) -> None:
        if about is None:
            self.damaged += 1
            return
        self.came[about] += 1
        self._counted("told")
        luck = 1.0 if self.takes_all else self._chance.random()
        if luck > 0.35:
            self._taken.add(about)
        if luck > 0.15:
            writer.write(_OK if luck > 0.35 else _NO)

    def _about(self, platform: str, headers: dict[str, str], body: bytes) -> tuple[str, str] | None:
        assert self.shops is not None
        if platform == "wechatpay":
            event = self.shops.opened_wechatpay(headers, body)
            return event and (platform, str(event.get("out_refund_no") or event["out_trade_no"]))
        told = self.shops.opened_alipay(body)
        return told and (platform, told.get("out_biz_no") or told["out_trade_no"])
