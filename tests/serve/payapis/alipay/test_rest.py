import json
from pathlib import Path
from typing import Any

import pytest

from linktester.serve.exchange import Answer
from linktester.serve.payapis.alipay import keys
from linktester.serve.payapis.payments import Outcome
from tests.fakes.alipayapps import NOTIFY, PAYMENTS, App
from tests.fakes.payers import a_ground, headers_of, said

QUERY = "/v3/alipay/trade/query"


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(a_ground(tmp_path))


def verified(app: App, answer: Answer) -> Any:
    headers = headers_of(answer)
    text = f"{headers['alipay-timestamp']}\n{headers['alipay-nonce']}\n".encode() + answer.body + b"\n"
    assert app.verifies(text, headers["alipay-signature"])
    return said(answer)


def test_a_whole_flow(app: App) -> None:
    made = verified(app, app.rest("/v3/alipay/trade/precreate", app.order() | {"notify_url": NOTIFY}))
    assert set(made) == {"out_trade_no", "qr_code"}
    PAYMENTS.pay(app.ground, made["qr_code"], Outcome.SUCCESS)
    assert len(app.told()) == 1
    told = verified(app, app.rest(QUERY, {"out_trade_no": "T1"}))
    assert told["trade_status"] == "TRADE_SUCCESS"
    assert "code" not in told
    back = verified(app, app.rest("/v3/alipay/trade/refund", {"out_trade_no": "T1", "refund_amount": "1.00"}))
    assert back["fund_change"] == "Y"


def test_errors_have_a_status_and_a_code(app: App) -> None:
    answer = app.rest(QUERY, {"out_trade_no": "T1"})
    assert answer.status == 400
    assert said(answer)["code"] == "ACQ.TRADE_NOT_EXIST"
    assert set(said(answer)) == {"code", "message", "links"}
    assert app.findings is not None
    assert app.findings.code == "ACQ.TRADE_NOT_EXIST"


@pytest.mark.parametrize(
    ("wrong", "status", "code"),
    [
        ({"sign": "AAAA"}, 400, "invalid-signature"),
        ({"app_id": "2016"}, 400, "invalid-app-id"),
        ({"timestamp": "yesterday"}, 400, "invalid-timestamp"),
        ({"timestamp": "1772336999999"}, 400, "invalid-timestamp"),
        ({"timestamp": "1772338200001"}, 400, "invalid-timestamp"),
        ({"nonce": ""}, 400, "missing-signature"),
        ({"app_cert_sn": "x"}, 400, "app-cert-not-exist"),
    ],
)
def test_authorizations_that_are_wrong(app: App, wrong: dict[str, str], status: int, code: str) -> None:
    answer = app.rest(QUERY, {"out_trade_no": "T1"}, **wrong)
    assert (answer.status, said(answer)["code"]) == (status, code)
    assert app.findings is not None
    assert app.findings.refused


@pytest.mark.parametrize("timestamp", ["1772337000000", "1772338200000"])
def test_clocks_may_differ_by_ten_minutes(app: App, timestamp: str) -> None:
    answer = app.rest(QUERY, {"out_trade_no": "T1"}, timestamp=timestamp)
    assert said(answer)["code"] == "ACQ.TRADE_NOT_EXIST"


def test_no_authorization(app: App) -> None:
    answer = app.call("POST", QUERY, b"{}")
    assert (answer.status, said(answer)["code"]) == (400, "missing-timestamp")
    assert "alipay-signature" not in headers_of(answer)


def test_the_octets_of_the_body_are_signed(app: App) -> None:
    body = b'{ "out_trade_no" : "T1" }'
    assert said(app.rest(QUERY, body))["code"] == "ACQ.TRADE_NOT_EXIST"
    assert app.findings is not None
    assert app.findings.built.endswith('\nPOST\n/v3/alipay/trade/query\n{ "out_trade_no" : "T1" }\n')


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b"{"])
def test_bodies_that_are_no_object(app: App, body: bytes) -> None:
    assert said(app.rest(QUERY, body))["code"] == "ACQ.INVALID_PARAMETER"


def test_a_nonce_that_comes_again_is_noted(app: App) -> None:
    for _ in range(2):
        app.rest(QUERY, {"out_trade_no": "T1"}, nonce="n")
    assert app.findings is not None
    assert app.findings.notes == ["replayed-nonce"]


def test_paths_and_verbs_nobody_has(app: App) -> None:
    assert app.rest("/v3/alipay/trade/nothing", {}).status == 404
    assert app.rest("/v3/alipay/", {}).status == 404
    assert app.rest(QUERY, b"", "GET").status == 405


def test_bodies_are_encrypted_both_ways_where_the_app_asks_for_it(app: App) -> None:
    key = app.ground.credentials.bundle.alipay.encrypt_key
    wish = keys.encrypt(key, json.dumps(app.order() | {"notify_url": NOTIFY}).encode()).encode()
    answer = app.rest("/v3/alipay/trade/precreate", wish, encrypt_type="AES")
    headers = headers_of(answer)
    text = f"{headers['alipay-timestamp']}\n{headers['alipay-nonce']}\n".encode() + answer.body + b"\n"
    assert app.verifies(text, headers["alipay-signature"])
    made = json.loads(keys.decrypt(key, answer.body.decode()))
    PAYMENTS.pay(app.ground, made["qr_code"], Outcome.SUCCESS)
    assert len(app.told()) == 1


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"{}", "AES", "decryption-error-unknown"),
        (b"\xff", "AES", "decryption-error-unknown"),
        (b"{}", "ROT13", "invalid-encrypt-type"),
    ],
)
def test_encryption_that_is_wrong(app: App, body: bytes, kind: str, code: str) -> None:
    answer = app.rest(QUERY, body, encrypt_type=kind)
    assert answer.status == 400
    assert said(answer)["code"] == code
