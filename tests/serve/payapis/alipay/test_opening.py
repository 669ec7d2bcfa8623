import json
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.zone import CHINA
from linktester.serve.payapis.alipay.opening import Kind, is_known, is_minted, read
from linktester.serve.payapis.payments import Outcome, Refusal
from tests.fakes.alipayapps import PAYMENTS, App, moved
from tests.fakes.payers import a_ground


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(a_ground(tmp_path))


@pytest.mark.parametrize(
    ("code", "kind", "value"),
    [
        ("https://qr.alipay.com/bax0abc", Kind.CODE, "bax0abc"),
        ("HTTPS://QR.ALIPAY.COM/bax0abc?t=1#x", Kind.CODE, "bax0abc"),
        (" https://qr.alipay.com/bax0abc\n", Kind.CODE, "bax0abc"),
        ("280000000000000000", Kind.AUTH, "280000000000000000"),
        ("http://127.0.0.1:80/alipay/cashier/ab", Kind.CASHIER, "ab"),
        ("https://openapi.alipay.com/gateway.do?method=a&b=c#d", Kind.PAGE, "method=a&b=c"),
        ("a=1&method=alipay.trade.app.pay", Kind.APP, "a=1&method=alipay.trade.app.pay"),
    ],
)
def test_what_the_payer_opens(code: str, kind: Kind, value: str) -> None:
    found = read(code)
    assert found is not None
    assert (found.kind, found.value) == (kind, value)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "https://qr.alipay.com/",
        "https://qr.alipay.com.example/bax0abc",
        "100000000000000000",
        "https://openapi.alipay.com/gateway.do",
        "https://[",
        "weixin://wxpay/bizpayurl?pr=abc",
        "alipay://alipayclient/?{",
        "alipay://alipayclient/?[1]",
        'alipay://alipayclient/?{"dataString":1}',
    ],
)
def test_what_is_none_of_alipays(code: str) -> None:
    assert read(code) is None
    assert not PAYMENTS.owns(code)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=60))
def test_any_text_can_be_looked_at(code: str) -> None:
    for text in (
        code,
        f"http://{code}",
        f"alipay://alipayclient/?{code}",
        f"{code}method=alipay.trade.app.pay",
    ):
        found = read(text)
        assert found is None or found.value in text


def test_an_order_string_is_verified_when_the_app_opens_it(app: App) -> None:
    text = app.order_string()
    assert PAYMENTS.scan(app.ground, text).told["state"] == "WAIT_BUYER_PAY"
    handed = "alipay://alipayclient/?" + quote(json.dumps({"requestType": "SafePay", "dataString": text}))
    assert PAYMENTS.pay(app.ground, handed, Outcome.SUCCESS).told["out_trade_no"] == "A1"


def test_a_refused_order_string_is_kept_with_what_was_built(app: App) -> None:
    with pytest.raises(Refusal, match="验签出错") as caught:
        PAYMENTS.scan(app.ground, app.order_string() + "x")
    assert caught.value.reason == "signature"
    (entry,) = app.ground.requests.after(0)
    assert (entry.method, entry.target) == ("OPEN", "alipay.trade.app.pay")
    assert (entry.findings.refused, entry.findings.code) == ("signature", "isv.invalid-signature")
    assert entry.findings.built.startswith("app_id=2021000000000001&biz_content=")
    assert app.ground.ledger.orders() == ()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"app_id": "2016"}, "app_id"),
        ({"version": None}, "version"),
        ({"biz_content": "{}"}, "out_trade_no"),
    ],
)
def test_order_strings_that_are_wrong(app: App, changes: dict[str, str | None], reason: str) -> None:
    with pytest.raises(Refusal) as caught:
        PAYMENTS.scan(app.ground, app.order_string(**changes))
    assert caught.value.reason == reason


def test_a_gateway_address_of_another_method_opens_nothing(app: App) -> None:
    with pytest.raises(Refusal) as caught:
        PAYMENTS.scan(app.ground, "https://openapi.alipay.com/gateway.do?method=alipay.trade.query")
    assert caught.value.reason == "method"


@pytest.mark.parametrize(
    "code", ["https://qr.alipay.com/bax0", "280000000000000000", "http://a/alipay/cashier/x"]
)
def test_codes_nobody_made(app: App, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        PAYMENTS.scan(app.ground, code)
    assert caught.value.reason == "unknown"


def test_asking_for_a_code_opens_no_books(app: App) -> None:
    assert not is_minted(app.ground, "bax0")
    assert not app.ground.database.is_open
    token = app.code().rpartition("/")[2]
    assert is_minted(app.ground, token)


def test_who_is_known_here(app: App) -> None:
    code = app.code()
    assert is_known(app.ground, read(code))  # type: ignore[arg-type]
    assert is_known(app.ground, read(app.order_string()))  # type: ignore[arg-type]
    for strange in ("https://qr.alipay.com/bax0abc", "280000000000000000", "method=alipay.trade.app.pay&a=1"):
        found = read(strange)
        assert found is not None
        assert not is_known(app.ground, found)


def test_a_code_grows_old_alone(app: App) -> None:
    code, other = app.code(), app.code("T2")
    PAYMENTS.age(app.ground, code, timedelta(hours=2))
    with pytest.raises(Refusal) as told:
        PAYMENTS.scan(app.ground, code)
    assert told.value.reason == "expired"
    assert PAYMENTS.scan(app.ground, other).told["state"] == "WAIT_BUYER_PAY"


def test_its_order_grows_old_with_it(app: App) -> None:
    ends = app.ground.clock.now().astimezone(CHINA) + timedelta(minutes=10)
    code = app.code(time_expire=f"{ends:%Y-%m-%d %H:%M:%S}")
    PAYMENTS.age(app.ground, code, timedelta(minutes=9))
    assert PAYMENTS.scan(app.ground, code).told["state"] == "WAIT_BUYER_PAY"
    PAYMENTS.age(app.ground, code, timedelta(minutes=1))
    with pytest.raises(Refusal) as told:
        PAYMENTS.scan(app.ground, code)
    assert told.value.reason == "expired"
    moved(app.ground, seconds=1)
    assert app.state() == "TRADE_CLOSED"
