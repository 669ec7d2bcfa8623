"""The real emulator as a process of its own, and its application without any process."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from linktester.model.hostprotocol import ClientAnswer
from linktester.model.world import Site, WorldSpec
from linktester.serve.exchange import Asked
from linktester.serve.worlds import World, Worlds

EMULATOR = (sys.executable, "-m", "linktester.serve", "--json", "--exit-with-stdin")
DATE = datetime(2022, 3, 1, 4, tzinfo=UTC)


@contextmanager
def running_emulator(state_dir: Path, *more: str) -> Iterator[dict[str, Any]]:
    """Start the emulator on `state_dir` and yield its ready line as a dict; it is gone afterwards.

    Raises AssertionError with its own words when it fails to start. `more` are further arguments.
    """
    words = (*EMULATOR, "--state-dir", str(state_dir), *more)
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            ready = json.loads(child.stdout.readline())
            assert ready["event"] == "ready", ready
            yield ready
        finally:
            child.stdin.close()
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of an ASGI application."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def call(
    app: Any,
    method: str,
    target: str,
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    *,
    tls: bool = True,
) -> Reply:
    """Ask `app` once, without sockets. `target` may be absolute; else give a `host` header."""
    return asyncio.run(acall(app, method, target, headers, body, tls=tls))


async def acall(
    app: Any,
    method: str,
    target: str,
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    *,
    tls: bool = True,
) -> Reply:
    """As `call`, inside a running loop."""
    sent: list[dict[str, Any]] = []
    raw = [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()]
    if body:
        raw.append((b"content-length", b"%d" % len(body)))
    scope = {
        "type": "http",
        "method": method,
        "scheme": "https" if tls else "http",
        "headers": raw,
        "state": {"target": target.encode("latin-1")},
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(event: dict[str, Any]) -> None:
        sent.append(event)

    await app(scope, receive, send)
    start, content = sent
    found = {name.decode(): value.decode() for name, value in start["headers"]}
    return Reply(start["status"], found, content["body"])


def world(as_of: datetime = DATE, *sites: Site) -> World:
    """Return a world of that date."""
    return Worlds().make(WorldSpec(as_of=as_of, sites=sites))


def asked(
    url: str, *, agent: str = "", in_world: World | None = None, referer: str = "", body: bytes = b""
) -> Asked:
    """Return a GET of `url` as the emulator's rooms see it."""
    _, _, rest = url.partition("://")
    authority, slash, tail = rest.partition("/")
    path, _, query = (slash + tail).partition("?")
    return Asked(
        method="GET",
        host=authority.lower(),
        authority=authority,
        path=path or "/",
        query=query,
        headers={"user-agent": agent, "referer": referer},
        body=body,
        tls=url.startswith("https"),
        world=in_world or world(),
    )


def client_answer(reply: Reply) -> ClientAnswer:
    """Return a reply of the client protocol as a value."""
    return msgspec.json.decode(reply.body, type=ClientAnswer)
