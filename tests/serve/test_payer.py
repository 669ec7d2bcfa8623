import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from linktester.serve.app import PublicApp
from linktester.serve.control import PREFIX, ControlApp
from linktester.serve.emulator import Emulator
from linktester.serve.payapis.payments import Behaviour
from tests.fakes.emulator import Reply, call
from tests.fakes.gates import said_emulator
from tests.fakes.payers import NOON, PAYMENTS, HandClock, Merchant, said, some_credentials

HEADERS = {"host": "127.0.0.1:4000", "authorization": "Bearer secret"}


@pytest.fixture
def emulator(tmp_path: Path) -> Emulator:
    return said_emulator(tmp_path, clock=HandClock(), known=some_credentials(tmp_path))


@pytest.fixture
def merchant(emulator: Emulator) -> Merchant:
    return Merchant(emulator.ground)


def ask(emulator: Emulator, method: str, name: str, body: Any = None) -> Reply:
    app = ControlApp(emulator, "secret", asyncio.Event())
    octets = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    return call(app, method, f"{PREFIX}{name}", HEADERS, octets)


def reason(reply: Reply) -> tuple[int, str]:
    return reply.status, reply.json["reason"]


def test_a_code_is_scanned_and_paid(emulator: Emulator, merchant: Merchant) -> None:
    code = merchant.code()
    assert ask(emulator, "POST", "/payer/scan", {"code": code}).json["state"] == "NOTPAY"
    assert ask(emulator, "POST", "/payer/pay", {"code": code}).json["state"] == "SUCCESS"
    assert reason(ask(emulator, "POST", "/payer/pay", {"code": code})) == (409, "paid")
    assert reason(ask(emulator, "POST", "/payer/scan", {"code": code})) == (409, "paid")


def test_an_order_is_paid_by_its_number(emulator: Emulator, merchant: Merchant) -> None:
    merchant.create()
    wish = {"platform": "wechatpay", "out_trade_no": "T-0001"}
    assert ask(emulator, "POST", "/payer/pay", {**wish, "outcome": "cancel"}).json["state"] == "NOTPAY"
    assert ask(emulator, "POST", "/payer/pay", wish).json["state"] == "SUCCESS"


@pytest.mark.parametrize(
    ("name", "body", "wanted"),
    [
        ("/payer/scan", {"code": "nobody's"}, (404, "unknown")),
        ("/payer/scan", {}, (400, "body")),
        ("/payer/scan", b"{", (400, "body")),
        ("/payer/pay", {"platform": "wechatpay", "out_trade_no": "none"}, (404, "unknown")),
        ("/payer/pay", {"platform": "nobody", "out_trade_no": "none"}, (409, "platform")),
        ("/payer/pay", {"code": "x", "outcome": "maybe"}, (400, "body")),
        ("/payer/auth-code", {"platform": "wechatpay", "behaviour": "maybe"}, (400, "body")),
        ("/payer/auth-code", {"platform": "nobody"}, (409, "platform")),
        ("/clock", {"advance_seconds": -1}, (400, "body")),
        ("/clock", {"advance_seconds": 1e300}, (400, "body")),
        ("/faults", {}, (400, "body")),
        ("/faults", {"drop": "yes"}, (400, "body")),
        ("/notifications/none/redeliver", {}, (404, "unknown")),
        ("/notifications/none/elsewhere", {}, (404, "unknown")),
        ("/notifications/none/redeliver", {"tamper": "all"}, (400, "body")),
    ],
)
def test_mistakes_are_told(emulator: Emulator, name: str, body: Any, wanted: tuple[int, str]) -> None:
    assert reason(ask(emulator, "POST", name, body)) == wanted


def test_a_payers_code_can_be_scanned_by_the_merchant(emulator: Emulator, merchant: Merchant) -> None:
    made = ask(emulator, "POST", "/payer/auth-code", {"platform": "wechatpay", "behaviour": "immediate"})
    code = made.json["auth_code"]
    assert merchant.codepay(Behaviour.IMMEDIATE, code=code).status == 200


def test_the_clock_moves_business_time_and_brings_what_is_due(emulator: Emulator, merchant: Merchant) -> None:
    merchant.paid(notify_url="http://m.example/n")
    merchant.refund(30)
    told = ask(emulator, "POST", "/clock", {"advance_seconds": 60}).json
    assert told == {"now": int(NOON.timestamp()) + 60}
    refund = merchant.ask("GET", "/v3/refund/domestic/refunds/R-1")
    assert said(refund)["status"] == "SUCCESS"
    assert ask(emulator, "POST", "/clock", {}).json == told


def test_a_rotation_is_seen_at_once(emulator: Emulator, merchant: Merchant) -> None:
    serial = ask(emulator, "POST", "/wechatpay/rotate-certificate").json["platform_cert_serial"]
    assert dict(merchant.create().headers)[b"Wechatpay-Serial"] == serial.encode()


def test_callbacks_are_listed_with_their_tries_and_sent_again(emulator: Emulator, merchant: Merchant) -> None:
    merchant.paid(notify_url="http://m.example/n")
    ask(emulator, "POST", "/clock", {"advance_seconds": 0})
    listed = ask(emulator, "GET", "/notifications?out_trade_no=T-0001").json["notifications"]
    assert [(each["event"], each["state"], len(each["attempts"])) for each in listed] == [
        ("TRANSACTION.SUCCESS", "held", 1)
    ]
    assert listed[0]["payload"]["content"]["trade_state"] == "SUCCESS"
    again = ask(emulator, "POST", f"/notifications/{listed[0]['id']}/redeliver", {"tamper": "probe"}).json
    assert (again["outcome"], again["tamper"]) == ("held", "probe")
    assert "Wechatpay-Signature" in again["headers"]
    assert ask(emulator, "GET", "/notifications?out_trade_no=other").json == {"notifications": []}


def test_orders_are_listed_in_pages(emulator: Emulator, merchant: Merchant) -> None:
    for number in ("T-0001", "T-0002"):
        merchant.create(out_trade_no=number)
    told = ask(emulator, "GET", "/orders").json["orders"]
    assert [each["out_trade_no"] for each in told] == ["T-0002", "T-0001"]
    page = ask(emulator, "GET", f"/orders?platform=wechatpay&before={told[0]['id']}").json["orders"]
    assert page == told[1:]
    assert ask(emulator, "GET", "/orders?platform=alipay&before=x").json == {"orders": []}


def test_faults_are_armed_and_disarmed(emulator: Emulator) -> None:
    fault = {"match": {"method": "GET", "path": "/v3/*"}, "times": 3, "status": 500, "body": {"code": "X"}}
    assert ask(emulator, "POST", "/faults", fault).json == {"armed": 1}
    assert emulator.ground.faults.hit("GET", "/v3/x")
    ask(emulator, "DELETE", "/faults")
    assert len(emulator.ground.faults) == 0


def test_reset_forgets_and_may_take_the_clock_back(emulator: Emulator, merchant: Merchant) -> None:
    merchant.paid()
    ask(emulator, "POST", "/clock", {"advance_seconds": 60})
    assert ask(emulator, "POST", "/reset").json == {}
    assert merchant.query().status == 404
    assert emulator.ground.clock.now() > NOON
    ask(emulator, "POST", "/reset", {"clock": True})
    assert emulator.ground.clock.now() == NOON


def test_the_journal_is_read_on(emulator: Emulator) -> None:
    app = PublicApp(emulator)
    for _ in range(2):
        call(app, "GET", "/v3/certificates", {"host": "127.0.0.1"})
    told = ask(emulator, "GET", "/requests?after=1").json["requests"]
    assert [(each["id"], each["status"], each["findings"]["refused"]) for each in told] == [
        (2, 401, "authorization")
    ]


@pytest.mark.parametrize(
    ("mode", "serials"),
    [("order", 1), ("certificate", 1), ("public_key", 1), ("mixed", 2)],
)
def test_the_key_of_callbacks_can_be_forced(
    emulator: Emulator, merchant: Merchant, mode: str, serials: int
) -> None:
    merchant.paid()
    assert ask(emulator, "POST", "/wechatpay/callback-keys", {"mode": mode}).json == {"mode": mode}
    (notice,) = emulator.ground.notices.listed()
    seen = {PAYMENTS.outgoing(emulator.ground, notice, None).headers["Wechatpay-Serial"] for _ in range(4)}
    pay = emulator.ground.credentials.bundle.wechatpay
    assert len(seen) == serials
    assert (pay.platform_public_key_id in seen) is (mode in {"public_key", "mixed"})
    assert (pay.platform_cert_serial in seen) is (mode != "public_key")


def test_reset_takes_a_forced_key_back(emulator: Emulator) -> None:
    ask(emulator, "POST", "/wechatpay/callback-keys", {"mode": "mixed"})
    ask(emulator, "POST", "/reset")
    assert emulator.ground.callback_keys.setting == "order"
    assert reason(ask(emulator, "POST", "/wechatpay/callback-keys", {"mode": "both"})) == (400, "body")


def test_a_code_and_its_order_can_be_put_into_the_past(emulator: Emulator, merchant: Merchant) -> None:
    old, other = merchant.code(), merchant.code(out_trade_no="T-0002")
    assert ask(emulator, "POST", "/payer/age", {"code": old, "seconds": 7199}).status == 200
    assert ask(emulator, "POST", "/payer/scan", {"code": old}).status == 200
    assert ask(emulator, "POST", "/payer/age", {"code": old, "seconds": 1}).json["state"] == "NOTPAY"
    assert reason(ask(emulator, "POST", "/payer/scan", {"code": old})) == (409, "expired")
    assert ask(emulator, "POST", "/payer/scan", {"code": other}).status == 200
    assert emulator.ground.clock.now() == NOON


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ({"code": "nobody's", "seconds": 1}, (404, "unknown")),
        ({"code": "weixin://wxpay/bizpayurl?pr=AbC123xyz", "seconds": 1}, (404, "unknown")),
        ({"code": "https://qr.alipay.com/bax0abc", "seconds": 1}, (404, "unknown")),
        ({"code": "alipay.trade.app.pay&method=alipay.trade.app.pay"}, (404, "unknown")),
        ({"code": "x", "seconds": -1}, (400, "body")),
        ({"code": "x", "seconds": 1e99}, (400, "body")),
        ({"seconds": 1}, (400, "body")),
    ],
)
def test_only_codes_made_here_grow_old(emulator: Emulator, body: Any, wanted: tuple[int, str]) -> None:
    assert reason(ask(emulator, "POST", "/payer/age", body)) == wanted
