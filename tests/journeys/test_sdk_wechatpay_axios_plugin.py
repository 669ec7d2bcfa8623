"""wechatpay-axios-plugin (npm), unmodified, completes WeChat Pay's flows against the real emulator."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.sdks.driven import Emulator, Sdk, driving, emulating, needs, number

DRIVER = "npm/drive_wechatpay_axios_plugin.mjs"
pytestmark = [pytest.mark.journey, needs(DRIVER)]
MODES = ("certificate", "public_key", "both")
SETTLED = 5
"""Seconds of business time after which a refund has arrived."""


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    with emulating(tmp_path_factory.mktemp("wechatpay")) as running:
        yield running


@pytest.fixture(scope="module")
def driver(emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sdk]:
    with driving(DRIVER, emulator, tmp_path_factory.mktemp("axios")) as running:
        yield running


@pytest.fixture
def shop(driver: Sdk) -> Iterator[Sdk]:
    """The driver with a new client and nothing heard."""
    driver("open", mode="certificate")
    driver("forget")
    yield driver
    driver("busy", now=False)


def ordered(shop: Sdk, product: str = "native", **more: Any) -> tuple[str, dict[str, Any]]:
    order = number()
    wishes = {
        "description": "测试商品",
        "attach": "附言",
        "amount": {"total": 100, "currency": "CNY"},
        **more,
    }
    status, body = shop("pay", product=product, out_trade_no=order, **wishes)
    assert status == 200, body
    return order, body


def state(shop: Sdk, order: str) -> str:
    status, body = shop("query", out_trade_no=order)
    assert status == 200, body
    return body["trade_state"]


@pytest.mark.parametrize("mode", MODES)
def test_a_native_order_is_paid_told_and_refunded(shop: Sdk, emulator: Emulator, mode: str) -> None:
    shop("open", mode=mode)
    order, made = ordered(shop)
    assert state(shop, order) == "NOTPAY"
    emulator.scan(made["code_url"])
    assert emulator.pay(made["code_url"])["state"] == "SUCCESS"
    (paid,) = shop("heard", count=1)
    assert paid["headers"]["wechatpay-serial"].startswith("PUB_KEY_ID_") == (mode == "public_key")
    told = paid["taken"]["resource"]
    assert (told["out_trade_no"], told["trade_state"], told["attach"]) == (order, "SUCCESS", "附言")
    assert shop("query", out_trade_no=order) == [200, told]
    assert shop("query", transaction_id=told["transaction_id"]) == [200, told]

    refund = {"out_refund_no": number(), "amount": {"refund": 30, "total": 100, "currency": "CNY"}}
    status, accepted = shop("refund", transaction_id=told["transaction_id"], **refund)
    assert (status, accepted["status"]) == (200, "PROCESSING")
    emulator.advance(SETTLED)
    back = shop("heard", count=2)[1]["taken"]
    assert (back["event_type"], back["resource"]["refund_status"]) == ("REFUND.SUCCESS", "SUCCESS")
    status, settled = shop("query_refund", out_refund_no=refund["out_refund_no"])
    assert (status, settled["status"], settled["refund_id"]) == (200, "SUCCESS", accepted["refund_id"])
    assert state(shop, order) == "REFUND"
    assert emulator.order(order)["state"] == "REFUND"
    assert [each["state"] for each in emulator.notices(order)] == ["delivered"] * 2


@pytest.mark.parametrize("product", ["jsapi", "app", "h5"])
def test_every_product_is_made(shop: Sdk, emulator: Emulator, product: str) -> None:
    more = {
        "jsapi": {"payer": {"openid": emulator.credentials("wechatpay")["payer_openid"]}},
        "app": {},
        "h5": {"scene_info": {"payer_client_ip": "127.0.0.1", "h5_info": {"type": "Wap"}}},
    }[product]
    order, made = ordered(shop, product, **more)
    if product == "app":
        emulator.post("/payer/pay", platform="wechatpay", out_trade_no=order)
    else:
        shown = made["h5_url"] if product == "h5" else shop("page_call", prepay_id=made["prepay_id"])
        assert emulator.pay(shown)["state"] == "SUCCESS"
    (paid,) = shop("heard", count=1)
    assert paid["taken"]["resource"]["out_trade_no"] == order
    assert state(shop, order) == "SUCCESS"


def test_orders_are_repeated_closed_and_refused_by_code(shop: Sdk, emulator: Emulator) -> None:
    order, made = ordered(shop)
    wishes = {"description": "测试商品", "attach": "附言", "out_trade_no": order}
    assert shop("pay", product="native", amount={"total": 100, "currency": "CNY"}, **wishes) == [200, made]
    status, body = shop("pay", product="native", amount={"total": 99, "currency": "CNY"}, **wishes)
    assert (status, body["code"]) == (403, "OUT_TRADE_NO_USED")
    assert shop("close", out_trade_no=order) == [204, None]
    assert state(shop, order) == "CLOSED"
    assert emulator.refused("/payer/pay", code=made["code_url"]) == "closed"
    status, body = shop("query", out_trade_no=number())
    assert (status, body["code"]) == (404, "ORDER_NOT_EXIST")
    status, body = shop("query_refund", out_refund_no=number())
    assert (status, body["code"]) == (404, "RESOURCE_NOT_EXISTS")
    status, body = shop(
        "pay", product="native", amount={"total": "1"}, **{**wishes, "out_trade_no": number()}
    )
    assert (status, body["code"]) == (400, "PARAM_ERROR")


def test_a_shown_payment_code_is_paid_and_reversed(shop: Sdk, emulator: Emulator) -> None:
    shown = {
        "payer": {"auth_code": emulator.auth_code("wechatpay", "confirm")},
        "scene_info": {"device_ip": "127.0.0.1", "store_info": {"id": "1"}},
    }
    order = number()
    status, body = shop(
        "pay", product="codepay", out_trade_no=order, description="茶", amount={"total": 5}, **shown
    )
    assert (status, body["code"]) == (202, "USERPAYING")
    assert state(shop, order) == "USERPAYING"
    assert shop("reverse", out_trade_no=order)[0] == 200
    assert state(shop, order) == "REVOKED"


def test_certificates_are_downloaded_and_a_rotated_one_must_be_told(shop: Sdk, emulator: Emulator) -> None:
    held = dict(shop("certificates"))
    known = emulator.credentials("wechatpay")
    assert held[known["platform_cert_serial"]].strip() == known["platform_cert_pem"].strip()
    after = emulator.post("/wechatpay/rotate-certificate")["platform_cert_serial"]
    # This SDK knows the certificates it was given, and says so.
    order = number()
    wishes = {"description": "茶", "out_trade_no": order, "amount": {"total": 1, "currency": "CNY"}}
    assert shop.raises("pay", product="native", **wishes).startswith("EV3_RES_HEADER_PLATFORM_SERIAL: ")
    shop("open", mode="certificate")
    assert after in dict(shop("certificates"))
    assert state(shop, order) == "NOTPAY"


def test_a_wrong_key_is_refused_with_the_string_the_server_built(shop: Sdk, emulator: Emulator) -> None:
    shop("open", mode="certificate", privateKey=emulator.credentials("alipay")["app_private_key_pkcs8_pem"])
    order = number()
    status, body = shop("query", out_trade_no=order)
    assert (status, body["code"]) == (401, "SIGN_ERROR")
    built = f"GET\n/v3/pay/transactions/out-trade-no/{order}?mchid=1900000001\n"
    assert body["detail"]["sign_information"]["truncated_sign_message"].startswith(built)
    assert emulator.last_request()["findings"]["built"].startswith(built)


def test_the_sdk_refuses_an_answer_that_nobody_signed(shop: Sdk, emulator: Emulator) -> None:
    order, _ = ordered(shop)
    emulator.post("/faults", times=1, status=200, body={"trade_state": "SUCCESS"})
    assert shop.raises("query", out_trade_no=order).startswith("EV3_RES_HEADERS_INCOMPLATE: ")
    assert state(shop, order) == "NOTPAY"


@pytest.mark.parametrize("tamper", ["signature", "body", "timestamp", "probe"])
def test_the_sdk_refuses_a_damaged_callback(shop: Sdk, emulator: Emulator, tamper: str) -> None:
    order, made = ordered(shop)
    emulator.pay(made["code_url"])
    shop("heard", count=1)
    (notice,) = emulator.notices(order)
    assert emulator.redeliver(notice, tamper)["status"] == 401
    damaged = shop("heard", count=2)[1]
    assert damaged["taken"] is None
    assert damaged.get("raised", "").endswith("old") == (tamper == "timestamp")
    assert emulator.redeliver(notice)["status"] == 204
    assert shop("heard", count=3)[2]["taken"]["id"] == notice["id"]


def test_a_busy_merchant_is_told_again(shop: Sdk, emulator: Emulator) -> None:
    shop("busy", now=True)
    order, made = ordered(shop)
    emulator.pay(made["code_url"])
    shop("heard", count=1)
    shop("busy", now=False)
    emulator.advance(15)
    first, second = shop("heard", count=2)
    assert first["taken"]["id"] == second["taken"]["id"]
    (notice,) = emulator.notices(order)
    assert (notice["state"], [each["status"] for each in notice["attempts"]]) == ("delivered", [401, 204])
