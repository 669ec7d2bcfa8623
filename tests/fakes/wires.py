"""Bare connections to a running emulator, its books as its control port tells them, and its memory."""

import json
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from tests.fakes.shops import Shops

NATIVE = "/v3/pay/transactions/native"
_MOST_SECONDS = 20.0
"""After which a test that waits for the other side has failed."""


@dataclass
class House:
    """A running emulator and what is known of it."""

    ready: Mapping[str, Any]
    shops: Shops = field(init=False)
    numbers: int = 0
    _last: int = 0

    def __post_init__(self) -> None:
        self.shops = Shops(self.ready)
        self._client = httpx.Client(trust_env=False, timeout=_MOST_SECONDS)

    def close(self) -> None:
        self._client.close()

    @property
    def port(self) -> int:
        return urlsplit(self.ready["base_url"]).port or 0

    @property
    def control_port(self) -> int:
        return urlsplit(self.ready["control_url"]).port or 0

    def control(self, method: str, path: str, body: Any = None) -> Any:
        """Return what is said to a call of the control port."""
        headers = {"Authorization": f"Bearer {self.ready['control_token']}"}
        answer = self._client.request(method, self.ready["control_url"] + path, json=body, headers=headers)
        return answer.json()

    def books(self) -> Any:
        """Return all orders and callbacks."""
        return self.control("GET", "/orders")["orders"], self.control("GET", "/notifications")

    def newest(self, after: int) -> list[dict[str, Any]]:
        """Return the entries of the journal of requests after this one."""
        found: list[dict[str, Any]] = self.control("GET", f"/requests?after={after}")["requests"]
        return found

    def last(self) -> int:
        """Return the number of the journal's newest entry."""
        while page := self.newest(self._last):
            self._last = page[-1]["id"]
        return self._last

    def order(self, **changes: Any) -> bytes:
        """Return the body of an order nobody made yet."""
        self.numbers += 1
        return json.dumps(self.shops.wechatpay_order(f"RAW-{self.numbers:05d}") | changes).encode()

    def head(
        self, body: bytes, *lines: bytes, target: str = NATIVE, method: str = "POST", **wrong: str
    ) -> bytes:
        """Return a signed request's head without its end; `lines` come last."""
        signed = self.shops.wechatpay_headers(method, target, body, **wrong)
        fields = [f"{name}: {value}".encode() for name, value in signed.items()]
        first = f"{method} {target} HTTP/1.1".encode()
        return b"\r\n".join([first, b"Host: 127.0.0.1", *fields, *lines]) + b"\r\n"

    def request(self, body: bytes, *lines: bytes, **more: Any) -> bytes:
        """Return a whole signed request that ends its connection."""
        length = b"Content-Length: %d" % len(body)
        return self.head(body, b"Connection: close", *lines, length, **more) + b"\r\n" + body

    def peak(self) -> int:
        """Return the most memory the process had since `forget_peak`, in MiB (Linux)."""
        told = Path(f"/proc/{self.ready['pid']}/status").read_text()
        return int(told.partition("VmHWM:")[2].split()[0]) // 1024

    def forget_peak(self) -> int:
        """Begin anew with what the process has now, and return that."""
        Path(f"/proc/{self.ready['pid']}/clear_refs").write_text("5")
        return self.peak()


class Wire:
    """One connection."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), _MOST_SECONDS)

    def send(self, *parts: bytes) -> "Wire":
        """Send; a peer that has closed meanwhile is none of the sender's business."""
        try:
            for part in parts:
                self._socket.sendall(part)
        except ConnectionError:
            pass
        return self

    def half_close(self) -> "Wire":
        self._socket.shutdown(socket.SHUT_WR)
        return self

    def rest(self) -> bytes:
        """Return all that comes until the other side closes."""
        parts = []
        try:
            while part := self._socket.recv(65_536):
                parts.append(part)
        except ConnectionError:
            pass
        self._socket.close()
        return b"".join(parts)

    def close(self) -> None:
        self._socket.close()

    def reset(self) -> None:
        """Cut the connection without a word."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._socket.close()


def statuses(answer: bytes) -> list[int]:
    """Return the status of every answer on a connection."""
    pieces = answer.split(b"HTTP/1.1 ")[1:]
    return [int(piece[:3]) for piece in pieces]


def content(answer: bytes) -> Any:
    """Return the JSON of the last answer on a connection."""
    return json.loads(answer.rpartition(b"\r\n\r\n")[2])
