"""Connections: emulated hosts are mapped where sockets are opened, so everything above stays true.

URL, Host, SNI, certificate check and redirects across hosts are those of the real names; only the socket goes
to the emulator. This is the one module that knows the HTTP library: its connection pools (httpcore, the lower
half of httpx) are used directly, because `httpx.AsyncClient` parses every Location even when told not to
follow and fails on the ones it cannot parse, and lists a request's octets only by way of its own URL class.

One `Line` per worker, never shared: one pool under many workers scans all its connections for every request.
"""

import ssl
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum

import httpcore

from linktester.model.hostprotocol import APP_DOMAIN
from linktester.send.limits import Limits
from linktester.send.ready import Ready
from linktester.send.sockets import Network

_KEPT_ALIVE = 32
_CONNECTIONS = 64
_IDLE_SECONDS = 15.0


class Side(StrEnum):
    """Which world a host belongs to."""

    EMULATED = "emulated"
    LIVE = "live"
    REFUSED = "refused"


class HostBook:
    """Which hosts are emulated, which may really be reached; every other host is refused."""

    def __init__(self, emulated: Iterable[str], live: frozenset[str]) -> None:
        """`emulated` holds names and `*.example.com` patterns (subdomains only), lower case."""
        patterns = {*emulated, f"*.{APP_DOMAIN}"}
        self._exact = frozenset(name for name in patterns if not name.startswith("*."))
        self._parents = frozenset(name[2:] for name in patterns if name.startswith("*."))
        self._live = live

    def side(self, host: str, sites: frozenset[str] = frozenset()) -> Side:
        """Return where `host` (as the URL standard serialises it) leads; `sites` are the user's stand-ins."""
        name = host.rstrip(".")
        if name in self._live:
            return Side.LIVE
        if name in self._exact or name in sites:
            return Side.EMULATED
        while "." in name:
            name = name.partition(".")[2]
            if name in self._parents:
                return Side.EMULATED
        return Side.REFUSED


class Line:
    """The connections of one worker. Not to be used by two tasks at once."""

    def __init__(self, ready: Ready, emulator_tls: ssl.SSLContext, live_tls: ssl.SSLContext | None) -> None:
        self._pools = {
            (Side.EMULATED, scheme): _pool(emulator_tls, Network(ready.address(scheme)))
            for scheme in ("http", "https")
        }
        if live_tls is not None:
            self._pools |= _live_pools(live_tls)

    @classmethod
    def live(cls, live_tls: ssl.SSLContext) -> "Line":
        """Return a line to the real network alone, for hosts that the user named."""
        made = cls.__new__(cls)
        made._pools = _live_pools(live_tls)
        return made

    async def ask(self, request: httpcore.Request, side: Side) -> httpcore.Response:
        """Return the answer's head; its `stream` must be closed. Raises httpcore's exceptions."""
        pool = self._pools[side, request.url.scheme.decode("ascii")]
        return await pool.handle_async_request(request)

    async def aclose(self) -> None:
        """Close all connections."""
        for pool in set(self._pools.values()):
            with suppress(httpcore.NetworkError, httpcore.TimeoutException):
                await pool.aclose()


def _live_pools(tls: ssl.SSLContext) -> "dict[tuple[Side, str], httpcore.AsyncConnectionPool]":
    # What a live server sends beyond its promise must not answer somebody's next request.
    live = _pool(tls, Network(), kept_alive=0)
    return {(Side.LIVE, scheme): live for scheme in ("http", "https")}


def emulator_tls(ca_pem: str) -> ssl.SSLContext:
    """Return the context for emulated hosts: it trusts the emulator's certificate and nobody else's."""
    return _offering(ssl.create_default_context(cadata=ca_pem))


def live_tls() -> ssl.SSLContext:
    """Return the context for live hosts: the system's own trust."""
    return _offering(ssl.create_default_context())


def timeouts(limits: Limits) -> dict[str, float | None]:
    """Return the pool's time-outs of one request."""
    return {
        "connect": limits.connect_seconds,
        "read": limits.read_seconds,
        "write": limits.read_seconds,
        "pool": limits.exchange_seconds,
    }


def failure_kind(error: Exception) -> str:
    """Return the class of failure (`Failed.kind`) behind one of the library's exceptions."""
    if isinstance(error, httpcore.TimeoutException):
        return "timeout"
    if _is_tls(error):
        return "tls"
    if isinstance(error, httpcore.ConnectError):
        return "connect"
    if isinstance(error, httpcore.LocalProtocolError | httpcore.UnsupportedProtocol):
        return "unsendable"
    if isinstance(error, httpcore.RemoteProtocolError) and "buffer" in str(error).lower():
        return "too-large"
    return "unsendable" if isinstance(error, UnicodeError) else "protocol"


def _is_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _offering(context: ssl.SSLContext) -> ssl.SSLContext:
    context.set_alpn_protocols(["http/1.1"])
    return context


def _pool(
    context: ssl.SSLContext, backend: httpcore.AsyncNetworkBackend, kept_alive: int = _KEPT_ALIVE
) -> httpcore.AsyncConnectionPool:
    return httpcore.AsyncConnectionPool(
        ssl_context=context,
        max_connections=_CONNECTIONS,
        max_keepalive_connections=kept_alive,
        keepalive_expiry=_IDLE_SECONDS,
        network_backend=backend,
    )
