"""The client of the benchmark `payapis`: a merchant of WeChat Pay that signs, and a kept-alive connection."""

import base64
import json
import secrets
import socket
import time
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

from linktester.serve.credentials import Bundle

SCHEME = "WECHATPAY2-SHA256-RSA2048"
PADDING, HASH = PKCS1v15(), hashes.SHA256()


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
        signature = self.key.sign(text, PADDING, HASH)
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


def private(pem: str) -> Any:
    """Return a private key; ours need no checking."""
    return serialization.load_pem_private_key(pem.encode(), None, unsafe_skip_rsa_key_validation=True)
