import json
from pathlib import Path
from typing import Any

import pytest

from linktester.serve.payapis.alipay import asked, keys
from linktester.serve.payapis.alipay.problem import Problem
from tests.fakes.alipayapps import App
from tests.fakes.payers import a_ground

PRECREATE = "alipay.trade.precreate"
RIGHT = {"out_trade_no": "T1", "total_amount": "1.00", "subject": "茶"}


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(a_ground(tmp_path))


@pytest.mark.parametrize("biz", ["{", "[]", '"a"', "1", '{"a":"\\ud800"}', "[" * 5000, "null"])
def test_content_that_is_no_object(app: App, biz: str) -> None:
    told = app.ask(PRECREATE, biz)
    assert told["sub_code"] == "ACQ.INVALID_PARAMETER"
    assert told["sub_msg"].startswith("参数无效：biz_content ")


def test_content_that_is_nested_too_deeply(app: App) -> None:
    deep: Any = "x"
    for _ in range(asked.MOST_DEPTH + 1):
        deep = {"a": deep}
    assert app.ask(PRECREATE, RIGHT | {"extend_params": deep})["sub_msg"].endswith("嵌套过深")


def test_no_content(app: App) -> None:
    assert app.ask(PRECREATE, "")["sub_code"] == "isv.missing-biz-content"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("out_trade_no", None),
        ("out_trade_no", "a-b"),
        ("out_trade_no", "茶"),
        ("out_trade_no", "a" * 65),
        ("out_trade_no", ["T1"]),
        ("total_amount", None),
        ("total_amount", "1.001"),
        ("total_amount", "-1"),
        ("total_amount", "1e2"),
        ("total_amount", "NaN"),
        ("total_amount", "0"),
        ("total_amount", "100000000.01"),
        ("total_amount", True),
        ("subject", None),
        ("subject", ""),
        ("subject", "a" * 257),
        ("body", "a" * 129),
        ("timeout_express", "1.5h"),
        ("timeout_express", "0m"),
        ("timeout_express", "16d"),
        ("qr_code_timeout_express", "2c"),
        ("time_expire", "2026-03-01"),
        ("time_expire", "2020-03-01 12:00:00"),
        ("goods_detail", "text"),
        ("extend_params", []),
    ],
)
def test_fields_that_are_wrong_are_named(app: App, field: str, value: Any) -> None:
    biz = {name: each for name, each in (RIGHT | {field: value}).items() if each is not None}
    told = app.ask(PRECREATE, biz)
    assert (told["code"], told["sub_code"]) == ("40004", "ACQ.INVALID_PARAMETER")
    assert told["sub_msg"].startswith(f"参数无效：{field} ")
    assert app.ground.ledger.orders() == ()


@pytest.mark.parametrize("amount", [1, 1.0, "1", "1.0", "1.00"])
def test_amounts_may_be_numbers(app: App, amount: Any) -> None:
    assert app.ask(PRECREATE, RIGHT | {"total_amount": amount})["code"] == "10000"
    assert app.kept().total == 100


def test_empty_fields_count_as_left_out() -> None:
    assert asked.checked(RIGHT | {"body": "", "timeout_express": None}, "precreate") == RIGHT


def test_encrypted_content(app: App) -> None:
    key = app.ground.credentials.bundle.alipay.encrypt_key
    hidden = keys.encrypt(key, json.dumps(RIGHT).encode())
    answer = app.get(app.params(PRECREATE, hidden, encrypt_type="AES"))
    told = json.loads(keys.decrypt(key, json.loads(answer.body)["alipay_trade_precreate_response"]))
    assert told["code"] == "10000"
    app.get(app.params(PRECREATE, "AAAA", encrypt_type="AES"))
    assert app.findings is not None
    assert app.findings.code == "isv.decryption-error-unknown"


def test_numbers_are_read_as_their_text() -> None:
    assert asked.read('{"a":0.10,"b":10000000000000000000000,"c":NaN}') == {
        "a": "0.10",
        "b": "10000000000000000000000",
        "c": "NaN",
    }
    with pytest.raises(Problem):
        asked.read(b"\xff")
