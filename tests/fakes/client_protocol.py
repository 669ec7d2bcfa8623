"""An emulator without policy: every host answers what the test says, over real sockets and real TLS."""

import asyncio
import json
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from linktester.model.association import APPLE_CDN
from linktester.send import Ready

APPS = ("wechat", "taobao", "alipay", "qq", "jd", "douyin", "weibo", "zhihu", "tmall", "feishu")
HOSTS = (
    "a.example",
    "b.example",
    "sub.b.example",
    "item.taobao.com",
    "m.tb.cn",
    "qr.alipay.com",
    "ulink.alipay.com",
    "weixin110.qq.com",
    "link.zhihu.com",
    "c.pc.qq.com",
    "weibo.cn",
    APPLE_CDN,
)


@dataclass(frozen=True, slots=True)
class Got:
    """One request as it stood on the wire."""

    host: str
    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    tls: bool
    server_name: str | None

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


Answerer = Callable[[Got], Reply]


def page(html: str) -> Reply:
    return Reply(200, html.encode(), (("Content-Type", "text/html; charset=utf-8"),))


def redirect(location: str, status: int = 302) -> Reply:
    return Reply(status, b"", (("Location", location),))


def answer(**told: Any) -> Reply:
    """A client's or door's answer."""
    return Reply(200, json.dumps(told).encode(), (("Content-Type", "application/json"),))


def problem(kind: str, status: int = 501) -> Reply:
    body = json.dumps({"type": kind, "title": kind}).encode()
    return Reply(status, body, (("Content-Type", "application/problem+json"),))


@dataclass
class FakeEmulator:
    """`hosts` says by (host, path) or host what is answered; everything asked is kept in `got`."""

    folder: Path
    hosts: dict[str, Answerer | Reply] = field(default_factory=dict)
    got: list[Got] = field(default_factory=list)
    worlds: list[Any] = field(default_factory=list)
    control: dict[str, Reply] = field(default_factory=dict)
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    async def __aenter__(self) -> Self:
        tls = _server_context(self.folder)
        self._servers = [
            await asyncio.start_server(self._plain, "127.0.0.1", 0),
            await asyncio.start_server(self._tls, "127.0.0.1", 0, ssl=tls),
            await asyncio.start_server(self._control, "127.0.0.1", 0),
        ]
        plain, secure, control = (server.sockets[0].getsockname()[1] for server in self._servers)
        credentials = self.folder / "credentials.json"
        credentials.write_text(json.dumps({"schema": 1, "ca_pem": _authority()[1]}))
        self.ready = Ready(
            f"http://127.0.0.1:{plain}",
            f"https://127.0.0.1:{secure}",
            f"http://127.0.0.1:{control}/_linktester/v1",
            "secret",
            str(credentials),
        )
        return self

    async def __aexit__(self, *exits: object) -> None:
        for server in self._servers:
            server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for _ in range(10):
            # Aborted transports, TLS ones above all, take a few turns of the loop to be gone.
            await asyncio.sleep(0)

    def asked(self, host: str) -> list[Got]:
        """Return the requests to one host."""
        return [each for each in self.got if each.host == host]

    async def _plain(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._serve(reader, writer, tls=False)

    async def _tls(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._serve(reader, writer, tls=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, tls: bool) -> None:
        with self._kept(writer):
            while True:
                got = await _request(reader, writer, tls=tls)
                self.got.append(got)
                _write(writer, self._answer(got), len(self.got))
                await writer.drain()

    @contextmanager
    def _kept(self, writer: asyncio.StreamWriter) -> Iterator[None]:
        """Own a connection until either side ends it."""
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                yield
        finally:
            writer.transport.abort()
            self._tasks.discard(task)

    def _answer(self, got: Got) -> Reply:
        path = got.target.partition("?")[0]
        found = self.hosts.get(f"{got.host}{path}") or self.hosts.get(got.host)
        if found is None:
            return problem("not-here", 421)
        return found if isinstance(found, Reply) else found(got)

    async def _control(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with self._kept(writer):
            while True:
                got = await _request(reader, writer, tls=False)
                _write(writer, self._controlled(got), 0)
                await writer.drain()

    def _controlled(self, got: Got) -> Reply:
        call = got.target.removeprefix("/_linktester/v1/")
        if got.headers.get("authorization") != "Bearer secret":
            return Reply(401)
        if call in self.control:
            return self.control[call]
        if call == "worlds":
            self.worlds.append(got.json)
            return answer(id=f"w{len(self.worlds)}")
        told: dict[str, Any] = {
            "hosts": {"hosts": ["*.emulated.example", APPLE_CDN]},
            "health": {"version": "0"},
            "packs": {"wechat": "2026 0123"},
            "journal/query": {"entries": []},
            "shutdown": {},
        }
        return answer(**told[call]) if call in told else Reply(404)


async def _request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, tls: bool) -> Got:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.rstrip("\r\n").split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    secure = writer.get_extra_info("ssl_object")
    name = getattr(secure, "context", None) and SERVER_NAMES.get(id(secure))
    return Got(headers.get("host", ""), method, target, headers, body, tls, name)


def _write(writer: asyncio.StreamWriter, reply: Reply, number: int) -> None:
    lines = [f"HTTP/1.1 {reply.status} X", f"Content-Length: {len(reply.body)}"]
    lines += [f"{name}: {value}" for name, value in reply.headers]
    lines.append(f"Linktester-Request: r{number}")
    writer.write("\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + reply.body)


SERVER_NAMES: dict[int, str | None] = {}
"""What each TLS connection was asked for by name (SNI)."""


def _note_name(secure: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
    SERVER_NAMES[id(secure)] = name


@cache
def _authority() -> tuple[ec.EllipticCurvePrivateKey, str, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tests")])
    made = _certificate(name, name, key.public_key())
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    made = made.add_extension(_usage(signs=True), critical=True)
    certificate = made.add_extension(
        x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
    ).sign(key, hashes.SHA256())
    return key, certificate.public_bytes(serialization.Encoding.PEM).decode(), certificate


@cache
def _leaf() -> str:
    signer, _, authority = _authority()
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "leaf")])
    names = [x509.DNSName(host) for host in (*HOSTS, "*.linktester.test", "*.emulated.example", "localhost")]
    made = _certificate(name, authority.subject, key.public_key())
    made = made.add_extension(x509.SubjectAlternativeName(names), critical=False)
    made = made.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
    )
    pem = made.sign(signer, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private.decode() + pem


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return x509.CertificateBuilder(
        issuer_name=issuer,
        subject_name=subject,
        public_key=key,
        serial_number=x509.random_serial_number(),
        not_valid_before=now - timedelta(days=1),
        not_valid_after=now + timedelta(days=1),
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs,
        crl_sign=signs,
        encipher_only=False,
        decipher_only=False,
    )


def _server_context(folder: Path) -> ssl.SSLContext:
    file = folder / "leaf.pem"
    file.write_text(_leaf())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    context.sni_callback = _note_name
    return context
