"""An app of Alipay's that signs what it sends and checks what it gets, straight at the API's function."""

import base64
import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

from linktester.serve.exchange import Answer
from linktester.serve.ground import Ground
from linktester.serve.payapis.alipay import ALIPAY
from linktester.serve.payapis.alipay.payer import AlipayPayments
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.payments import Behaviour, Outcome, Tamper
from linktester.serve.requestlog import Findings
from linktester.serve.state import Order

PAYMENTS = AlipayPayments()
NOTIFY = "http://127.0.0.1:9/told"
BACK = "http://127.0.0.1:9/back?shop=1"
FORM = {"content-type": "application/x-www-form-urlencoded;charset=utf-8"}
_HASHES = {"RSA2": hashes.SHA256(), "RSA": hashes.SHA1()}


def moved(ground: Ground, **by: float) -> None:
    """Move business time on and do what timers were set for."""

    ground.clock.advance(timedelta(**by))
    while (timer := ground.timers.due(ground.clock.now())) is not None:
        with ground.database.together():
            ground.timers.remove(timer)
            PAYMENTS.due(ground, timer)


@dataclass
class App:
    """The app of a ground's credentials."""

    ground: Ground
    findings: Findings | None = None
    """Of the newest call."""

    def params(self, method: str, biz: Any, /, **changes: str | None) -> dict[str, str]:
        """Return signed parameters; a change to None takes one out, `sign` replaces the signature."""
        fields: dict[str, str | None] = {
            "app_id": self.ground.credentials.bundle.alipay.app_id,
            "method": method,
            "format": "json",
            "charset": "utf-8",
            "sign_type": "RSA2",
            "timestamp": "2026-03-01 12:00:00",
            "version": "1.0",
            "biz_content": biz if isinstance(biz, str) else json.dumps(biz),
        } | changes
        kept = {name: value for name, value in fields.items() if value is not None}
        if "sign" not in changes:
            text = "&".join(f"{name}={value}" for name, value in sorted(kept.items()) if value)
            kept["sign"] = self.sign(text.encode(kept.get("charset", "utf-8")), kept.get("sign_type", "RSA2"))
        return kept

    def sign(self, octets: bytes, sign_type: str = "RSA2") -> str:
        pem = self.ground.credentials.bundle.alipay.app_private_key_pkcs1_pem
        key: Any = serialization.load_pem_private_key(pem.encode(), None, unsafe_skip_rsa_key_validation=True)
        made = key.sign(octets, PKCS1v15(), _HASHES.get(sign_type, hashes.SHA256()))
        return base64.b64encode(made).decode()

    def call(
        self,
        method: str,
        target: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        base_url: str = "http://127.0.0.1:1",
    ) -> Answer:
        call = ApiCall(
            ground=self.ground,
            method=method,
            host="127.0.0.1",
            target=target,
            headers=headers or {},
            body=body,
            base_url=base_url,
        )
        self.findings = call.findings
        return ALIPAY.answer(call)

    def get(self, params: Mapping[str, str], encoding: str = "utf-8") -> Answer:
        return self.call("GET", f"/gateway.do?{urlencode(params, encoding=encoding)}")

    def ask(self, method: str, biz: Any, **changes: str | None) -> dict[str, Any]:
        """Return the inner value of the answer to a call, once its signature is verified."""
        return self.verified(
            self.get(self.params(method, biz, **changes)), changes.get("sign_type") or "RSA2"
        )

    def trade(self, verb: str, /, **biz: Any) -> dict[str, Any]:
        """Return the answer to `alipay.trade.<verb>`; addresses are no part of the content."""
        common = {name: biz.pop(name) for name in ("notify_url", "return_url") if name in biz}
        return self.ask(f"alipay.trade.{verb}", biz, **common)

    def order(self, number: str = "T1", **changes: Any) -> dict[str, Any]:
        """Return the content of an order that is right; a change to None takes a field out."""
        biz = {"out_trade_no": number, "total_amount": "1.00", "subject": "一杯茶"} | changes
        return {name: value for name, value in biz.items() if value is not None}

    def code(self, number: str = "T1", **changes: Any) -> str:
        """Return the code of a new order."""
        told = self.ask("alipay.trade.precreate", self.order(number, **changes), notify_url=NOTIFY)
        assert told["code"] == "10000", told
        return str(told["qr_code"])

    def scanned(self, number: str = "T1", **changes: Any) -> Order:
        """Return a trade nobody has paid yet."""
        PAYMENTS.scan(self.ground, self.code(number, **changes))
        return self.kept(number)

    def paid(self, number: str = "T1", **changes: Any) -> Order:
        """Return a trade that is paid."""
        PAYMENTS.pay(self.ground, self.code(number, **changes), Outcome.SUCCESS)
        return self.kept(number)

    def page(self, kind: str = "page", number: str = "P1", **changes: Any) -> str:
        """Return the address that a shop sends the payer's browser to."""
        product = {"page": "FAST_INSTANT_TRADE_PAY", "wap": "QUICK_WAP_WAY"}[kind]
        biz = self.order(number, product_code=product, **changes)
        params = self.params(f"alipay.trade.{kind}.pay", biz, notify_url=NOTIFY, return_url=BACK)
        return f"http://127.0.0.1:1/gateway.do?{urlencode(params)}"

    def order_string(self, number: str = "A1", **changes: str | None) -> str:
        return urlencode(
            self.params("alipay.trade.app.pay", self.order(number), notify_url=NOTIFY, **changes)
        )

    def charge(
        self, behaviour: Behaviour, number: str = "B1", auth: str = "", **changes: Any
    ) -> dict[str, Any]:
        auth = auth or PAYMENTS.auth_code(self.ground, behaviour)
        biz = self.order(number, scene="bar_code", auth_code=auth, **changes)
        return self.ask("alipay.trade.pay", biz, notify_url=NOTIFY)

    def kept(self, number: str = "T1") -> Order:
        app_id = self.ground.credentials.bundle.alipay.app_id
        found = self.ground.ledger.find("alipay", app_id, number)
        assert found is not None
        return found

    def state(self, number: str = "T1") -> str:
        return self.kept(number).state

    def told(self, number: str = "T1", tamper: Tamper | None = None) -> list[dict[str, str]]:
        """Return the notifications about an order as they go out, oldest first."""
        notices = reversed(self.ground.notices.listed(number))
        sent = [PAYMENTS.outgoing(self.ground, each, tamper).body for each in notices]
        return [dict(parse_qsl(body.decode(), keep_blank_values=True)) for body in sent]

    def verifies(self, octets: bytes, signature: str, sign_type: str = "RSA2") -> bool:
        pem = self.ground.credentials.bundle.alipay.alipay_public_key_pem
        key: Any = serialization.load_pem_public_key(pem.encode())
        try:
            key.verify(base64.b64decode(signature), octets, PKCS1v15(), _HASHES[sign_type])
        except InvalidSignature:
            return False
        return True

    def verifies_form(self, fields: Mapping[str, str]) -> bool:
        """Verify a notification or a way back: all fields but two, empties included."""
        rest = {name: value for name, value in fields.items() if name not in {"sign", "sign_type"}}
        text = "&".join(f"{name}={value}" for name, value in sorted(rest.items()))
        return self.verifies(text.encode(fields["charset"]), fields["sign"], fields["sign_type"])

    def verified(self, answer: Answer, sign_type: str = "RSA2") -> dict[str, Any]:
        """Return the inner value, cut out of the answer as SDKs do: braces counted, strings unknown."""
        inner, rest = cut(answer.body)
        found = re.fullmatch(rb',(?:"alipay_cert_sn":"[0-9a-f]{32}",)?"sign":"([^"]+)"\}', rest)
        assert found, rest
        assert self.verifies(inner, found[1].decode(), sign_type)
        return dict(json.loads(inner.decode(charset_of(answer))))

    def rest(
        self, path: str, body: Any, method: str = "POST", encrypt_type: str = "", **wrong: str
    ) -> Answer:
        """Return the answer of OpenAPI 3; `wrong` replaces attributes of the authorization."""
        octets = body if isinstance(body, bytes) else json.dumps(body).encode()
        told = {
            "app_id": self.ground.credentials.bundle.alipay.app_id,
            "nonce": uuid.uuid4().hex,
            "timestamp": "1772337600000",
        } | {name: value for name, value in wrong.items() if name != "sign"}
        head = ",".join(f"{name}={value}" for name, value in told.items())
        sign = wrong.get("sign") or self.sign(f"{head}\n{method}\n{path}\n".encode() + octets + b"\n")
        headers = {"authorization": f"ALIPAY-SHA256withRSA {head},sign={sign}"}
        if encrypt_type:
            headers["alipay-encrypt-type"] = encrypt_type
        return self.call(method, path, octets, headers)


def cut(body: bytes) -> tuple[bytes, bytes]:
    """Return the text of the inner value and what follows it."""
    start = body.index(b"{", 1)
    depth = 0
    for place in range(start, len(body)):
        depth += {ord("{"): 1, ord("}"): -1}.get(body[place], 0)
        if depth == 0:
            return body[start : place + 1], body[place + 1 :]
    raise AssertionError(body)


def charset_of(answer: Answer) -> str:
    kind = dict(answer.headers)[b"Content-Type"].decode()
    return kind.partition("charset=")[2]


def inner(answer: Answer) -> dict[str, Any]:
    """Return the only value of an answer nobody signed."""
    (value,) = json.loads(answer.body).values()
    return dict(value)
