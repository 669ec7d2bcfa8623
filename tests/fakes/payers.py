"""The ground of the platforms' APIs with a clock moved by hand, and a merchant of WeChat Pay who signs."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from linktester.serve import credentials
from linktester.serve.credentials import Credentials
from linktester.serve.exchange import Answer
from linktester.serve.ground import Ground
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.payments import Behaviour, Outcome
from linktester.serve.payapis.wechatpay import WECHATPAY
from linktester.serve.payapis.wechatpay.payer import WechatPayPayments
from linktester.serve.state import Order

NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)
NOTIFY = "http://127.0.0.1:9/paid"
PAYMENTS = WechatPayPayments()


@dataclass
class HandClock:
    """Stands still until it is moved."""

    at: datetime = NOON
    offset: timedelta = timedelta()

    def real(self) -> datetime:
        return self.at

    def now(self) -> datetime:
        return self.at + self.offset

    def advance(self, by: timedelta) -> None:
        if by < timedelta():
            raise ValueError(by)
        self.offset += by

    def reset(self) -> None:
        self.offset = timedelta()


@cache
def _credentials() -> Credentials:
    """Return credentials made once per run of the tests: keys take their time."""
    with TemporaryDirectory() as folder:
        return credentials.kept(Path(folder), "no CA")


def some_credentials(folder: Path) -> Credentials:
    """Return credentials that may be rotated; their files go into `folder`."""
    return replace(_credentials(), folder=folder)


def a_ground(folder: Path, clock: HandClock | None = None) -> Ground:
    """Return a ground on `folder`; its clock is a `HandClock`."""
    return Ground(folder, clock or HandClock(), some_credentials(folder))


def moved(ground: Ground, **by: float) -> None:
    """Move business time on and do what timers were set for."""
    ground.clock.advance(timedelta(**by))
    while (timer := ground.timers.due(ground.clock.now())) is not None:
        with ground.database.together():
            ground.timers.remove(timer)
            PAYMENTS.due(ground, timer)


def an_order(number: str = "T-1", **changes: object) -> Order:
    """Return an order of nobody's platform."""
    order = Order(
        platform="p", merchant="m", number=number, product="native", state="NEW", total=100, made_at=NOON
    )
    return replace(order, **changes)  # type: ignore[arg-type]


@dataclass
class Merchant:
    """A merchant of WeChat Pay: signs what it sends, checks what it gets."""

    ground: Ground
    headers: dict[str, str] = field(default_factory=dict)
    """Sent with every request beside the signature."""

    def ask(self, method: str, target: str, body: Any = None, **wrong: str) -> Answer:
        """Return the answer to a signed request; `wrong` replaces attributes of its authorization."""
        octets = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
        return WECHATPAY.answer(self.call(method, target, octets, **wrong))

    def call(self, method: str, target: str, octets: bytes = b"", **wrong: str) -> ApiCall:
        """Return a signed request."""
        signed = self.authorization(method, target, octets, **wrong)
        return ApiCall(
            ground=self.ground,
            method=method,
            host="127.0.0.1",
            target=target,
            headers={**self.headers, "authorization": signed},
            body=octets,
        )

    def authorization(self, method: str, target: str, octets: bytes, **wrong: str) -> str:
        pay = self.ground.credentials.bundle.wechatpay
        told = {
            "timestamp": str(int(self.ground.clock.real().timestamp())),
            "nonce_str": "0123456789ABCDEF",
            "mchid": pay.mchid,
            "serial_no": pay.merchant_cert_serial,
        } | wrong
        text = f"{method}\n{target}\n{told['timestamp']}\n{told['nonce_str']}\n".encode() + octets + b"\n"
        told.setdefault("signature", self.sign(text))
        attributes = ",".join(f'{name}="{value}"' for name, value in told.items())
        return f"WECHATPAY2-SHA256-RSA2048 {attributes}"

    def sign(self, text: bytes) -> str:
        pem = self.ground.credentials.bundle.wechatpay.merchant_private_key_pem
        key: Any = serialization.load_pem_private_key(pem.encode(), None, unsafe_skip_rsa_key_validation=True)
        return base64.b64encode(key.sign(text, PKCS1v15(), hashes.SHA256())).decode()

    def order(self, product: str = "native", **changes: Any) -> dict[str, Any]:
        """Return the body of an order that is right; a change to None takes the field out."""
        pay = self.ground.credentials.bundle.wechatpay
        body: dict[str, Any] = {
            "appid": pay.appid,
            "mchid": pay.mchid,
            "description": "一杯茶",
            "out_trade_no": "T-0001",
            "notify_url": NOTIFY,
            "amount": {"total": 100, "currency": "CNY"},
        }
        if product == "jsapi":
            body["payer"] = {"openid": "oFAKE"}
        if product == "h5":
            body["scene_info"] = {"payer_client_ip": "127.0.0.1", "h5_info": {"type": "Wap"}}
        return {name: value for name, value in (body | changes).items() if value is not None}

    def create(self, product: str = "native", **changes: Any) -> Answer:
        return self.ask("POST", f"/v3/pay/transactions/{product}", self.order(product, **changes))

    def code(self, **changes: Any) -> str:
        """Return the code of a new Native order."""
        return said(self.create(**changes))["code_url"]

    def paid(self, number: str = "T-0001", **changes: Any) -> dict[str, Any]:
        """Make an order, let it be paid, and return it as queried."""
        code = self.code(out_trade_no=number, **changes)
        PAYMENTS.pay(self.ground, code, Outcome.SUCCESS)
        return said(self.query(number))

    def query(self, number: str = "T-0001") -> Answer:
        mchid = self.ground.credentials.bundle.wechatpay.mchid
        return self.ask("GET", f"/v3/pay/transactions/out-trade-no/{number}?mchid={mchid}")

    def close(self, number: str = "T-0001") -> Answer:
        mchid = self.ground.credentials.bundle.wechatpay.mchid
        return self.ask("POST", f"/v3/pay/transactions/out-trade-no/{number}/close", {"mchid": mchid})

    def reverse(self, number: str = "T-0001") -> Answer:
        pay = self.ground.credentials.bundle.wechatpay
        target = f"/v3/pay/transactions/out-trade-no/{number}/reverse"
        return self.ask("POST", target, {"appid": pay.appid, "mchid": pay.mchid})

    def codepay(self, behaviour: Behaviour, number: str = "T-0001", code: str = "", **more: Any) -> Answer:
        code = code or PAYMENTS.auth_code(self.ground, behaviour)
        changes = {
            "out_trade_no": number,
            "notify_url": None,
            "payer": {"auth_code": code},
            "scene_info": {"device_ip": "127.0.0.1", "store_info": {"id": "1"}},
        }
        return self.ask("POST", "/v3/pay/transactions/codepay", self.order("codepay", **changes, **more))

    def refund(self, money: int, number: str = "R-1", **changes: Any) -> Answer:
        body = {
            "out_trade_no": "T-0001",
            "out_refund_no": number,
            "amount": {"refund": money, "total": 100, "currency": "CNY"},
            **changes,
        }
        return self.ask("POST", "/v3/refund/domestic/refunds", body)

    def verifies(self, headers: Mapping[str, str], body: bytes) -> bool:
        """Tell whether the platform's signature over `body` is right, by the key its serial names."""
        lower = {name.lower(): value for name, value in headers.items()}
        text = f"{lower['wechatpay-timestamp']}\n{lower['wechatpay-nonce']}\n".encode() + body + b"\n"
        try:
            octets = base64.b64decode(lower["wechatpay-signature"], validate=True)
            self._platform_key(lower["wechatpay-serial"]).verify(octets, text, PKCS1v15(), hashes.SHA256())
        except Exception:  # noqa: BLE001 - any failure means: does not verify
            return False
        return lower["wechatpay-signature-type"] == "WECHATPAY2-SHA256-RSA2048"

    def opened(self, sealed: Mapping[str, str]) -> bytes:
        """Return what the platform sealed for this merchant."""
        cipher = AESGCM(self.ground.credentials.bundle.wechatpay.apiv3_key.encode())
        octets = base64.b64decode(sealed["ciphertext"])
        return cipher.decrypt(sealed["nonce"].encode(), octets, sealed["associated_data"].encode())

    def _platform_key(self, serial: str) -> Any:
        pay = self.ground.credentials.bundle.wechatpay
        if serial == pay.platform_public_key_id:
            return serialization.load_pem_public_key(pay.platform_public_key_pem.encode())
        every = self.ground.credentials.keys.wechatpay_certificates
        pem = next(each.certificate_pem for each in every if each.serial == serial)
        return x509.load_pem_x509_certificate(pem.encode()).public_key()


def said(answer: Answer) -> Any:
    """Return an answer's JSON."""
    return json.loads(answer.body)


def headers_of(answer: Answer) -> dict[str, str]:
    """Return an answer's headers."""
    return {name.decode(): value.decode() for name, value in answer.headers}


def refused(answer: Answer) -> tuple[int, str]:
    """Return an answer's status and error code."""
    return answer.status, said(answer)["code"]
