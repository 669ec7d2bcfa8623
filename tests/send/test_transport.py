"""Hosts, sides, and what errors mean."""

import asyncio
import ssl
from pathlib import Path

import httpcore
import pytest

from linktester.send import EmulatedPhone, Limits, Target
from linktester.send.transport import HostBook, Line, Side, emulator_tls, failure_kind, timeouts
from tests.fakes.client_protocol import FakeEmulator, page
from tests.fakes.phones import failure, probe, run

BOOK = HostBook(("a.example", "*.b.example", "*.linktester.test"), frozenset({"live.example", "x.b.example"}))


@pytest.mark.parametrize(
    ("host", "side"),
    [
        ("a.example", Side.EMULATED),
        ("a.example.", Side.EMULATED),
        ("sub.a.example", Side.REFUSED),
        ("b.example", Side.REFUSED),
        ("y.b.example", Side.EMULATED),
        ("z.y.b.example", Side.EMULATED),
        ("x.b.example", Side.LIVE),
        ("live.example", Side.LIVE),
        ("sub.live.example", Side.REFUSED),
        ("wechat.linktester.test", Side.EMULATED),
        ("mine.example", Side.EMULATED),
        ("evil-b.example", Side.REFUSED),
        ("127.0.0.1", Side.REFUSED),
        ("[::1]", Side.REFUSED),
        ("", Side.REFUSED),
    ],
)
def test_sides(host: str, side: Side) -> None:
    assert BOOK.side(host, frozenset({"mine.example"})) is side


def test_app_hosts_are_emulated_in_every_book() -> None:
    assert HostBook((), frozenset()).side("qq.linktester.test") is Side.EMULATED


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (httpcore.ReadTimeout(), "timeout"),
        (httpcore.ConnectTimeout(), "timeout"),
        (httpcore.ConnectError(), "connect"),
        (httpcore.LocalProtocolError(), "unsendable"),
        (httpcore.UnsupportedProtocol(), "unsendable"),
        (httpcore.RemoteProtocolError("Receive buffer too long"), "too-large"),
        (httpcore.RemoteProtocolError("bad"), "protocol"),
        (httpcore.ReadError(), "protocol"),
        (UnicodeError(), "unsendable"),
        (ssl.SSLError(), "tls"),
    ],
)
def test_kinds_of_failure(error: Exception, kind: str) -> None:
    assert failure_kind(error) == kind


def test_tls_trouble_behind_a_failed_connection() -> None:
    error = httpcore.ConnectError()
    error.__cause__ = ssl.SSLCertVerificationError()
    assert failure_kind(error) == "tls"


def test_time_outs_follow_the_limits() -> None:
    found = timeouts(Limits(connect_seconds=1, read_seconds=2, exchange_seconds=3))
    assert found == {"connect": 1, "read": 2, "write": 2, "pool": 3}


def test_the_emulators_certificate_is_checked_for_every_host(tmp_path: Path) -> None:
    """The fake has no certificate for this name: nothing is let pass because it is emulated."""

    async def go() -> str:
        async with FakeEmulator(tmp_path, {"unnamed.example": page("x")}) as emulator:
            session = EmulatedPhone().open(Target(emulator.ready))
            evidence = await session.send(probe("https://unnamed.example/", sites=("unnamed.example",)))
            await session.aclose()
            return failure(evidence).kind

    assert run(go()) == "tls"


def test_emulated_hosts_trust_the_emulator_only(tmp_path: Path) -> None:
    async def go() -> ssl.SSLContext:
        async with FakeEmulator(tmp_path) as emulator:
            return emulator_tls(emulator.ready.ca_pem())

    context = run(go())
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert len(context.get_ca_certs()) == 1


def test_a_cancelled_handshake_leaves_no_socket_behind(tmp_path: Path) -> None:
    """Would be an unclosed transport, which fails this test run."""
    connected = asyncio.Event()
    writers: list[asyncio.StreamWriter] = []

    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        await reader.read(1)
        connected.set()

    async def go() -> None:
        async with FakeEmulator(tmp_path) as emulator:
            silent = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
            port = silent.sockets[0].getsockname()[1]
            line = Line(emulator.ready, emulator_tls(emulator.ready.ca_pem()), ssl.create_default_context())
            request = httpcore.Request("GET", f"https://127.0.0.1:{port}/")
            asked = asyncio.create_task(line.ask(request, Side.LIVE))
            await connected.wait()
            asked.cancel()
            await asyncio.gather(asked, return_exceptions=True)
            await line.aclose()
            silent.close()
            for writer in writers:
                writer.transport.abort()

    run(go())
