"""A control port that plays an emulator's payments: answers what a test put down, keeps what was asked."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from linktester.send import Ready

PREFIX = "/_linktester/v1"
TOKEN = "t"
MADE = "2026-03-01T12:00:00+08:00"
LAST = "2999-01-01T12:00:00+08:00"
CODE = "weixin://wxpay/bizpayurl?pr=AbC123xyz"


def order(number: str = "T-1", state: str = "NOTPAY", id_: int = 1, **more: Any) -> dict[str, Any]:
    """Return an order as the emulator lists it."""
    return {
        "id": id_,
        "platform": "wechatpay",
        "out_trade_no": number,
        "state": state,
        "product": "native",
        "amount": {"total": 1234, "currency": "CNY"},
        "description": "tea",
        "made_at": MADE,
        "expires_at": LAST,
        "transaction_id": None,
        "moments": {"made_at": MADE, "expires_at": LAST, "paid_at": None},
        "notify_url": "http://127.0.0.1:9/paid",
        "request": {"out_trade_no": number, "amount": {"total": 1234}},
        "code": CODE,
        "refunds": [],
        "of-a-later-emulator": True,
    } | more


def attempt(outcome: str = "accepted", **more: Any) -> dict[str, Any]:
    """Return one try of a callback of WeChat Pay."""
    return {
        "at": MADE,
        "sent_at": MADE,
        "tamper": None,
        "headers": {
            "Wechatpay-Timestamp": "1772337600",
            "Wechatpay-Nonce": "n" * 32,
            "Wechatpay-Serial": "5157F09EFDC096DE15EBE81A47057A72",
            "Wechatpay-Signature": "c2lnbmVk",
        },
        "body": '{"id":"N-1"}',
        "status": 200,
        "answer": "ok",
        "error": None,
        "outcome": outcome,
    } | more


def notice(id_: str = "N-1", number: str = "T-1", **more: Any) -> dict[str, Any]:
    """Return a callback with one try."""
    return {
        "id": id_,
        "platform": "wechatpay",
        "out_trade_no": number,
        "event": "TRANSACTION.SUCCESS",
        "url": "http://127.0.0.1:9/paid",
        "state": "delivered",
        "made_at": MADE,
        "next_due": None,
        "payload": {},
        "attempts": [attempt()],
    } | more


def request(id_: int = 1, **more: Any) -> dict[str, Any]:
    """Return an entry of the journal of requests."""
    found = {"number": "T-1", "code": "", "refused": "", "built": "POST\n/v3/pay\n", "notes": []}
    return {
        "id": id_,
        "at": MADE,
        "api": "wechatpay",
        "method": "POST",
        "target": "/v3/pay/transactions/native",
        "headers": {"authorization": "WECHATPAY2-SHA256-RSA2048 x"},
        "body": '{"a":1}',
        "status": 200,
        "answer": '{"code_url":"weixin://x"}',
        "findings": found | more.pop("findings", {}),
    } | more


@dataclass
class PayerPort:
    """What the port tells, and what it was asked. Lists may be changed while it runs."""

    orders: list[dict[str, Any]] = field(default_factory=list)
    notices: list[dict[str, Any]] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    most: int = 1_000
    """Orders told at once."""
    now: str = "2026-03-01T12:05:00+08:00"
    answers: dict[str, tuple[int, Any]] = field(default_factory=dict)
    """`POST /payer/pay` → status and what is answered; takes the place of everything else."""
    asked: list[tuple[str, Any]] = field(default_factory=list)
    """`POST /payer/pay` and the body, without the looks at the books."""
    ready: Ready = field(default_factory=lambda: Ready("", "", "", "", ""))

    def answer(self, method: str, target: str, body: Any) -> tuple[int, Any]:
        """Return status and JSON."""
        parts = urlsplit(target)
        name, query = parts.path.removeprefix(PREFIX), dict(parse_qsl(parts.query))
        call = f"{method} {name}"
        if method != "GET":
            self.asked.append((call, body))
        if call in self.answers:
            return self.answers[call]
        return self._usual(call, query)

    def _page(self, before: int) -> list[dict[str, Any]]:
        return [each for each in self.orders if not before or each["id"] < before][: self.most]

    def _usual(self, call: str, query: dict[str, str]) -> tuple[int, Any]:
        before, after = int(query.get("before", 0)), int(query.get("after", 0))
        number = query.get("out_trade_no", "")
        told: dict[str, Any] = {
            "GET /health": {"business_time": self.now},
            "GET /orders": {"orders": self._page(before)},
            "GET /notifications": {
                "notifications": [each for each in self.notices if number in ("", each["out_trade_no"])]
            },
            "GET /requests": {"requests": [each for each in self.requests if each["id"] > after]},
            "POST /payer/pay": order(state="SUCCESS"),
            "POST /payer/scan": order(),
            "POST /payer/auth-code": {"auth_code": "130000000000000000"},
            "POST /payer/age": {},
            "POST /clock": {"now": 1772337960},
            "POST /wechatpay/rotate-certificate": {"platform_cert_serial": "A0"},
            "POST /faults": {"armed": 1},
            "DELETE /faults": {},
            "POST /reset": {},
        }
        if call.endswith("/redeliver"):
            return 200, attempt()
        return (200, told[call]) if call in told else (404, {"error": "none", "reason": "unknown"})


@contextmanager
def payer_port(**told: Any) -> Iterator[PayerPort]:
    """Serve on loopback until left."""
    port = PayerPort(**told)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._go("GET")

        def do_POST(self) -> None:
            self._go("POST")

        def do_DELETE(self) -> None:
            self._go("DELETE")

        def log_message(self, *_: object) -> None:
            """Be silent."""

        def _go(self, method: str) -> None:
            sent = self.rfile.read(int(self.headers.get("content-length", 0)))
            if self.headers.get("authorization") != f"Bearer {TOKEN}":
                status, told = 401, {"error": "token", "reason": "token"}
            else:
                status, told = port.answer(method, self.path, json.loads(sent) if sent else None)
            body = told if isinstance(told, bytes) else json.dumps(told).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    address = f"http://127.0.0.1:{server.server_address[1]}"
    port.ready = Ready(
        address, address.replace("http:", "https:"), address + PREFIX, TOKEN, "/c/credentials.json"
    )
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
