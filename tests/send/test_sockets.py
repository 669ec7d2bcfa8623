"""Sockets: what goes wrong has a name, and nothing stays open."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpcore
import pytest

from linktester.send.sockets import Network
from tests.fakes.phones import run


@asynccontextmanager
async def peer(greeting: bytes = b"", *, leaves: bool = False) -> AsyncIterator[tuple[int, asyncio.Event]]:
    """A server that says one thing and then listens; the event is set once somebody is there."""
    there = asyncio.Event()
    writers: list[asyncio.StreamWriter] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        writer.write(greeting)
        there.set()
        if leaves:
            writer.write_eof()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1], there
    finally:
        server.close()
        for writer in writers:
            writer.transport.abort()
        await asyncio.sleep(0)


def test_reading_and_writing() -> None:
    async def go() -> None:
        async with peer(b"hello", leaves=True) as (port, _):
            stream = await Network().connect_tcp("127.0.0.1", port, 5.0)
            await stream.write(b"x" * 10, 5.0)
            assert await stream.read(3, 5.0) == b"hel"
            assert await stream.read(9, 5.0) == b"lo"
            assert await stream.read(9, 5.0) == b""
            assert stream.get_extra_info("is_readable")
            assert stream.get_extra_info("peername")[1] == port
            await stream.aclose()

    run(go())


def test_everything_goes_to_the_emulator() -> None:
    async def go() -> bytes:
        async with peer(b"here") as (port, _):
            stream = await Network(("127.0.0.1", port)).connect_tcp("no.such.host.example", 443, 5.0)
            assert not stream.get_extra_info("is_readable")
            found = await stream.read(9, 5.0)
            await stream.aclose()
            return found

    assert run(go()) == b"here"


def test_nobody_listens() -> None:
    async def go() -> None:
        async with peer() as (port, _):
            pass
        await Network().connect_tcp("127.0.0.1", port, 5.0)

    with pytest.raises(httpcore.ConnectError):
        run(go())


def test_silence_times_out() -> None:
    async def go() -> None:
        async with peer() as (port, _):
            stream = await Network().connect_tcp("127.0.0.1", port, 5.0)
            try:
                await stream.read(1, 0.01)
            finally:
                await stream.aclose()

    with pytest.raises(httpcore.ReadTimeout):
        run(go())


def test_after_its_end_a_connection_is_known_to_be_gone() -> None:
    async def go() -> bytes:
        async with peer() as (port, there):
            stream = await Network().connect_tcp("127.0.0.1", port, 5.0)
            await there.wait()
            await stream.aclose()
            assert stream.get_extra_info("is_readable")
            await stream.write(b"x", 5.0)
            return await stream.read(1, 5.0)

    assert run(go()) == b""


@pytest.mark.parametrize("greeting", [b"not tls at all\r\n" * 10, b""])
def test_handshakes_that_fail_leave_no_socket_behind(greeting: bytes) -> None:
    """Would be an unclosed transport, which fails this test run."""

    async def go() -> None:
        async with peer(greeting) as (port, _):
            stream = await Network().connect_tcp("127.0.0.1", port, 5.0)
            await stream.start_tls(ssl.create_default_context(), "127.0.0.1", 0.05 if not greeting else 5.0)

    with pytest.raises((httpcore.ConnectError, httpcore.ConnectTimeout)):
        run(go())


def test_a_cancelled_handshake_leaves_no_socket_behind() -> None:
    async def go() -> None:
        async with peer() as (port, there):
            stream = await Network().connect_tcp("127.0.0.1", port, 5.0)
            shaking = asyncio.create_task(stream.start_tls(ssl.create_default_context(), "a", 5.0))
            await there.wait()
            await asyncio.sleep(0)  # until it has begun
            shaking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await shaking

    run(go())
