import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.serve.payapis.payments import Refusal
from linktester.serve.payapis.wechatpay.opened import key_of, mint_of, order_of
from tests.fakes.payers import Merchant, a_ground, said


@pytest.fixture
def merchant(tmp_path: Path) -> Merchant:
    return Merchant(a_ground(tmp_path))


def jsapi_call(merchant: Merchant, prepay: str) -> dict[str, str]:
    """Return what a page hands to WeChat, signed by the merchant."""
    told = {
        "appId": merchant.ground.credentials.bundle.wechatpay.appid,
        "timeStamp": "1700000000",
        "nonceStr": "once",
        "package": f"prepay_id={prepay}",
    }
    text = "".join(f"{value}\n" for value in told.values())
    return told | {"signType": "RSA", "paySign": merchant.sign(text.encode())}


def app_call(merchant: Merchant, prepay: str) -> dict[str, str]:
    """Return what an app hands to WeChat, signed by the merchant."""
    appid = merchant.ground.credentials.bundle.wechatpay.appid
    text = f"{appid}\n1700000000\nonce\n{prepay}\n"
    return {
        "appid": appid,
        "partnerid": "1900000001",
        "prepayid": prepay,
        "package": "Sign=WXPay",
        "noncestr": "once",
        "timestamp": "1700000000",
        "sign": merchant.sign(text.encode()),
    }


def test_every_form_opens_the_order_it_belongs_to(merchant: Merchant) -> None:
    native = merchant.code(out_trade_no="T-native")
    h5 = said(merchant.create("h5", out_trade_no="T-h5-01"))["h5_url"]
    prepay = h5.partition("prepay_id=")[2].partition("&")[0]
    jsapi = said(merchant.create("jsapi", out_trade_no="T-jsapi"))["prepay_id"]
    app = said(merchant.create("app", out_trade_no="T-app-1"))["prepay_id"]
    forms = {
        native: "T-native",
        h5: "T-h5-01",
        f"{h5}&redirect_url=https%3A%2F%2Fm.example": "T-h5-01",
        f"weixin://wap/pay?prepayid={prepay}&package=1": "T-h5-01",
        jsapi: "T-jsapi",
        json.dumps(jsapi_call(merchant, jsapi)): "T-jsapi",
        json.dumps(app_call(merchant, app)): "T-app-1",
    }
    assert {code: order_of(merchant.ground, code).number for code in forms} == forms


@pytest.mark.parametrize("maker", [jsapi_call, app_call])
def test_a_wrong_signature_of_the_page_or_app_is_refused(merchant: Merchant, maker: Any) -> None:
    product = "jsapi" if maker is jsapi_call else "app"
    prepay = said(merchant.create(product))["prepay_id"]
    call = maker(merchant, prepay) | {"nonceStr": "other", "noncestr": "other"}
    with pytest.raises(Refusal) as told:
        order_of(merchant.ground, json.dumps(call))
    assert told.value.reason == "signature"
    assert "other" in str(told.value)


@pytest.mark.parametrize(
    "code",
    ["weixin://wxpay/bizpayurl?pr=000000000", "wx" + "0" * 34, "13" + "0" * 16, "weixin://wxpay/bizpayurl?"],
)
def test_codes_of_the_form_that_nobody_made_are_unknown(merchant: Merchant, code: str) -> None:
    assert key_of(code)
    with pytest.raises(Refusal) as told:
        order_of(merchant.ground, code)
    assert told.value.reason == "unknown"


def test_an_h5_link_lives_five_minutes(merchant: Merchant) -> None:
    code = said(merchant.create("h5"))["h5_url"]
    merchant.ground.clock.advance(timedelta(minutes=5))
    with pytest.raises(Refusal) as told:
        order_of(merchant.ground, code)
    assert told.value.reason == "expired"


def test_opening_is_noted(merchant: Merchant) -> None:
    order = order_of(merchant.ground, merchant.code())
    assert merchant.ground.minted.of_order(order.id)[0].opened_at == merchant.ground.clock.now()


@pytest.mark.parametrize(
    "text", ["", "https://qr.alipay.com/x", "{", "{}", "[1]", '{"a": 1}', "wx1", "1" * 18]
)
def test_what_is_of_another_form_is_not_ours(text: str) -> None:
    assert key_of(text) is None or text == "1" * 18


@settings(deadline=None, max_examples=150)
@given(
    st.text(max_size=60).map(lambda text: text) | st.sampled_from(["{", '{"paySign":1}', '{"prepayid":[]}'])
)
def test_any_text_is_ours_or_not(text: str) -> None:
    keys = key_of(text)
    assert keys is None or all(key.startswith("wechatpay:") for key in keys)


def test_an_app_hands_its_order_over_by_the_scheme(merchant: Merchant) -> None:
    prepay = said(merchant.create("app", out_trade_no="T-app-1"))["prepay_id"]
    assert order_of(merchant.ground, f"weixin://wap/pay?prepayid={prepay}&sign=00").number == "T-app-1"


def test_what_is_minted_is_found_without_opening_empty_books(merchant: Merchant) -> None:
    stranger = "weixin://wxpay/bizpayurl?pr=000000000"
    assert mint_of(merchant.ground, stranger) is None
    assert not merchant.ground.database.is_open
    found = mint_of(merchant.ground, merchant.code())
    assert found is not None
    assert mint_of(merchant.ground, stranger) is None
    assert mint_of(merchant.ground, "https://shop.example/") is None
