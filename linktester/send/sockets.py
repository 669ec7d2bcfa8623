"""Sockets for the connection pools, straight from asyncio.

The library's own backend goes through two more layers (anyio's streams and cancel scopes), which cost more
than everything else the sender does for a request.
"""

import asyncio
import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

_READ_AHEAD = 256 * 1024
"""Octets the kernel may hand over before anybody asks; beyond it the peer has to wait."""


class Network(httpcore.AsyncNetworkBackend):
    """Opens sockets: where they are asked for, or all of them at the emulator's address."""

    def __init__(self, emulator: tuple[str, int] | None = None) -> None:
        self._emulator = emulator

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's interface
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the emulator instead of `host`, where there is one."""
        if self._emulator is not None:
            host, port = self._emulator
        local = None if local_address is None else (local_address, 0)
        try:
            async with asyncio.timeout(timeout):
                reader, writer = await asyncio.open_connection(
                    host, port, limit=_READ_AHEAD, local_addr=local
                )
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(f"{timeout:g} s") from error
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        return _Stream(reader, writer)


class _Stream(httpcore.AsyncNetworkStream):
    """One connection, plain or TLS."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        """Return what has arrived, empty at the end of the stream."""
        try:
            async with asyncio.timeout(timeout):
                return await self._reader.read(max_bytes)
        except TimeoutError as error:
            raise httpcore.ReadTimeout(f"{timeout:g} s") from error
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """Hand over `buffer`; wait only while the peer reads slower than we write."""
        try:
            self._writer.write(buffer)
            if self._writer.transport.get_write_buffer_size():
                async with asyncio.timeout(timeout):
                    await self._writer.drain()
        except TimeoutError as error:
            raise httpcore.WriteTimeout(f"{timeout:g} s") from error
        except (OSError, RuntimeError) as error:
            raise httpcore.WriteError(str(error)) from error

    async def aclose(self) -> None:
        """Close at once: what the peer still sends is of no interest."""
        self._writer.transport.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's interface
    ) -> httpcore.AsyncNetworkStream:
        """Shake hands. Closes the connection when that fails or is cancelled."""
        done = False
        try:
            async with asyncio.timeout(timeout):
                await self._writer.start_tls(ssl_context, server_hostname=server_hostname)
            done = True
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(f"{timeout:g} s") from error
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        finally:
            if not done:
                self._writer.transport.abort()
        return self

    def get_extra_info(self, info: str) -> Any:
        """Return what the pool asks of a connection: whether it is still usable, what it speaks."""
        if info == "is_readable":
            # Nothing should come while nothing was asked: octets or an end mean the server gave it up.
            return self._reader.at_eof() or self._writer.transport.is_closing()
        return self._writer.get_extra_info(info)
