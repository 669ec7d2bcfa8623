"""One request and its whole answer, bounded in time and size, as an `Exchange`.

Never raises for trouble on the way: the class of failure stands in the answer, with whatever had arrived.
"""

import asyncio
import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from time import perf_counter

import httpcore

from linktester.model.evidence import Exchange
from linktester.model.hostprotocol import REQUEST_HEADER, WORLD_HEADER
from linktester.send.inflate import DecompressionError, decoder
from linktester.send.limits import Limits
from linktester.send.transport import Line, Side, failure_kind, timeouts
from linktester.urls import Url

_REQUEST_ID = REQUEST_HEADER.lower()
_PAGES = ("text/", "application/xhtml", "application/json", "application/problem+json", "application/xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked for."""

    url: Url
    target: bytes
    headers: tuple[tuple[str, str], ...]
    """As recorded; harness headers are added on the way out."""
    side: Side
    method: str = "GET"
    body: bytes = b""
    role: str = "web"
    world: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The exchange for the record, and the whole decoded body for reading."""

    exchange: Exchange
    body: bytes
    failure: str | None = None
    """Class of failure (`Failed.kind`); None when the answer is whole."""
    detail: str = ""

    @property
    def status(self) -> int:
        """Status; 0 when no answer came."""
        return self.exchange.status or 0

    def header(self, name: str) -> str:
        """Return the first header called `name` (lower case), empty without one."""
        for key, value in self.exchange.response_headers:
            if key.lower() == name:
                return value
        return ""


@dataclass(slots=True)
class _Reading:
    """What has arrived so far."""

    status: int | None = None
    headers: list[tuple[str, str]] = field(default_factory=list)
    request_id: str | None = None
    body: bytearray = field(default_factory=bytearray)
    truncated: bool = False


async def fetch(line: Line, ask: Ask, limits: Limits, epoch: float) -> Answer:
    """Return the answer to `ask`; `epoch` is the `perf_counter` reading at which the probe began."""
    started = perf_counter()
    reading = _Reading()
    failure: str | None = None
    detail = ""
    try:
        async with asyncio.timeout(limits.exchange_seconds):
            await _read(line, ask, limits, reading)
    except TimeoutError:
        failure, detail = "deadline", f"{limits.exchange_seconds:g} s"
    except DecompressionError as error:
        failure, detail = "decompression", str(error)
    except _TooLargeError as error:
        failure, detail = "too-large", str(error)
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
        failure, detail = failure_kind(error), _words(error)
    except (httpcore.UnsupportedProtocol, OSError, UnicodeError) as error:
        failure, detail = failure_kind(error), _words(error)
    body = bytes(reading.body)
    exchange = Exchange(
        method=ask.method,
        url=ask.url.href,
        target=ask.target,
        request_headers=ask.headers,
        status=reading.status,
        response_headers=tuple(reading.headers),
        body=body[: limits.body_excerpt],
        body_length=len(body),
        body_sha256="" if reading.status is None else hashlib.sha256(body).hexdigest(),
        truncated=reading.truncated or (failure is not None and reading.status is not None),
        started_ms=(started - epoch) * 1000,
        elapsed_ms=(perf_counter() - started) * 1000,
        role=ask.role,
        request_id=reading.request_id,
        error=failure,
    )
    return Answer(exchange, body, failure, detail[:300])


class _TooLargeError(Exception):
    """A page longer than a page may be."""


async def _read(line: Line, ask: Ask, limits: Limits, reading: _Reading) -> None:
    response = await line.ask(_request(ask, limits), ask.side)
    try:
        reading.status = response.status
        _keep_head(response, limits, reading)
        await _read_body(response, limits, reading)
    finally:
        with suppress(httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException):
            await response.aclose()


def _request(ask: Ask, limits: Limits) -> httpcore.Request:
    url = ask.url
    headers = [(name.encode("ascii"), value.encode("utf-8", "replace")) for name, value in ask.headers]
    if ask.world is not None and ask.side is Side.EMULATED:
        headers.append((WORLD_HEADER.encode(), ask.world.encode("ascii", "replace")))
    if ask.body or ask.method == "POST":
        headers.append((b"Content-Length", str(len(ask.body)).encode()))
    return httpcore.Request(
        ask.method,
        httpcore.URL(
            scheme=url.protocol[:-1].encode("ascii"),
            host=url.hostname.strip("[]").encode("ascii"),
            port=int(url.port) if url.port else None,
            target=ask.target,
        ),
        headers=headers,
        content=ask.body or None,
        extensions={"timeout": timeouts(limits)},
    )


def _keep_head(response: httpcore.Response, limits: Limits, reading: _Reading) -> None:
    room = limits.head_bytes
    for name, value in response.headers:
        room -= len(name) + len(value)
        if room < 0:
            reading.truncated = True
            return
        key = name.decode("latin-1")
        if key.lower() == _REQUEST_ID:
            reading.request_id = value.decode("ascii", "replace")
        else:
            reading.headers.append((key, _text(value)))


async def _read_body(response: httpcore.Response, limits: Limits, reading: _Reading) -> None:
    named = {name.lower(): value for name, value in reversed(reading.headers)}
    is_page = named.get("content-type", "text/").strip().lower().startswith(_PAGES)
    limit = limits.body_bytes if is_page else limits.download_bytes
    coding = decoder(named.get("content-encoding", ""))
    body = reading.body
    async for chunk in response.aiter_stream():
        body += coding.feed(chunk, limit + 1 - len(body))
        if len(body) > limit:
            del body[limit:]
            reading.truncated = True
            if is_page:
                raise _TooLargeError(f"more than {limit} octets")
            return


def _text(value: bytes) -> str:
    """Return a header's value: UTF-8 where it is, else every octet as the character of its number."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
