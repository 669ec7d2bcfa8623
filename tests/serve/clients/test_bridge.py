import json
from pathlib import Path

import pytest

from linktester import links
from linktester.model.hostprotocol import ClientAnswer, NavigateQuestion
from linktester.model.link import PlatformId
from linktester.model.phone import OS
from linktester.serve.clients.bridge import HOW, answer
from linktester.serve.payapis.payments import Outcome
from linktester.serve.wire import read_json
from tests.fakes.payers import PAYMENTS, Merchant, a_ground, said


@pytest.fixture
def merchant(tmp_path: Path) -> Merchant:
    return Merchant(a_ground(tmp_path))


def call(merchant: Merchant, prepay: str) -> dict[str, str]:
    pay = merchant.ground.credentials.bundle.wechatpay
    package = f"prepay_id={prepay}"
    signature = merchant.sign(f"{pay.appid}\n1\nx\n{package}\n".encode())
    return {
        "appId": pay.appid, "timeStamp": "1", "nonceStr": "x", "package": package, "signType": "RSA",
        "paySign": signature,
    }  # fmt: skip


def asked(merchant: Merchant, uri: str, app: str = "wechat") -> ClientAnswer:
    question = NavigateQuestion(
        uri=uri, page="https://shop.example/", gesture=False, how=HOW, os=OS.ANDROID, surface="chat"
    )
    platform = links.catalogue().platforms[PlatformId(app)]
    return read_json(answer(platform, question, merchant.ground).body, ClientAnswer)


def test_a_page_hands_its_order_over(merchant: Merchant) -> None:
    prepay = said(merchant.create("jsapi"))["prepay_id"]
    screen = asked(merchant, json.dumps(call(merchant, prepay))).screen
    assert screen is not None
    assert (screen.kind, screen.params) == ("order", {"out_trade_no": "T-0001"})


def test_the_app_says_why_it_shows_no_order(merchant: Merchant) -> None:
    handed = call(merchant, said(merchant.create("jsapi"))["prepay_id"])
    spoilt = json.dumps({**handed, "nonceStr": "y"})
    strange = json.dumps(call(merchant, "wx" + "0" * 34))
    for uri, why in ((spoilt, "signature"), (strange, "unknown")):
        screen = asked(merchant, uri).screen
        assert screen is not None
        assert (screen.kind, screen.refused) == (None, why)
    PAYMENTS.pay(merchant.ground, json.dumps(handed), Outcome.SUCCESS)
    assert asked(merchant, json.dumps(handed)).screen.refused == "paid"  # type: ignore[union-attr]


@pytest.mark.parametrize("uri", ["", "{", "{}", "https://shop.example/", '{"paySign": 1'])
def test_what_is_no_payment_is_no_question(merchant: Merchant, uri: str) -> None:
    assert asked(merchant, uri).does == "nothing"


def test_no_other_app_has_the_bridge(merchant: Merchant) -> None:
    handed = json.dumps(call(merchant, said(merchant.create("jsapi"))["prepay_id"]))
    assert asked(merchant, handed, "alipay").does == "nothing"
