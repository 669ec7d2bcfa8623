import json
from pathlib import Path

import pytest

from linktester.serve.payapis.wechatpay import WECHATPAY
from tests.fakes.payers import Merchant, a_ground, refused, said

TARGET = "/v3/pay/transactions/native"


@pytest.fixture
def merchant(tmp_path: Path) -> Merchant:
    return Merchant(a_ground(tmp_path))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b"null",
        b'"text"',
        b'{"a": NaN}',
        b'{"out_trade_no": "\\ud800"}',
        b'{"a":' + b"[" * 50_000 + b"]" * 50_000 + b"}",
        b'{"a": 123456789012345678901234567890}',
    ],
)
def test_what_is_no_json_object_is_a_wrong_parameter(merchant: Merchant, body: bytes) -> None:
    assert refused(merchant.ask("POST", TARGET, body)) == (400, "PARAM_ERROR")
    assert merchant.ground.ledger.orders() == ()


def test_a_wrong_field_is_named_and_changes_nothing(merchant: Merchant) -> None:
    answer = merchant.create(amount={"total": 0})
    assert refused(answer) == (400, "PARAM_ERROR")
    assert said(answer)["detail"]["field"] == "/amount/total"
    assert merchant.ground.ledger.orders() == ()


def test_app_and_merchant_must_be_the_signers(merchant: Merchant) -> None:
    assert refused(merchant.create(appid="wx0000000000000000")) == (400, "APPID_MCHID_NOT_MATCH")
    assert refused(merchant.create(mchid="1900000009")) == (400, "MCH_NOT_EXISTS")


@pytest.mark.parametrize(
    ("query", "code"), [("", "PARAM_ERROR"), ("?mchid=", "PARAM_ERROR"), ("?mchid=19", "MCH_NOT_EXISTS")]
)
def test_a_query_names_the_merchant(merchant: Merchant, query: str, code: str) -> None:
    merchant.create()
    answer = merchant.ask("GET", f"/v3/pay/transactions/out-trade-no/T-0001{query}")
    assert refused(answer) == (400, code)


def test_a_number_in_a_path_is_decoded(merchant: Merchant) -> None:
    merchant.create(out_trade_no="T|*0001")
    assert merchant.query("T%7C%2A0001").status == 200
    assert merchant.query("T|*0001").status == 200


def test_long_values_are_cut_in_the_error(merchant: Merchant) -> None:
    answer = merchant.create(description="字" * 10_000)
    assert len(said(answer)["detail"]["value"]) == 100
    assert len(json.dumps(said(answer))) < 2_000


@pytest.mark.parametrize(
    ("url", "notes"),
    [("https://shop.example/n", ["notify-host-not-allowed"]), ("http://localhost:1/n", [])],
)
def test_an_address_that_will_not_be_called_is_noted(merchant: Merchant, url: str, notes: list[str]) -> None:
    call = merchant.call("POST", TARGET, json.dumps(merchant.order(notify_url=url)).encode())
    assert WECHATPAY.answer(call).status == 200
    assert call.findings.notes == notes
