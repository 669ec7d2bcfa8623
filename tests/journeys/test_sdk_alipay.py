"""Alipay's own SDKs and the most used other one, unmodified, complete its flows against the real emulator.

Each driver says the same steps in its SDK's words, so that one flow proves all of them: OpenAPI 2 by GET, by
POST and split, signed by RSA and RSA2, with keys and with certificates, in three charsets; and OpenAPI 3.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from decimal import Decimal
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization as forms

from tests.journeys.sdks.driven import Emulator, Sdk, driving, emulating, needs, number

pytestmark = pytest.mark.journey

PYPI = "pypi/drive_python_alipay_sdk.py"
OFFICIAL = "alipay-official/drive_alipay_sdk_python.py"
NPM = "npm/drive_alipay_sdk.mjs"
GATEWAY = (
    (PYPI, "RSA2"),
    (PYPI, "RSA"),
    (PYPI, "certificates"),
    (OFFICIAL, "RSA2"),
    (OFFICIAL, "RSA"),
    (OFFICIAL, "RSA2 gbk"),
    (OFFICIAL, "RSA gb2312"),
    (NPM, "RSA2"),
    (NPM, "RSA"),
    (NPM, "certificates"),
)
REST = ((NPM, "REST"), (NPM, "REST certificates"))
PLAIN = ((PYPI, "RSA2"), (OFFICIAL, "RSA2"), (NPM, "RSA2"))
SUBJECT = '测试 {商品} "a/b"'
BACK = "http://127.0.0.1:9/back"
UNSIGNED = {
    PYPI: "AliPayException: ",
    OFFICIAL: "ResponseException: ",
    NPM: 'ERR_INVALID_ARG_TYPE: The "signature" argument',
}
"""How each SDK says that it misses the answer's signature."""
FORGED = {
    (PYPI, "RSA2"): "AliPayValidationError",
    (OFFICIAL, "RSA2"): "response sign verify failed",
    (NPM, "RSA2"): "验签失败",
    (NPM, "REST"): 'The "signature" argument',
}
"""How each says that it is not Alipay's."""
A_DAY_OF_RETRIES = 25 * 3600

Opened = Callable[..., Sdk]


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    with emulating(tmp_path_factory.mktemp("alipay")) as running:
        yield running


@pytest.fixture(scope="module")
def drivers(emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Sdk]]:
    """Each driver once, started when first asked for."""
    folder = tmp_path_factory.mktemp("drivers")
    running: dict[str, Sdk] = {}
    with ExitStack() as stack:

        def start(driver: str) -> Sdk:
            if driver not in running:
                running[driver] = stack.enter_context(driving(driver, emulator, folder))
            return running[driver]

        yield start


@pytest.fixture
def opened(drivers: Callable[[str], Sdk]) -> Iterator[Opened]:
    """Gives a driver with a new client and nothing heard."""
    used = []

    def open_(sdk: tuple[str, str], **changed: str) -> Sdk:
        driver, mode = sdk
        shop = drivers(driver)
        shop("open", mode=mode, **changed)
        shop("forget")
        used.append(shop)
        return shop

    yield open_
    for shop in used:
        shop("busy", now=False)


def each(*sdks: tuple[str, str]) -> pytest.MarkDecorator:
    named = [
        pytest.param((driver, mode), id=f"{driver.partition('/')[0]} {mode}", marks=needs(driver))
        for driver, mode in sdks
    ]
    return pytest.mark.parametrize("sdk", named)


def precreated(shop: Sdk, amount: str = "12.30", **more: str) -> tuple[str, str]:
    """Make a code; return its number and the code."""
    order = number()
    made = shop("ask", call="precreate", subject=SUBJECT, out_trade_no=order, total_amount=amount, **more)
    assert made["code"] == "10000", made
    assert made["out_trade_no"] == order
    return order, made["qr_code"]


def asked(shop: Sdk, call: str, order: str, **more: str) -> dict[str, Any]:
    return shop("ask", call=call, out_trade_no=order, **more)


def status(shop: Sdk, order: str) -> str:
    told = asked(shop, "query", order)
    return told.get("trade_status") or told["sub_code"]


@each(*GATEWAY, *REST)
def test_a_code_is_scanned_paid_told_and_refunded(
    opened: Opened, emulator: Emulator, sdk: tuple[str, str]
) -> None:
    shop = opened(sdk)
    order, code = precreated(shop)
    assert status(shop, order) == "ACQ.TRADE_NOT_EXIST"
    emulator.scan(code)
    assert status(shop, order) == "WAIT_BUYER_PAY"
    assert emulator.pay(code)["state"] == "TRADE_SUCCESS"
    assert emulator.refused("/payer/pay", code=code) == "paid"

    paid = shop("heard", count=1)[0]["taken"]
    assert paid is not None
    trade = asked(shop, "query", order)
    assert (trade["code"], trade["trade_status"], trade["total_amount"]) == (
        "10000",
        "TRADE_SUCCESS",
        "12.30",
    )
    assert (paid["trade_status"], paid["total_amount"], paid["subject"]) == (
        "TRADE_SUCCESS",
        "12.30",
        SUBJECT,
    )
    assert (paid["out_trade_no"], paid["trade_no"]) == (order, trade["trade_no"])
    assert shop("ask", call="query", trade_no=trade["trade_no"])["out_trade_no"] == order

    part = asked(shop, "refund", order, refund_amount="2.30", out_request_no="R1")
    assert (part["code"], part["fund_change"], part["refund_fee"]) == ("10000", "Y", "2.30")
    told = shop("heard", count=2)[1]["taken"]
    assert (told["out_biz_no"], told["refund_fee"], told["trade_status"]) == ("R1", "2.30", "TRADE_SUCCESS")
    seen = asked(shop, "fastpay_refund_query", order, out_request_no="R1")
    assert (seen["refund_status"], seen["refund_amount"]) == ("REFUND_SUCCESS", "2.30")
    assert "refund_status" not in asked(shop, "fastpay_refund_query", order, out_request_no="R9")
    again = asked(shop, "refund", order, refund_amount="2.30", out_request_no="R1")
    assert (again["fund_change"], again["refund_fee"]) == ("N", "2.30")
    rest = asked(shop, "refund", order, refund_amount="10.00", out_request_no="R2")
    assert Decimal(rest["refund_fee"]) == Decimal("12.30")
    assert status(shop, order) == "TRADE_CLOSED"

    known = emulator.order(order)
    assert (known["state"], known["trade_no"]) == ("TRADE_CLOSED", trade["trade_no"])
    # A code's merchant is not told of the end.
    assert [notice["state"] for notice in emulator.notices(order)] == ["delivered"] * 2


@each(*GATEWAY)
@pytest.mark.parametrize("call", ["page_pay", "wap_pay"])
def test_the_browser_comes_back_with_a_signed_answer(
    opened: Opened, emulator: Emulator, sdk: tuple[str, str], call: str
) -> None:
    shop = opened(sdk)
    order = number()
    wishes = {"out_trade_no": order, "total_amount": "3.00", "subject": SUBJECT}
    product = {"page_pay": "FAST_INSTANT_TRADE_PAY", "wap_pay": "QUICK_WAP_WAY"}[call]
    link = shop("link", call=call, return_url=BACK, product_code=product, **wishes)
    assert emulator.refused("/payer/scan", code=link.replace("3.00", "0.01")) == "signature"
    done = emulator.pay(link)
    assert done["state"] == "TRADE_SUCCESS"
    assert done["return_url"].startswith(f"{BACK}?")
    assert shop("returned", url=done["return_url"])
    assert not shop("returned", url=done["return_url"].replace("total_amount=3.00", "total_amount=4.00"))
    (paid,) = shop("heard", count=1)
    assert (paid["taken"]["out_trade_no"], paid["taken"]["trade_status"]) == (order, "TRADE_SUCCESS")
    assert status(shop, order) == "TRADE_SUCCESS"


@each(*[sdk for sdk in GATEWAY if sdk[0] != PYPI])
def test_a_posted_form_opens_the_same_cashier(
    opened: Opened, emulator: Emulator, sdk: tuple[str, str]
) -> None:
    shop = opened(sdk)
    order = number()
    wishes = {"out_trade_no": order, "total_amount": "3.00", "subject": SUBJECT}
    form = shop("page", call="page_pay", product_code="FAST_INSTANT_TRADE_PAY", **wishes)
    assert emulator.scan(form)["state"] == "WAIT_BUYER_PAY"
    assert status(shop, order) == "WAIT_BUYER_PAY"


@each(*GATEWAY)
def test_an_order_string_opens_the_app(opened: Opened, emulator: Emulator, sdk: tuple[str, str]) -> None:
    shop = opened(sdk)
    order = number()
    wishes = {"out_trade_no": order, "total_amount": "3.00", "subject": SUBJECT}
    text = shop("link", call="app_pay", product_code="QUICK_MSECURITY_PAY", **wishes)
    assert emulator.refused("/payer/pay", code=text.replace("3.00", "0.03")) == "signature"
    assert status(shop, order) == "ACQ.TRADE_NOT_EXIST"
    done = emulator.pay(text)
    assert (done["state"], done["app_result"]["resultStatus"]) == ("TRADE_SUCCESS", "9000")
    (paid,) = shop("heard", count=1)
    assert paid["taken"]["out_trade_no"] == order


@each(*PLAIN, *REST[:1])
@pytest.mark.parametrize("behaviour", ["immediate", "confirm", "insufficient", "expired"])
def test_a_shown_payment_code(
    opened: Opened, emulator: Emulator, sdk: tuple[str, str], behaviour: str
) -> None:
    shop = opened(sdk)
    order = number()
    shown = {"scene": "bar_code", "auth_code": emulator.auth_code("alipay", behaviour)}
    told = asked(shop, "pay", order, subject=SUBJECT, total_amount="88.80", **shown)
    if behaviour == "expired":
        assert told["sub_code"] == "ACQ.PAYMENT_AUTH_CODE_INVALID"
        return
    if behaviour == "insufficient":
        assert told["sub_code"] == "ACQ.BUYER_BALANCE_NOT_ENOUGH"
        return
    if behaviour == "confirm":
        assert "gmt_payment" not in told
        assert told["code"] == ("10000" if sdk in REST else "10003")
        assert status(shop, order) == "WAIT_BUYER_PAY"
        emulator.post("/payer/pay", platform="alipay", out_trade_no=order)
    else:
        assert (told["code"], told["buyer_pay_amount"]) == ("10000", "88.80")
    (paid,) = shop("heard", count=1)
    assert paid["taken"]["out_trade_no"] == order
    assert status(shop, order) == "TRADE_SUCCESS"
    gone = asked(shop, "cancel", order)
    assert (gone["action"], gone["retry_flag"]) == ("refund", "N")
    assert status(shop, order) == "TRADE_CLOSED"


@each(*PLAIN, *REST[:1])
def test_trades_are_cancelled_and_closed(opened: Opened, emulator: Emulator, sdk: tuple[str, str]) -> None:
    shop = opened(sdk)
    order, code = precreated(shop)
    assert asked(shop, "close", order)["sub_code"] == "ACQ.TRADE_NOT_EXIST"
    emulator.scan(code)
    assert asked(shop, "close", order)["out_trade_no"] == order
    assert status(shop, order) == "TRADE_CLOSED"
    assert emulator.refused("/payer/pay", code=code) == "closed"
    other, code = precreated(shop)
    emulator.scan(code)
    assert asked(shop, "cancel", other)["action"] == "close"
    assert status(shop, other) == "TRADE_CLOSED"
    assert "action" not in asked(shop, "cancel", number())
    assert asked(shop, "close", number())["sub_code"] == "ACQ.TRADE_NOT_EXIST"


@each(*PLAIN, *REST[:1])
def test_what_cannot_be_is_told_by_its_code(opened: Opened, emulator: Emulator, sdk: tuple[str, str]) -> None:
    shop = opened(sdk)
    order, code = precreated(shop)
    emulator.scan(code)
    other = asked(shop, "precreate", order, subject=SUBJECT, total_amount="99.00")
    assert other["sub_code"] == "ACQ.CONTEXT_INCONSISTENT"
    emulator.pay(code)
    assert asked(shop, "precreate", order, subject=SUBJECT, total_amount="12.30")["sub_code"] == (
        "ACQ.TRADE_HAS_SUCCESS"
    )
    assert asked(shop, "close", order)["sub_code"] == "ACQ.TRADE_STATUS_ERROR"
    assert asked(shop, "refund", order, refund_amount="1.00")["sub_code"] == "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL"
    most = asked(shop, "refund", order, refund_amount="12.31", out_request_no="R1")
    assert most["sub_code"] == "ACQ.REASON_TRADE_REFUND_FEE_ERR"
    assert asked(shop, "refund", number(), refund_amount="1.00")["sub_code"] == "ACQ.TRADE_NOT_EXIST"
    odd = shop("ask", call="precreate", out_trade_no="a b", total_amount="0", subject="s")
    assert odd["sub_code"].endswith("INVALID_PARAMETER")


@each(*GATEWAY, *REST)
def test_a_wrong_key_is_refused_with_the_string_the_server_built(
    opened: Opened, emulator: Emulator, sdk: tuple[str, str]
) -> None:
    foreign = emulator.credentials("wechatpay")["merchant_private_key_pem"]
    driver, mode = sdk
    if driver == PYPI:
        shop = opened(sdk, app_private_key_string=foreign)
    elif driver == OFFICIAL:
        shop = opened(sdk, private_key=as_pkcs1(foreign))
    else:
        shop = opened(sdk, privateKey=foreign, keyType="PKCS8")
    order = number()
    told = asked(shop, "query", order)
    assert told["sub_code"].endswith("invalid-signature")
    findings = emulator.last_request()["findings"]
    assert findings["refused"] == "signature"
    assert order in findings["built"]
    assert "网关生成的验签字符串为" in told["sub_msg"]
    if sdk not in REST:
        assert f"sign_type={mode.split()[0] if mode != 'certificates' else 'RSA2'}" in told["sub_msg"]
    assert opened(sdk)("ask", call="query", out_trade_no=order)["sub_code"] == "ACQ.TRADE_NOT_EXIST"


@each(*PLAIN)
def test_an_unknown_app_is_told_without_a_signature(
    opened: Opened, emulator: Emulator, sdk: tuple[str, str]
) -> None:
    name = {PYPI: "appid", OFFICIAL: "app_id", NPM: "appId"}[sdk[0]]
    shop = opened(sdk, **{name: "2016999999999999"})
    asks = {"call": "query", "out_trade_no": number()}
    raised = shop.raises("ask", **asks)
    assert emulator.last_request()["findings"]["code"] == "isv.invalid-app-id"
    assert raised.startswith(UNSIGNED[sdk[0]])


@each(*PLAIN, *REST[:1])
def test_the_sdk_refuses_an_answer_that_nobody_signed(
    opened: Opened, emulator: Emulator, sdk: tuple[str, str]
) -> None:
    shop = opened(sdk)
    order, code = precreated(shop)
    emulator.scan(code)
    lie = {"code": "10000", "msg": "Success", "out_trade_no": order, "trade_status": "TRADE_SUCCESS"}
    forged = lie if sdk in REST else {"alipay_trade_query_response": lie, "sign": "AAAA" * 86}
    emulator.post("/faults", times=1, status=200, body=forged)
    raised = shop.raises("ask", call="query", out_trade_no=order)
    assert FORGED[sdk] in raised
    assert status(shop, order) == "WAIT_BUYER_PAY"


@each(*GATEWAY)
@pytest.mark.parametrize("tamper", ["signature", "body"])
def test_the_sdk_refuses_a_damaged_notification(
    opened: Opened, emulator: Emulator, sdk: tuple[str, str], tamper: str
) -> None:
    shop = opened(sdk)
    order, code = precreated(shop)
    emulator.pay(code)
    shop("heard", count=1)
    (notice,) = emulator.notices(order)
    attempt = emulator.redeliver(notice, tamper)
    assert shop("heard", count=2)[1]["taken"] is None
    assert (attempt["outcome"], attempt["answer"]) == ("refused", "failure")
    whole = emulator.redeliver(notice)
    assert (whole["outcome"], whole["answer"]) == ("accepted", "success")
    first, _, last = shop("heard", count=3)
    assert first["taken"]["notify_id"] == last["taken"]["notify_id"] == notice["id"]


@each(*PLAIN)
def test_a_busy_merchant_is_told_again_for_a_day(
    opened: Opened, emulator: Emulator, sdk: tuple[str, str]
) -> None:
    shop = opened(sdk)
    shop("busy", now=True)
    order, code = precreated(shop)
    emulator.pay(code)
    shop("heard", count=1)
    emulator.advance(3600)
    so_far = len(shop("heard", count=4))
    shop("busy", now=False)
    emulator.advance(A_DAY_OF_RETRIES)
    tries = shop("heard", count=so_far + 1)
    assert len({told["taken"]["notify_id"] for told in tries}) == 1
    (notice,) = emulator.notices(order)
    assert notice["state"] == "delivered"
    assert [told["answer"] for told in notice["attempts"]] == ["failure"] * so_far + ["success"]


@each(*PLAIN)
def test_trades_and_codes_expire(opened: Opened, emulator: Emulator, sdk: tuple[str, str]) -> None:
    shop = opened(sdk)
    order, code = precreated(shop, timeout_express="5m")
    emulator.scan(code)
    emulator.advance(301)
    assert status(shop, order) == "TRADE_CLOSED"
    assert emulator.refused("/payer/pay", code=code) in {"closed", "expired"}
    _, unscanned = precreated(shop)
    emulator.advance(7201)
    assert emulator.refused("/payer/scan", code=unscanned) == "expired"


@needs(NPM)
@pytest.mark.parametrize("mode", ["RSA2", "certificates", "REST", "REST certificates"])
def test_content_is_encrypted_both_ways(opened: Opened, emulator: Emulator, mode: str) -> None:
    shop = opened((NPM, mode))
    order = number()
    wishes = {"out_trade_no": order, "total_amount": "1.00", "subject": SUBJECT}
    made = shop("asked_in_secret", call="precreate", **wishes)
    assert made["code"] == "10000"
    request = emulator.last_request()
    assert SUBJECT not in request["body"]
    assert made["qr_code"] not in request["answer"]
    emulator.scan(made["qr_code"])
    assert shop("asked_in_secret", call="query", out_trade_no=order)["trade_status"] == "WAIT_BUYER_PAY"
    assert emulator.order(order)["description"] == SUBJECT


def as_pkcs1(pem: str) -> str:
    key = forms.load_pem_private_key(pem.encode(), None)
    octets = key.private_bytes(
        forms.Encoding.PEM, forms.PrivateFormat.TraditionalOpenSSL, forms.NoEncryption()
    )
    return octets.decode()
