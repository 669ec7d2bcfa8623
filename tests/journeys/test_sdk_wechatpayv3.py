"""wechatpayv3 (PyPI), unmodified, completes WeChat Pay's flows against the real emulator."""

import json
from collections.abc import Iterator

import pytest

from tests.journeys.sdks.driven import Emulator, Sdk, driving, emulating, needs, number

DRIVER = "pypi/drive_wechatpayv3.py"
pytestmark = [pytest.mark.journey, needs(DRIVER)]
MODES = ("certificate", "public_key")
A_DAY_OF_RETRIES = 24 * 3600 + 4 * 60
SETTLED = 5
"""Seconds of business time after which a refund has arrived."""
PHONE = {"payer_client_ip": "127.0.0.1", "h5_info": {"type": "Wap"}}
TILL = {"device_ip": "127.0.0.1", "store_info": {"id": "1"}}


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    with emulating(tmp_path_factory.mktemp("wechatpay")) as running:
        yield running


@pytest.fixture(scope="module")
def driver(emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sdk]:
    with driving(DRIVER, emulator, tmp_path_factory.mktemp("wechatpayv3")) as running:
        yield running


@pytest.fixture
def shop(driver: Sdk) -> Iterator[Sdk]:
    """The driver with a new client and nothing heard."""
    driver("open", mode="certificate")
    driver("forget")
    yield driver
    driver("busy", now=False)


def ordered(shop: Sdk, total: int = 100, **more: object) -> tuple[str, str]:
    """Create a native order; return its number and its code."""
    order = number()
    wishes = {"description": "测试商品", "attach": "附言", **more}
    status, body = shop("sdk", call="pay", out_trade_no=order, amount={"total": total}, **wishes)
    assert status == 200, body
    return order, body["code_url"]


def state(shop: Sdk, order: str) -> str:
    status, body = shop("sdk", call="query", out_trade_no=order)
    assert status == 200, body
    return body["trade_state"]


def refunded(shop: Sdk, order: str, fen: int, refund: str, total: int = 100) -> tuple[int, dict[str, object]]:
    amount = {"refund": fen, "total": total, "currency": "CNY"}
    return shop("sdk", call="refund", out_refund_no=refund, amount=amount, out_trade_no=order)


@pytest.mark.parametrize("mode", MODES)
def test_a_native_order_is_paid_told_and_refunded(shop: Sdk, emulator: Emulator, mode: str) -> None:
    shop("open", mode=mode)
    order, code = ordered(shop)
    assert code.startswith("weixin://wxpay/bizpayurl?pr=")
    assert state(shop, order) == "NOTPAY"
    emulator.scan(code)
    assert emulator.pay(code)["state"] == "SUCCESS"

    (paid,) = shop("heard", count=1)
    serial = emulator.credentials("wechatpay")[
        "platform_cert_serial" if mode == "certificate" else "platform_public_key_id"
    ]
    assert paid["headers"]["Wechatpay-Serial"] == serial
    assert paid["taken"]["event_type"] == "TRANSACTION.SUCCESS"
    told = paid["taken"]["resource"]
    assert (told["out_trade_no"], told["trade_state"], told["attach"]) == (order, "SUCCESS", "附言")
    assert told["amount"] == {"total": 100, "payer_total": 100, "currency": "CNY", "payer_currency": "CNY"}
    assert told["payer"] == {"openid": emulator.credentials("wechatpay")["payer_openid"]}

    status, by_number = shop("sdk", call="query", out_trade_no=order)
    assert (status, by_number) == (200, told)
    assert shop("sdk", call="query", transaction_id=told["transaction_id"]) == [200, by_number]

    first = number()
    status, accepted = refunded(shop, order, 30, first)
    assert (status, accepted["status"], accepted["transaction_id"]) == (
        200,
        "PROCESSING",
        told["transaction_id"],
    )
    assert state(shop, order) == "REFUND"
    emulator.advance(SETTLED)
    back = shop("heard", count=2)[1]["taken"]
    assert (back["event_type"], back["resource"]["refund_status"]) == ("REFUND.SUCCESS", "SUCCESS")
    assert back["resource"]["amount"]["refund"] == 30
    status, settled = shop("sdk", call="query_refund", out_refund_no=first)
    assert (status, settled["status"], settled["refund_id"]) == (200, "SUCCESS", accepted["refund_id"])
    assert refunded(shop, order, 30, first)[1]["refund_id"] == accepted["refund_id"]
    assert refunded(shop, order, 71, number())[1]["code"] == "INVALID_REQUEST"
    assert refunded(shop, order, 70, number())[0] == 200
    emulator.advance(SETTLED)
    shop("heard", count=3)

    known = emulator.order(order)
    assert (known["state"], known["transaction_id"]) == ("REFUND", told["transaction_id"])
    assert [each["state"] for each in emulator.notices(order)] == ["delivered"] * 3


@pytest.mark.parametrize("product", ["JSAPI", "MINIPROG", "APP", "H5"])
def test_every_product_is_paid_by_what_the_shop_shows(shop: Sdk, emulator: Emulator, product: str) -> None:
    order = number()
    openid = emulator.credentials("wechatpay")["payer_openid"]
    more = {"payer": {"openid": openid}} if product in {"JSAPI", "MINIPROG"} else {}
    if product == "H5":
        more = {"scene_info": PHONE}
    wishes = {"description": "茶", "out_trade_no": order, "amount": {"total": 1, "currency": "CNY"}}
    status, made = shop("sdk", call="pay", pay_type=product, **wishes, **more)
    assert status == 200, made
    if product == "H5":
        shown = made["h5_url"]
    else:
        shown = shop("app_call" if product == "APP" else "page_call", prepay_id=made["prepay_id"])
        forged = shown.replace("5K8264ILTKCH16", "XXXXXXXXXXXXXX")
        assert emulator.refused("/payer/pay", code=forged) == "signature"
    assert emulator.pay(shown)["state"] == "SUCCESS"
    (paid,) = shop("heard", count=1)
    kind = {"MINIPROG": "JSAPI", "H5": "MWEB"}.get(product, product)
    told = paid["taken"]["resource"]
    assert (told["out_trade_no"], told["trade_type"]) == (order, kind)
    assert state(shop, order) == "SUCCESS"


def test_the_same_order_again_is_the_same_and_another_under_its_number_is_refused(
    shop: Sdk, emulator: Emulator
) -> None:
    order, code = ordered(shop)
    wishes = {"description": "测试商品", "attach": "附言", "out_trade_no": order}
    assert shop("sdk", call="pay", amount={"total": 100}, **wishes) == [200, {"code_url": code}]
    status, body = shop("sdk", call="pay", amount={"total": 101}, **wishes)
    assert (status, body["code"]) == (403, "OUT_TRADE_NO_USED")
    emulator.pay(code)
    assert emulator.refused("/payer/pay", code=code) == "paid"
    status, body = shop("sdk", call="pay", amount={"total": 100}, **wishes)
    assert (status, body["code"]) == (403, "OUT_TRADE_NO_USED")
    status, body = shop("sdk", call="close", out_trade_no=order)
    assert (status, body["code"]) == (400, "ORDERPAID")
    assert len(shop("heard", count=1)) == 1


def test_a_closed_order_cannot_be_paid(shop: Sdk, emulator: Emulator) -> None:
    order, code = ordered(shop)
    assert shop("sdk", call="close", out_trade_no=order) == [204, None]
    assert shop("sdk", call="close", out_trade_no=order) == [204, None]
    assert state(shop, order) == "CLOSED"
    assert emulator.refused("/payer/scan", code=code) == "closed"
    assert emulator.refused("/payer/pay", platform="wechatpay", out_trade_no=order) == "closed"
    assert emulator.notices(order) == []


def test_an_expired_order_cannot_be_paid_and_stays_unpaid(shop: Sdk, emulator: Emulator) -> None:
    order, code = ordered(shop)
    emulator.advance(7 * 86400 + 60)
    assert emulator.refused("/payer/pay", code=code) == "expired"
    assert emulator.refused("/payer/pay", platform="wechatpay", out_trade_no=order) == "expired"
    assert state(shop, order) == "NOTPAY"


def test_a_payer_who_cancels_leaves_the_order_open(shop: Sdk, emulator: Emulator) -> None:
    order, code = ordered(shop)
    emulator.pay(code, "cancel")
    assert state(shop, order) == "NOTPAY"
    assert emulator.pay(code)["state"] == "SUCCESS"


def test_unknown_orders_and_refunds_are_told_by_their_codes(shop: Sdk) -> None:
    status, body = shop("sdk", call="query", out_trade_no=number())
    assert (status, body["code"]) == (404, "ORDER_NOT_EXIST")
    status, body = shop("sdk", call="close", out_trade_no=number())
    assert (status, body["code"]) == (404, "ORDER_NOT_EXIST")
    status, body = refunded(shop, number(), 1, number())
    assert (status, body["code"]) == (404, "RESOURCE_NOT_EXISTS")
    status, body = shop("sdk", call="query_refund", out_refund_no=number())
    assert (status, body["code"]) == (404, "RESOURCE_NOT_EXISTS")
    order, _ = ordered(shop)
    status, body = refunded(shop, order, 1, number())
    assert (status, body["code"]) == (400, "INVALID_REQUEST")
    status, body = shop("sdk", call="pay", description="x", out_trade_no="a b", amount={"total": "1"})
    assert (status, body["code"]) == (400, "PARAM_ERROR")


@pytest.mark.parametrize(
    ("behaviour", "status", "code"),
    [
        ("immediate", 200, None),
        ("confirm", 202, "USERPAYING"),
        ("insufficient", 403, "NOT_ENOUGH"),
        ("expired", 400, "AUTH_CODE_INVALID"),
    ],
)
def test_a_shown_payment_code(
    shop: Sdk, emulator: Emulator, behaviour: str, status: int, code: str | None
) -> None:
    order = number()
    payer = {"auth_code": emulator.auth_code("wechatpay", behaviour)}
    wishes = {"description": "茶", "out_trade_no": order, "amount": {"total": 5}, "scene_info": TILL}
    answered, body = shop("sdk", call="pay", pay_type="CODEPAY", payer=payer, **wishes)
    assert (answered, body.get("code")) == (status, code)
    if behaviour == "expired":
        return
    if behaviour == "confirm":
        assert state(shop, order) == "USERPAYING"
        emulator.post("/payer/pay", platform="wechatpay", out_trade_no=order)
    if behaviour != "insufficient":
        assert state(shop, order) == "SUCCESS"
    known = emulator.credentials("wechatpay")
    told = {"appid": known["appid"], "mchid": known["mchid"], "out_trade_no": order}
    assert shop("reverse", number=order) == [200, told]
    assert state(shop, order) == "REVOKED"


def test_a_rotated_certificate_is_fetched_by_itself(shop: Sdk, emulator: Emulator) -> None:
    before = emulator.credentials("wechatpay")["platform_cert_serial"]
    held = shop("certificates")
    assert before in held
    after = emulator.post("/wechatpay/rotate-certificate")["platform_cert_serial"]
    assert after not in held
    assert emulator.credentials("wechatpay")["platform_cert_serial"] == after
    order, code = ordered(shop)
    assert {before, after} <= set(shop("certificates"))
    emulator.pay(code)
    (paid,) = shop("heard", count=1)
    assert paid["headers"]["Wechatpay-Serial"] == after
    assert paid["taken"]["resource"]["out_trade_no"] == order


def test_a_wrong_key_is_refused_with_the_string_the_server_built(shop: Sdk, emulator: Emulator) -> None:
    order, _ = ordered(shop)
    foreign = emulator.credentials("alipay")["app_private_key_pkcs8_pem"]
    shop("open", mode="public_key", private_key=foreign)
    status, body = shop("sdk", call="query", out_trade_no=order)
    assert (status, body["code"]) == (401, "SIGN_ERROR")
    built = f"GET\n/v3/pay/transactions/out-trade-no/{order}?mchid=1900000001\n"
    assert body["detail"]["sign_information"]["truncated_sign_message"].startswith(built)
    findings = emulator.last_request()["findings"]
    assert findings["code"] == "SIGN_ERROR"
    assert findings["built"].startswith(built)
    assert "No wechatpay platform certificate" in shop.raises("open", mode="certificate", private_key=foreign)
    shop("open", mode="public_key", cert_serial_no="AB" * 20)
    status, body = shop("sdk", call="query", out_trade_no=order)
    assert (status, body["code"]) == (401, "SIGN_ERROR")
    shop("open", mode="certificate")
    assert state(shop, order) == "NOTPAY"


@pytest.mark.parametrize(("seconds", "status"), [(200, 200), (400, 401), (-400, 401)])
def test_a_wrong_clock_is_refused(shop: Sdk, seconds: int, status: int) -> None:
    order, _ = ordered(shop)
    answered, body = shop("late", seconds=seconds, call="query", out_trade_no=order)
    assert answered == status, body
    if status == 401:
        assert body["detail"]["field"] == "timestamp"


def test_moving_business_time_breaks_no_signature(shop: Sdk, emulator: Emulator) -> None:
    emulator.advance(3600)
    order, _ = ordered(shop)
    assert state(shop, order) == "NOTPAY"


def test_the_sdk_refuses_an_answer_that_nobody_signed(shop: Sdk, emulator: Emulator) -> None:
    order, _ = ordered(shop)
    match = {"method": "GET", "path": "/v3/pay/transactions/*"}
    emulator.post("/faults", match=match, times=1, status=200, body={"trade_state": "SUCCESS"})
    assert "does not support this algorithm" in shop.raises("sdk", call="query", out_trade_no=order)
    assert state(shop, order) == "NOTPAY"


def test_faults_reach_the_sdk_as_the_platform_would_have_them(shop: Sdk, emulator: Emulator) -> None:
    order, _ = ordered(shop)
    emulator.post("/faults", times=1, status=500, body={"code": "SYSTEM_ERROR", "message": "系统异常"})
    status, body = shop("sdk", call="query", out_trade_no=order)
    assert (status, body["code"]) == (500, "SYSTEM_ERROR")
    emulator.post("/faults", times=1, drop=True)
    assert "ConnectionError" in shop.raises("sdk", call="query", out_trade_no=order)
    assert state(shop, order) == "NOTPAY"


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("tamper", ["signature", "body", "probe"])
def test_the_sdk_refuses_a_damaged_callback(shop: Sdk, emulator: Emulator, mode: str, tamper: str) -> None:
    shop("open", mode=mode)
    order, code = ordered(shop)
    emulator.pay(code)
    shop("heard", count=1)
    (notice,) = emulator.notices(order)
    attempt = emulator.redeliver(notice, tamper)
    damaged = shop("heard", count=2)[1]
    assert damaged["taken"] is None
    assert attempt["status"] == 401
    whole = emulator.redeliver(notice)
    assert whole["status"] == 200
    assert shop("heard", count=3)[2]["taken"]["resource"]["out_trade_no"] == order


def test_an_old_callback_is_the_merchants_to_refuse(shop: Sdk, emulator: Emulator) -> None:
    # This SDK looks at no timestamp of a callback: it is old, and well signed.
    order, code = ordered(shop)
    emulator.pay(code)
    shop("heard", count=1)
    emulator.redeliver(emulator.notices(order)[0], "timestamp")
    first, old = shop("heard", count=2)
    age = int(first["headers"]["Wechatpay-Timestamp"]) - int(old["headers"]["Wechatpay-Timestamp"])
    assert age > 300
    assert old["taken"]["id"] == first["taken"]["id"]


def test_a_busy_merchant_is_told_again_for_a_day(shop: Sdk, emulator: Emulator) -> None:
    shop("busy", now=True)
    order, code = ordered(shop)
    emulator.pay(code)
    shop("heard", count=1)
    emulator.advance(A_DAY_OF_RETRIES - 6 * 3600)
    assert len(shop("heard", count=15)) == 15
    shop("busy", now=False)
    emulator.advance(6 * 3600)
    tries = shop("heard", count=16)
    assert {each["taken"]["id"] for each in tries} == {tries[0]["taken"]["id"]}
    assert len({each["headers"]["Wechatpay-Nonce"] for each in tries}) == 16
    (notice,) = emulator.notices(order)
    assert (notice["state"], notice["next_due"]) == ("delivered", None)
    assert [each["status"] for each in notice["attempts"]] == [401] * 15 + [200]
    assert json.loads(notice["attempts"][0]["body"])["id"] == notice["id"]
