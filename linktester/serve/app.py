"""The public listeners' application: one request in, one answer out, by the name that was asked for."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from linktester.model.errors import EnvironmentFault
from linktester.model.hostprotocol import APP_DOMAIN, REQUEST_HEADER, WORLD_HEADER
from linktester.serve import breakage, hosts, payapis, wellknown
from linktester.serve.clients import client_answer
from linktester.serve.emulator import Emulator
from linktester.serve.exchange import Answer, Asked
from linktester.serve.hosts import site
from linktester.serve.octets import Header, Reply
from linktester.serve.options import BODY_SECONDS
from linktester.serve.payapis.api import Api, ApiCall
from linktester.serve.payapis.serving import DroppedError, answered, answered_at_once, unread
from linktester.serve.problems import problem
from linktester.serve.protocol import CUT, MAX_BODY, TARGET
from linktester.serve.routing import LOOPBACK, Address, address_of, path_and_query
from linktester.serve.worlds import DEFAULT, World

_REQUEST = REQUEST_HEADER.lower().encode()
_WORLD = WORLD_HEADER.lower()
_APP_SUFFIX = f".{APP_DOMAIN}"
_HEARD = "heard"
"""Key of what was made of a request's head already, in the scope's state."""
_Heard = tuple[dict[str, str], Address, Api | None]
_log = logging.getLogger(__name__)

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class GoneError(Exception):
    """The peer left before its request was whole."""


class PublicApp:
    """Raw ASGI: it stands on every hop of every probe."""

    def __init__(self, emulator: Emulator, body_seconds: float = BODY_SECONDS) -> None:
        self._emulator = emulator
        self._body_seconds = body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers, address, api = self._heard(scope)
        try:
            body = await read_body(headers, receive, seconds=self._body_seconds)
        except GoneError:
            if api is not None:
                unread(api, self._call(scope, headers, address, b""), 0)
            return
        if api is None:
            await self._public(scope, headers, address, body, send)
        elif isinstance(body, Answer):
            unread(api, self._call(scope, headers, address, b""), body.status)
            await write_answer(send, body)
        else:
            call = self._call(scope, headers, address, body)
            await self._called(api, call, scope, receive, send)

    def at_once(self, scope: Scope, body: bytes) -> Reply | None:
        """Answer a whole call of an API, None where an answer may have to be waited for."""
        if self._emulator.ground.faults:
            return None
        headers, address, api = scope["state"][_HEARD] = self._heard(scope)
        if api is None:
            return None
        call = self._call(scope, headers, address, body)
        try:
            answer = answered_at_once(api, call)
        except EnvironmentFault as fault:
            answer = _unusable(call, fault)
        return reply_of(answer)

    def _heard(self, scope: Scope) -> _Heard:
        """Return the headers, who is asked, and the API that is."""
        known: _Heard | None = scope["state"].get(_HEARD)
        if known is not None:
            return known
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get("host")
        address = address_of(scope["state"][TARGET], host.encode("latin-1") if host else None)
        return headers, address, self._api(address)

    def _api(self, address: Address) -> Api | None:
        """Return the platform's API that is asked, None when it is a public host or nobody."""
        api = payapis.find(address.host, address.path, local=address.host in LOOPBACK)
        if api is not None:
            return api
        named = payapis.of_host(address.host)
        # Some names carry both pages and an API; a name with nothing but an API answers its own 404.
        return named if named is not None and hosts.find(address.host, self._emulator) is None else None

    async def _called(self, api: Api, call: ApiCall, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a call of an API; it knows no worlds, and has a journal of its own."""
        try:
            answer = await answered(api, call)
        except DroppedError:
            await _cut(scope, receive)
            return
        except EnvironmentFault as fault:
            answer = _unusable(call, fault)
        await write_answer(send, answer)

    def _call(self, scope: Scope, headers: dict[str, str], address: Address, body: bytes) -> ApiCall:
        return ApiCall(
            ground=self._emulator.ground,
            method=scope["method"],
            host=address.host,
            target=path_and_query(scope["state"][TARGET]),
            headers=headers,
            body=body,
            base_url=f"{scope['scheme']}://{address.authority}",
        )

    async def _public(
        self, scope: Scope, headers: dict[str, str], address: Address, body: bytes | Answer, send: Send
    ) -> None:
        world = self._world(headers)
        answer = (
            body if isinstance(body, Answer) else await self._answer(scope, headers, address, body, world)
        )
        id_ = self._emulator.journal.write(world.id if world else DEFAULT, answer.record)
        await write_answer(send, answer, ((_REQUEST, id_.encode()),))

    def _world(self, headers: dict[str, str]) -> World | None:
        wanted = headers.get(_WORLD)
        worlds = self._emulator.worlds
        return worlds.default() if wanted is None else worlds.find(wanted)

    async def _answer(
        self, scope: Scope, headers: dict[str, str], address: Address, body: bytes, world: World | None
    ) -> Answer:
        if world is None:
            return problem(400, "unknown-world", world=headers[_WORLD])
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
        file = wellknown.answer(asked, self._emulator.catalogue)
        if file is not None:
            return file
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


async def _cut(scope: Scope, receive: Receive) -> None:
    """Cut the connection and wait until it is gone: uvicorn answers for an application that says nothing."""
    cut = scope["state"].get(CUT)
    if cut is not None:
        cut()
        while (await receive())["type"] != "http.disconnect":
            pass


async def read_body(
    headers: dict[str, str], receive: Receive, most: int = MAX_BODY, seconds: float = BODY_SECONDS
) -> bytes | Answer:
    """Return the whole body, or the refusal of one that is too large or too slow. Raises GoneError."""
    length = headers.get("content-length")
    if length is None and "transfer-encoding" not in headers:
        return b""
    if length is not None and (not length.isdigit() or len(length) > 18 or int(length) > most):
        return problem(413, "body-too-large", most=most)
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(seconds):
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
        return problem(408, "body-too-slow", seconds=f"{seconds:g}")


async def write_answer(send: Send, answer: Answer, extra: tuple[Header, ...] = ()) -> None:
    """Send `answer` with `extra` headers."""
    reply = reply_of(answer, extra)
    if reply.closes:
        reply.headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": reply.status, "headers": reply.headers})
    await send({"type": "http.response.body", "body": reply.body})


def reply_of(answer: Answer, extra: tuple[Header, ...] = ()) -> Reply:
    """Return `answer` with `extra` headers; refused bodies close the connection, whose rest is unread."""
    headers = [*answer.headers, *extra]
    if answer.status != 204:
        headers.append((b"content-length", b"%d" % len(answer.body)))
    return Reply(answer.status, headers, answer.body, closes=answer.status in (408, 413))


def _unusable(call: ApiCall, fault: EnvironmentFault) -> Answer:
    _log.error("no answer for %s: %s", call.host, fault)
    return problem(503, "state-unusable")
