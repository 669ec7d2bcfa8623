import asyncio
import json
from datetime import timedelta
from pathlib import Path

import pytest

from linktester.model.order import OrderProduct, OrderWish
from linktester.send.merchant.wechatpay import WechatPay
from linktester.send.trip import TripOver
from linktester.serve.payapis.payments import Outcome
from tests.fakes.counters import Counter, counter, papers
from tests.fakes.payers import PAYMENTS

WISH = OrderWish(product=OrderProduct.WECHATPAY_NATIVE, fen=1234, subject="咖啡")


def client(at: Counter) -> WechatPay:
    return WechatPay(at, papers(at.ground).wechatpay)  # type: ignore[arg-type]


def order(at: Counter, way: str, number: str = "T-0001", ends: object = None) -> str:
    return asyncio.run(client(at).order(way, number, WISH, ends))  # type: ignore[arg-type]


@pytest.mark.parametrize("way", ["native", "h5", "jsapi", "app"])
def test_the_platform_takes_every_order(tmp_path: Path, way: str) -> None:
    at = counter(tmp_path)
    got = order(at, way)
    kept = at.ground.ledger.find_number("wechatpay", "T-0001")
    assert kept is not None
    assert (kept.product, kept.total, kept.request["description"]) == (way, 1234, "咖啡")
    assert PAYMENTS.owns(got)
    assert [ask.role for ask in at.asked] == ["merchant"]


def test_its_time_to_pay_is_asked_for(tmp_path: Path) -> None:
    at = counter(tmp_path)
    ends = at.ground.clock.now().replace(microsecond=0) + timedelta(seconds=300)
    order(at, "native", ends=ends)
    kept = at.ground.ledger.find_number("wechatpay", "T-0001")
    assert kept is not None
    assert kept.expires_at == ends


def test_it_is_asked_how_it_stands(tmp_path: Path) -> None:
    at = counter(tmp_path)
    code = order(at, "native")
    assert asyncio.run(client(at).state("T-0001")) == "NOTPAY"
    PAYMENTS.pay(at.ground, code, Outcome.SUCCESS)
    assert asyncio.run(client(at).state("T-0001")) == "SUCCESS"
    assert asyncio.run(client(at).state("T-0002")) == ""


def test_what_a_page_hands_to_the_bridge_is_taken(tmp_path: Path) -> None:
    at = counter(tmp_path)
    call = client(at).bridge(order(at, "jsapi"))
    assert PAYMENTS.scan(at.ground, call).order == at.ground.ledger.find_number("wechatpay", "T-0001")
    assert json.loads(call)["signType"] == "RSA"


def test_what_an_app_hands_over_is_taken(tmp_path: Path) -> None:
    at = counter(tmp_path)
    assert PAYMENTS.scan(at.ground, client(at).hand_off(order(at, "app"))).told["out_trade_no"] == "T-0001"


def test_an_answer_somebody_changed_ends_the_probe(tmp_path: Path) -> None:
    at = counter(tmp_path, lambda body: body.replace(b"weixin", b"weixun"))
    with pytest.raises(TripOver):
        order(at, "native")
    assert [kind for kind, _ in at.failed] == ["bad-answer"]
    assert "not signed" in at.failed[0][1]


def test_a_refused_order_ends_the_probe_in_the_platforms_words(tmp_path: Path) -> None:
    at = counter(tmp_path)
    order(at, "native")
    with pytest.raises(TripOver):
        order(at, "h5")
    assert "OUT_TRADE_NO_USED" in at.failed[0][1]
