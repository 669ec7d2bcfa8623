"""Merchants over real connections: they sign what they send to a running emulator and check what it sends."""

import base64
import json
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PADDING, SHA256 = PKCS1v15(), hashes.SHA256()
PATIENCE = 30.0
"""Seconds after which an answer of the emulator is taken to be lost."""


@cache
def private_key(pem: str) -> Any:
    return serialization.load_pem_private_key(pem.encode(), None, unsafe_skip_rsa_key_validation=True)


@cache
def public_key(pem: str) -> Any:
    if "CERTIFICATE" in pem:
        return x509.load_pem_x509_certificate(pem.encode()).public_key()
    return serialization.load_pem_public_key(pem.encode())


def sign(pem: str, octets: bytes) -> str:
    """Return a base64 signature, as both platforms want it."""
    return base64.b64encode(private_key(pem).sign(octets, PADDING, SHA256)).decode()


def verifies(pem: str, signature: str, octets: bytes) -> bool:
    try:
        public_key(pem).verify(base64.b64decode(signature, validate=True), octets, PADDING, SHA256)
    except (InvalidSignature, ValueError):
        return False
    return True


@dataclass
class Shops:
    """What the credentials of one emulator let a program do."""

    ready: Mapping[str, Any]
    platform_keys: dict[str, str] = field(default_factory=dict)
    """WeChat Pay's certificates by serial, as far as they were seen in the bundle."""

    @cached_property
    def own(self) -> dict[str, Any]:
        """The credentials as they were at first; merchants keep theirs, whatever the platform rotates."""
        return self.bundle()

    def bundle(self) -> dict[str, Any]:
        """Return the credentials as their file has them now."""
        read: dict[str, Any] = json.loads(Path(self.ready["credentials_file"]).read_bytes())
        pay = read["wechatpay"]
        self.platform_keys[pay["platform_cert_serial"]] = pay["platform_cert_pem"]
        return read

    def wechatpay_headers(self, method: str, target: str, body: bytes, **wrong: str) -> dict[str, str]:
        """Return the headers of a signed request; `wrong` replaces attributes of the authorization."""
        pay = self.own["wechatpay"]
        told = {
            "mchid": pay["mchid"],
            "nonce_str": secrets.token_hex(16).upper(),
            "timestamp": str(int(time.time())),
            "serial_no": pay["merchant_cert_serial"],
        } | wrong
        text = f"{method}\n{target}\n{told['timestamp']}\n{told['nonce_str']}\n".encode() + body + b"\n"
        told.setdefault("signature", sign(pay["merchant_private_key_pem"], text))
        named = ",".join(f'{name}="{value}"' for name, value in told.items())
        return {
            "Authorization": f"WECHATPAY2-SHA256-RSA2048 {named}",
            "Content-Type": "application/json",
            "Accept": "application/json",
        }

    def wechatpay_order(self, number: str, notify: str = "http://127.0.0.1:9/n", total: int = 100) -> Any:
        pay = self.own["wechatpay"]
        return {
            "appid": pay["appid"],
            "mchid": pay["mchid"],
            "description": "一杯茶",
            "out_trade_no": number,
            "notify_url": notify,
            "amount": {"total": total, "currency": "CNY"},
        }

    def alipay_form(self, method: str, biz: Any, **more: str) -> dict[str, str]:
        """Return signed parameters of OpenAPI 2."""
        own = self.own["alipay"]
        told = {
            "app_id": own["app_id"],
            "method": method,
            "format": "JSON",
            "charset": "utf-8",
            "sign_type": "RSA2",
            "timestamp": time.strftime("%Y-%m-%d %H:%M:%S"),
            "version": "1.0",
            "biz_content": biz if isinstance(biz, str) else json.dumps(biz, ensure_ascii=False),
        } | more
        text = "&".join(f"{name}={value}" for name, value in sorted(told.items()) if value)
        told.setdefault("sign", sign(own["app_private_key_pkcs1_pem"], text.encode()))
        return told

    def opened_wechatpay(self, headers: Mapping[str, str], body: bytes) -> dict[str, Any] | None:
        """Return what a callback of WeChat Pay holds, None when it does not verify; names in lower case."""
        serial = headers["wechatpay-serial"]
        bundle = self.own if serial in self.platform_keys else self.bundle()
        text = f"{headers['wechatpay-timestamp']}\n{headers['wechatpay-nonce']}\n".encode() + body + b"\n"
        pem = self.platform_keys.get(serial)
        if pem is None or not verifies(pem, headers["wechatpay-signature"], text):
            return None
        told = json.loads(body)
        sealed = told["resource"]
        plain = AESGCM(bundle["wechatpay"]["apiv3_key"].encode()).decrypt(
            sealed["nonce"].encode(),
            base64.b64decode(sealed["ciphertext"]),
            sealed["associated_data"].encode(),
        )
        return {"id": told["id"], "event": told["event_type"], **json.loads(plain)}

    def opened_alipay(self, body: bytes) -> dict[str, str] | None:
        """Return the fields of a notification of Alipay's, None when it does not verify."""
        told = dict(parse_qsl(body.decode(), keep_blank_values=True))
        signed = {name: value for name, value in told.items() if name not in {"sign", "sign_type"}}
        text = "&".join(f"{name}={value}" for name, value in sorted(signed.items()))
        pem = self.own["alipay"]["alipay_public_key_pem"]
        return told if verifies(pem, told["sign"], text.encode()) else None


@dataclass
class Line:
    """One connection of a merchant's, and the payer's."""

    shops: Shops
    client: httpx.AsyncClient
    sent: Callable[[], None] = lambda: None
    """Called just before each request leaves."""

    async def wechatpay(self, method: str, target: str, body: Any = None) -> httpx.Response:
        octets = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        headers = self.shops.wechatpay_headers(method, target, octets)
        self.sent()
        return await self.client.request(
            method, self.shops.ready["base_url"] + target, content=octets, headers=headers
        )

    async def alipay(self, verb: str, biz: Any, **more: str) -> dict[str, Any]:
        """Return the inner value of the answer."""
        form = self.shops.alipay_form(f"alipay.trade.{verb}", biz, **more)
        self.sent()
        answer = await self.client.post(
            self.shops.ready["base_url"] + "/gateway.do",
            content=urlencode(form).encode(),
            headers={"Content-Type": "application/x-www-form-urlencoded;charset=utf-8"},
        )
        told: dict[str, Any] = answer.json()
        (inner,) = (value for name, value in told.items() if name.endswith("_response"))
        return dict(inner)

    async def control(self, method: str, path: str, body: Any = None) -> httpx.Response:
        ready = self.shops.ready
        self.sent()
        return await self.client.request(
            method,
            ready["control_url"] + path,
            json=body,
            headers={"Authorization": f"Bearer {ready['control_token']}"},
        )

    async def open_platform(self, path: str, body: Any) -> httpx.Response:
        self.sent()
        return await self.client.post(self.shops.ready["base_url"] + path, json=body)


def a_line(shops: Shops, sent: Callable[[], None] = lambda: None) -> Line:
    return Line(shops, httpx.AsyncClient(trust_env=False, timeout=PATIENCE), sent)
