"""A merchant's server beside a running emulator: signs with the bundle's keys, takes callbacks."""

import base64
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import httpx
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

from linktester.send import Ready

NATIVE = "/v3/pay/transactions/native"


@dataclass
class Shopkeeper:
    """A merchant of WeChat Pay and of Alipay. `callbacks` keeps what came."""

    ready: Ready
    notify_url: str = ""
    status: int = 200
    """How callbacks are answered."""
    callbacks: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def order(
        self, number: str, fen: int = 1234, *, key_of: str = "wechatpay", **more: Any
    ) -> httpx.Response:
        """Ask WeChat Pay for a code; `key_of` names whose key signs: `alipay` is wrong here."""
        pay = self._bundle["wechatpay"]
        body = {
            "appid": pay["appid"],
            "mchid": pay["mchid"],
            "description": "两杯茶",
            "out_trade_no": number,
            "notify_url": self.notify_url,
            "amount": {"total": fen, "currency": "CNY"},
        } | more
        return self.ask("POST", NATIVE, json.dumps(body).encode(), key_of=key_of)

    def ask(self, method: str, target: str, body: bytes, *, key_of: str = "wechatpay") -> httpx.Response:
        """Send a signed request of WeChat Pay's API v3."""
        pay = self._bundle["wechatpay"]
        stamp, nonce = str(int(time.time())), secrets.token_hex(16)
        text = f"{method}\n{target}\n{stamp}\n{nonce}\n".encode() + body + b"\n"
        told = {
            "mchid": pay["mchid"],
            "nonce_str": nonce,
            "signature": self._signed(text, key_of),
            "timestamp": stamp,
            "serial_no": pay["merchant_cert_serial"],
        }
        listed = ",".join(f'{name}="{value}"' for name, value in told.items())
        headers = {"Authorization": f"WECHATPAY2-SHA256-RSA2048 {listed}", "Content-Type": "application/json"}
        return httpx.request(
            method, self.ready.base_url + target, content=body, headers=headers, trust_env=False
        )

    def precreate(self, number: str, yuan: str = "12.34") -> httpx.Response:
        """Ask Alipay for a code."""
        ali = self._bundle["alipay"]
        content = {"out_trade_no": number, "total_amount": yuan, "subject": "两杯茶"}
        fields = {
            "app_id": ali["app_id"],
            "method": "alipay.trade.precreate",
            "charset": "utf-8",
            "sign_type": "RSA2",
            "timestamp": time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(time.time() + 8 * 3600)),
            "version": "1.0",
            "notify_url": self.notify_url,
            "biz_content": json.dumps(content),
        }
        text = "&".join(f"{name}={fields[name]}" for name in sorted(fields)).encode()
        fields["sign"] = self._signed(text, "alipay")
        body = "&".join(f"{name}={quote_plus(value)}" for name, value in fields.items())
        headers = {"Content-Type": "application/x-www-form-urlencoded;charset=utf-8"}
        url = f"{self.ready.base_url}/gateway.do"
        return httpx.post(url, content=body.encode(), headers=headers, trust_env=False)

    @property
    def _bundle(self) -> dict[str, Any]:
        bundle: dict[str, Any] = json.loads(Path(self.ready.credentials_file).read_bytes())
        return bundle

    def _signed(self, text: bytes, key_of: str) -> str:
        names = {"wechatpay": "merchant_private_key_pem", "alipay": "app_private_key_pkcs8_pem"}
        pem = self._bundle[key_of][names[key_of]].encode()
        key: Any = serialization.load_pem_private_key(pem, None)
        return base64.b64encode(key.sign(text, PKCS1v15(), hashes.SHA256())).decode()


@contextmanager
def shopkeeper(ready: Ready) -> Iterator[Shopkeeper]:
    """Keep shop on loopback until left."""
    shop = Shopkeeper(ready)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            shop.callbacks.append((dict(self.headers), body))
            told = b"success" if b"notify_id=" in body else b""
            self.send_response(shop.status)
            self.send_header("content-length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_: object) -> None:
            """Be silent."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    shop.notify_url = f"http://127.0.0.1:{server.server_address[1]}/paid"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield shop
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
