"""The platforms' own APIs: CPU of a whole answer over HTTP beside the least that it could cost.

    python -m tests.benchmarks.payapis [EXCHANGES]

Counted is the CPU time, user and system, of the emulator's process alone, as the operating system keeps it:
reading the request from the socket, everything that is done for it, writing the answer, and the waiting in
between. One client sends one request after the other over one kept-alive connection on loopback; what the
client uses is not counted.

Signed exchanges stand beside the bare pair: verifying the merchant's signature and signing as the platform
with the same keys, library and texts, in a process of its own and without any socket, one pair right after
the other. The goal is held against that. Beside it, for knowledge, the same pairs done by a process that
sleeps until one octet in a pipe asks for each: caches are as cold as a server's then. Unsigned answers stand
beside a raw ASGI application on stock uvicorn with httptools, which is asked the same way over the same kind
of connection and answers the same body.

Compare ratios of one table, never figures of two: the machine drifts. Needs Linux's clocks of processes.
"""

import base64
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import uvicorn
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

from linktester.send import EmulatorProcess
from linktester.serve.credentials import CREDENTIALS_FILE, KEYS_FILE, Bundle, PlatformKeys

EXCHANGES = 250
ROUNDS = 20
SIGNED_GOAL, UNSIGNED_GOAL = 1.5, 3.0
SCHEME = "WECHATPAY2-SHA256-RSA2048"
_PADDING, _HASH = PKCS1v15(), hashes.SHA256()


@dataclass(frozen=True)
class Sent:
    """One request on the wire, and the two texts that are signed around it."""

    octets: bytes
    signed: bytes = b""
    signature: bytes = b""


@dataclass(frozen=True)
class Told:
    """One answer as it came."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Merchant:
    """A merchant of WeChat Pay that signs what it sends."""

    bundle: Bundle
    authority: str
    key: Any = field(init=False)

    def __post_init__(self) -> None:
        self.key = private(self.bundle.wechatpay.merchant_private_key_pem)

    def query(self, number: str) -> Sent:
        """Ask for an order."""
        target = f"/v3/pay/transactions/out-trade-no/{number}?mchid={self.bundle.wechatpay.mchid}"
        return self.signed("GET", target, b"")

    def create(self, number: str) -> Sent:
        """Make an order with a native code."""
        pay = self.bundle.wechatpay
        body = {
            "appid": pay.appid,
            "mchid": pay.mchid,
            "description": "一杯茶",
            "out_trade_no": number,
            "notify_url": "http://127.0.0.1:9/paid",
            "amount": {"total": 100, "currency": "CNY"},
        }
        return self.signed("POST", "/v3/pay/transactions/native", json.dumps(body).encode())

    def signed(self, method: str, target: str, body: bytes) -> Sent:
        """Return the request with the headers that an SDK sends."""
        pay, moment, nonce = self.bundle.wechatpay, int(time.time()), secrets.token_hex(16)
        text = f"{method}\n{target}\n{moment}\n{nonce}\n".encode() + body + b"\n"
        signature = self.key.sign(text, _PADDING, _HASH)
        authorization = (
            f'{SCHEME} mchid="{pay.mchid}",nonce_str="{nonce}",timestamp="{moment}",'
            f'serial_no="{pay.merchant_cert_serial}",signature="{base64.b64encode(signature).decode()}"'
        )
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "Authorization": authorization,
            "Wechatpay-Serial": pay.platform_cert_serial,
        }
        return Sent(request(method, target, self.authority, headers, body), text, signature)


def request(method: str, target: str, authority: str, headers: dict[str, str], body: bytes = b"") -> bytes:
    """Return a request as HTTP programs send it."""
    lines = {"Host": authority, "User-Agent": "benchmark", "Accept-Encoding": "identity"} | headers
    if body:
        lines["Content-Length"] = str(len(body))
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{method} {target} HTTP/1.1\r\n{head}\r\n".encode() + body


class Line:
    """One kept-alive connection."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, octets: bytes) -> Told:
        """Send a request and read the whole answer."""
        self._socket.sendall(octets)
        came = b""
        while b"\r\n\r\n" not in came:
            came += self._received()
        head, _, body = came.partition(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (each.partition(":") for each in rest)}
        while len(body) < int(headers.get("content-length", "0")):
            body += self._received()
        return Told(int(first.split(" ")[1]), headers, body)

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def _received(self) -> bytes:
        octets = self._socket.recv(65_536)
        if not octets:
            raise SystemExit("the connection was closed")
        return octets


def cpu_of(pid: int) -> float:
    """Return the CPU seconds, user and system, that a process has used: clock_getcpuclockid(3)."""
    return time.clock_gettime((~pid << 3) | 2)


def exchanged(pid: int, line: Line, requests: list[bytes], status: int) -> float:
    """Return the microseconds of CPU that a server uses for one of `requests`."""
    began = cpu_of(pid)
    for octets in requests:
        told = line.ask(octets)
        if told.status != status:
            raise SystemExit(f"{told.status} instead of {status}: {told.body[:500]!r}")
    return (cpu_of(pid) - began) * 1e6 / len(requests)


def bare(file: Path) -> None:
    """Print the microseconds of CPU that one verification and one signature take."""
    asked = json.loads(file.read_text())
    pair = bare_pair(asked)
    for _ in range(100):
        pair()
    began = time.process_time()
    for _ in range(asked["count"]):
        pair()
    say(repr((time.process_time() - began) * 1e6 / asked["count"]))


def woken(file: Path) -> None:
    """Do one verification and one signature for every octet on standard input."""
    pair = bare_pair(json.loads(file.read_text()))
    while os.read(0, 1):
        pair()
        os.write(1, b".")


def bare_pair(asked: dict[str, str]) -> Callable[[], None]:
    """Return what verifies once and signs once, and nothing else."""
    public, key = private(asked["merchant"]).public_key(), private(asked["platform"])
    signature, signed = base64.b64decode(asked["signature"]), asked["signed"].encode()
    answer = asked["answer"].encode()

    def pair() -> None:
        public.verify(signature, signed, _PADDING, _HASH)
        key.sign(answer, _PADDING, _HASH)

    return pair


def bare_measured(folder: Path, sent: Sent, answer: bytes, bundle: Bundle, count: int) -> tuple[float, float]:
    """Measure the bare pair with the emulator's keys and the texts of one exchange."""
    keys = msgspec.json.decode((folder / KEYS_FILE).read_bytes(), type=PlatformKeys)
    file = folder / "bare.json"
    asked = {
        "count": count,
        "merchant": bundle.wechatpay.merchant_private_key_pem,
        "platform": keys.wechatpay_certificates[-1].key_pem,
        "signature": base64.b64encode(sent.signature).decode(),
        "signed": sent.signed.decode(),
        "answer": answer.decode(),
    }
    file.write_text(json.dumps(asked))
    words = [sys.executable, "-m", "tests.benchmarks.payapis"]
    hot = subprocess.run([*words, "--bare", str(file)], check=True, capture_output=True, text=True).stdout
    return float(hot), woken_measured([*words, "--woken", str(file)], count)


def woken_measured(words: list[str], count: int) -> float:
    """Measure pairs that are asked for one by one."""
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        for number in range(100 + count):
            if number == 100:
                began = cpu_of(child.pid)
            child.stdin.write(b".")
            child.stdout.read(1)
        used = cpu_of(child.pid) - began
        child.stdin.close()
    return used * 1e6 / count


def private(pem: str) -> Any:
    """Return a private key; ours need no checking."""
    return serialization.load_pem_private_key(pem.encode(), None, unsafe_skip_rsa_key_validation=True)


def raw_asgi(status: int, body: bytes) -> None:
    """Serve one answer to everybody with stock uvicorn; print the port first."""
    # Named by its protocol: only then does asyncio send small packets at once.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    config = uvicorn.Config(
        app,
        http="httptools",
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
    )
    say(str(listening.getsockname()[1]))
    uvicorn.Server(config).run([listening])


@contextmanager
def raw_server(told: Told) -> Iterator[tuple[int, Line]]:
    """Run the raw ASGI application that answers as `told`; yield its process id and a connection."""
    words = [sys.executable, "-m", "tests.benchmarks.payapis", "--raw", str(told.status), told.body.hex()]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        line = Line(int(server.stdout.readline()))
        try:
            yield server.pid, line
        finally:
            line.close()
            server.terminate()


@dataclass(frozen=True)
class Bench:
    """What everything is measured against: one emulator with its keys."""

    folder: Path
    pid: int
    line: Line
    merchant: Merchant
    count: int

    def signed(self) -> None:
        """Print the table of signed exchanges."""
        say(
            "signed exchange        emulator µs   verify + sign µs   ratio   goal   woken for each µs   ratio"
        )
        exchanged(self.pid, self.line, [self.merchant.create("QUERIED-1").octets], 200)
        fresh = (f"CREATED-{number}" for number in range(10**9))
        kinds: dict[str, Callable[[], Sent]] = {
            "query an order": lambda: self.merchant.query("QUERIED-1"),
            "create an order": lambda: self.merchant.create(next(fresh)),
        }
        for name, made in kinds.items():
            sent = made()
            told = self.line.ask(sent.octets)
            answer = self._platform_text(told)
            rounds = []
            for _ in range(ROUNDS):
                # In turns, because the machine drifts; the best of each, because the machine is shared.
                requests = [made().octets for _ in range(self.count)]
                ours = exchanged(self.pid, self.line, requests, 200)
                least = bare_measured(self.folder, sent, answer, self.merchant.bundle, self.count)
                rounds.append((ours, *least))
            row(name, 22, rounds, SIGNED_GOAL)

    def unsigned(self) -> None:
        """Print the table of unsigned answers."""
        say("unsigned answer        emulator µs       raw ASGI µs   ratio   goal")
        for name, octets in self._unsigned():
            told = self.line.ask(octets)
            with raw_server(told) as (pid, line):
                exchanged(pid, line, [octets] * 500, told.status)
                pairs: list[tuple[float, ...]] = [
                    (
                        exchanged(self.pid, self.line, [octets] * self.count, told.status),
                        exchanged(pid, line, [octets] * self.count, told.status),
                    )
                    for _ in range(ROUNDS)
                ]
            row(name, 22, pairs, UNSIGNED_GOAL)

    def _unsigned(self) -> Iterator[tuple[str, bytes]]:
        authority, app = self.merchant.authority, self.merchant.bundle.wechat
        wish = {"grant_type": "client_credential", "appid": app.appid, "secret": app.secret}
        stable = json.dumps(wish).encode()
        kind = {"Content-Type": "application/json"}
        wrong = f"/cgi-bin/token?grant_type=client_credential&appid={app.appid}&secret=0"
        alipay = "/gateway.do?app_id=1&method=alipay.trade.query&sign=eA%3D%3D&sign_type=RSA2&charset=utf-8"
        right = wrong.removesuffix("0") + app.secret
        yield "WeChat, stable token", request("POST", "/cgi-bin/stable_token", authority, kind, stable)
        yield "WeChat, new token", request("GET", right, authority, {})
        yield "WeChat, wrong secret", request("GET", wrong, authority, {})
        yield "Alipay, unknown app", request("GET", alipay, authority, {})
        yield "nobody's path", request("GET", "/nobody", authority, {})

    def _platform_text(self, told: Told) -> bytes:
        """Return the text the platform signed for `told`, once its signature is right."""
        moment, nonce = told.headers["wechatpay-timestamp"], told.headers["wechatpay-nonce"]
        text = f"{moment}\n{nonce}\n".encode() + told.body + b"\n"
        keys = msgspec.json.decode((self.folder / KEYS_FILE).read_bytes(), type=PlatformKeys)
        signature = base64.b64decode(told.headers["wechatpay-signature"])
        private(keys.wechatpay_certificates[-1].key_pem).public_key().verify(signature, text, _PADDING, _HASH)
        return text


def row(name: str, width: int, rounds: list[tuple[float, ...]], goal: float) -> None:
    """Print the best of both sides."""
    ours, least, *more = (min(each) for each in zip(*rounds, strict=True))
    rest = "".join(f" {each:19.0f} {ours / each:7.2f}" for each in more)
    say(f"{name:{width}} {ours:11.0f} {least:18.0f} {ours / least:7.2f} {goal:6.1f}{rest}")


def table(count: int) -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as temporary, EmulatorProcess(Path(temporary)) as emulator:
        folder = Path(temporary)
        pid = json.loads((folder / "ready.json").read_text())["pid"]
        host, port = emulator.ready.address("http")
        bundle = msgspec.json.decode((folder / CREDENTIALS_FILE).read_bytes(), type=Bundle)
        merchant = Merchant(bundle, f"{host}:{port}")
        bench = Bench(folder, pid, Line(port), merchant, count)
        bench.signed()
        bench.unsigned()
        bench.line.close()


def say(text: str) -> None:
    """Write one line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main(words: list[str]) -> None:
    """Measure one thing, or print the tables."""
    if words[:1] == ["--bare"]:
        bare(Path(words[1]))
    elif words[:1] == ["--woken"]:
        woken(Path(words[1]))
    elif words[:1] == ["--raw"]:
        raw_asgi(int(words[1]), bytes.fromhex(words[2]))
    elif sys.platform != "linux":
        say("payapis: the CPU of another process can only be read on Linux; nothing was measured")
    else:
        table(int(words[0]) if words else EXCHANGES)


if __name__ == "__main__":
    main(sys.argv[1:])
