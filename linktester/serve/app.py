"""The public listeners' application: one request in, one answer out, by the name that was asked for."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from linktester.model.errors import EnvironmentFault
from linktester.model.hostprotocol import APP_DOMAIN, REQUEST_HEADER, WORLD_HEADER
from linktester.serve import breakage, hosts
from linktester.serve.clients import client_answer
from linktester.serve.emulator import Emulator
from linktester.serve.exchange import Answer, Asked
from linktester.serve.hosts import site
from linktester.serve.problems import problem
from linktester.serve.protocol import MAX_BODY, TARGET
from linktester.serve.routing import LOOPBACK, address_of
from linktester.serve.worlds import DEFAULT, World

BODY_SECONDS = 30.0
_REQUEST = REQUEST_HEADER.lower().encode()
_WORLD = WORLD_HEADER.lower()
_APP_SUFFIX = f".{APP_DOMAIN}"
_log = logging.getLogger(__name__)

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class GoneError(Exception):
    """The peer left before its request was whole."""


class PublicApp:
    """Raw ASGI: it stands on every hop of every probe."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        world = self._world(headers)
        try:
            body = await read_body(headers, receive)
        except GoneError:
            return
        answer = body if isinstance(body, Answer) else await self._answer(scope, headers, body, world)
        id_ = self._emulator.journal.write(world.id if world else DEFAULT, answer.record)
        await write_answer(send, answer, ((_REQUEST, id_.encode()),))

    def _world(self, headers: dict[str, str]) -> World | None:
        wanted = headers.get(_WORLD)
        worlds = self._emulator.worlds
        return worlds.default() if wanted is None else worlds.find(wanted)

    async def _answer(
        self, scope: Scope, headers: dict[str, str], body: bytes, world: World | None
    ) -> Answer:
        if world is None:
            return problem(400, "unknown-world", world=headers[_WORLD])
        host = headers.get("host")
        address = address_of(scope["state"][TARGET], host.encode("latin-1") if host else None)
        asked = Asked(
            method=scope["method"],
            host=address.host,
            authority=address.authority,
            path=address.path,
            query=address.query,
            headers=headers,
            body=body,
            tls=scope["scheme"] == "https",
            world=world,
        )
        try:
            answer = await self._routed(asked)
        except EnvironmentFault as fault:
            _log.error("no answer for %s: %s", asked.host, fault)
            return problem(503, "state-unusable")
        return breakage.broken(asked, answer) if world.faults else answer

    async def _routed(self, asked: Asked) -> Answer:
        emulator = self._emulator
        if not asked.path.startswith("/"):
            return problem(400, "bad-target", target=asked.path)
        if asked.host.endswith(_APP_SUFFIX):
            app = asked.host.removesuffix(_APP_SUFFIX)
            return await client_answer(app, asked, emulator)
        stand_in = asked.world.sites.get(asked.host)
        if stand_in is not None:
            return site.answer(stand_in, asked)
        handler = hosts.find(asked.host, emulator)
        if handler is not None:
            return hosts.visit(handler, asked, emulator)
        if asked.host in LOOPBACK:
            return problem(404, "no-api", path=asked.path)
        return problem(421, "not-here", host=asked.host or "-")


async def read_body(headers: dict[str, str], receive: Receive, most: int = MAX_BODY) -> bytes | Answer:
    """Return the whole body, or the refusal of one that is too large or too slow. Raises GoneError."""
    length = headers.get("content-length")
    if length is None and "transfer-encoding" not in headers:
        return b""
    if length is not None and (not length.isdigit() or len(length) > 18 or int(length) > most):
        return problem(413, "body-too-large", most=most)
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while True:
                event = await receive()
                if event["type"] == "http.disconnect":
                    raise GoneError
                parts.append(event["body"])
                size += len(event["body"])
                if size > most:
                    return problem(413, "body-too-large", most=most)
                if not event["more_body"]:
                    return b"".join(parts)
    except TimeoutError:
        return problem(408, "body-too-slow", seconds=int(BODY_SECONDS))


async def write_answer(send: Send, answer: Answer, extra: tuple[tuple[bytes, bytes], ...] = ()) -> None:
    """Send `answer` with `extra` headers; refused bodies close the connection, whose rest is unread."""
    headers = [*answer.headers, *extra, (b"content-length", b"%d" % len(answer.body))]
    if answer.status in (408, 413):
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
