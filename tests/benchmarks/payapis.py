"""The platforms' own APIs: CPU of a whole answer over HTTP beside the least that it could cost.

    python -m tests.benchmarks.payapis [EXCHANGES]

Counted is the CPU time, user and system, of the emulator's process alone, as the operating system keeps it:
reading the request from the socket, everything that is done for it, writing the answer, and the waiting in
between. One client sends one request after the other over one kept-alive connection on loopback; what the
client uses is not counted.

Signed exchanges stand beside the bare pair: verifying the merchant's signature and signing as the platform
with the same keys, library and texts, in a process of its own and without any socket, one pair right after
the other. The goal is held against that. Beside it, for knowledge, the same pairs done by a process that
sleeps until a line in a pipe asks for each. Unsigned answers stand
beside a raw ASGI application on stock uvicorn with httptools, which is asked the same way over the same kind
of connection and answers the same body.

Both sides are measured in turns, in many short rounds: the figures are the best of all rounds, the ratio is
the median of the rounds' own ratios. SQLite moves its log into the state file in few of the rounds; that
costs an order some microseconds on the average. On a busy machine the ratios of signed exchanges are too
high: whoever sleeps between two requests finds the caches full of others' things, the bare loop does not.

Compare ratios of one table, never figures of two: the machine drifts. Needs Linux's clocks of processes.
"""

import base64
import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import msgspec
import uvicorn

from linktester.send import EmulatorProcess
from linktester.serve.credentials import CREDENTIALS_FILE, KEYS_FILE, Bundle, PlatformKeys
from tests.benchmarks.merchants import HASH, PADDING, Line, Merchant, Sent, Told, private, request

EXCHANGES = 100
ROUNDS = 40
SIGNED_GOAL, UNSIGNED_GOAL = 1.5, 3.0


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


def pairs(file: Path) -> None:
    """For every number on standard input do so many verifications and signatures; tell their CPU seconds."""
    asked = json.loads(file.read_text())
    public, key = private(asked["merchant"]).public_key(), private(asked["platform"])
    signature, signed = base64.b64decode(asked["signature"]), asked["signed"].encode()
    answer = asked["answer"].encode()
    for line in sys.stdin:
        began = time.process_time()
        for _ in range(int(line)):
            public.verify(signature, signed, PADDING, HASH)
            key.sign(answer, PADDING, HASH)
        say(repr(time.process_time() - began))


class Pairs:
    """A process that verifies and signs with the emulator's keys and the texts of one exchange."""

    def __init__(self, folder: Path, sent: Sent, answer: bytes, bundle: Bundle) -> None:
        keys = msgspec.json.decode((folder / KEYS_FILE).read_bytes(), type=PlatformKeys)
        file = folder / "pairs.json"
        asked = {
            "merchant": bundle.wechatpay.merchant_private_key_pem,
            "platform": keys.wechatpay_certificates[-1].key_pem,
            "signature": base64.b64encode(sent.signature).decode(),
            "signed": sent.signed.decode(),
            "answer": answer.decode(),
        }
        file.write_text(json.dumps(asked))
        words = [sys.executable, "-m", "tests.benchmarks.payapis", "--pairs", str(file)]
        self._child = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._done(100)

    def hot(self, count: int) -> float:
        """Return the microseconds of CPU for a pair, one right after the other."""
        return self._done(count) * 1e6 / count

    def woken(self, count: int) -> float:
        """Return the microseconds of CPU for a pair where the process sleeps until each is asked for."""
        began = cpu_of(self._child.pid)
        for _ in range(count):
            self._done(1)
        return (cpu_of(self._child.pid) - began) * 1e6 / count

    def close(self) -> None:
        """End the process."""
        self._child.communicate()

    def _done(self, count: int) -> float:
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.write(f"{count}\n")
        self._child.stdin.flush()
        return float(self._child.stdout.readline())


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
            bare = Pairs(self.folder, sent, self._platform_text(told), self.merchant.bundle)
            rounds = []
            for _ in range(ROUNDS):
                requests = [made().octets for _ in range(self.count)]
                ours = exchanged(self.pid, self.line, requests, 200)
                rounds.append((ours, bare.hot(self.count), bare.woken(self.count)))
            bare.close()
            row(name, 22, rounds, SIGNED_GOAL)

    def unsigned(self) -> None:
        """Print the table of unsigned answers."""
        say("unsigned answer        emulator µs       raw ASGI µs   ratio   goal")
        for name, octets in self._unsigned():
            told = self.line.ask(octets)
            with raw_server(told) as (pid, line):
                exchanged(pid, line, [octets] * 500, told.status)
                rounds: list[tuple[float, ...]] = [
                    (
                        exchanged(self.pid, self.line, [octets] * self.count, told.status),
                        exchanged(pid, line, [octets] * self.count, told.status),
                    )
                    for _ in range(ROUNDS)
                ]
            row(name, 22, rounds, UNSIGNED_GOAL)

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
        private(keys.wechatpay_certificates[-1].key_pem).public_key().verify(signature, text, PADDING, HASH)
        return text


def row(name: str, width: int, rounds: list[tuple[float, ...]], goal: float) -> None:
    """Print the best of every side, and the median of the ratios within the rounds."""
    ours, least, *more = (min(each) for each in zip(*rounds, strict=True))
    ratios = [median(each[0] / each[place] for each in rounds) for place in range(1, len(rounds[0]))]
    rest = "".join(f" {each:19.0f} {ratio:7.2f}" for each, ratio in zip(more, ratios[1:], strict=True))
    say(f"{name:{width}} {ours:11.0f} {least:18.0f} {ratios[0]:7.2f} {goal:6.1f}{rest}")


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
    if words[:1] == ["--pairs"]:
        pairs(Path(words[1]))
    elif words[:1] == ["--raw"]:
        raw_asgi(int(words[1]), bytes.fromhex(words[2]))
    elif sys.platform != "linux":
        say("payapis: the CPU of another process can only be read on Linux; nothing was measured")
    else:
        table(int(words[0]) if words else EXCHANGES)


if __name__ == "__main__":
    main(sys.argv[1:])
