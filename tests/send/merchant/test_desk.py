import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from linktester import links, urls
from linktester.model.link import Content
from linktester.model.order import OrderProduct, OrderWish
from linktester.send.merchant import Desk, Made
from linktester.send.merchant.desk import ACQUIRER, ALIPAY, WECHAT, shop_of
from linktester.serve.payapis.alipay.payer import AlipayPayments
from linktester.serve.payapis.wechatpay.payer import WechatPayPayments
from tests.fakes.counters import Counter, counter, papers

WISH = OrderWish(product=OrderProduct.WECHATPAY_NATIVE, fen=100, subject="tea")


def make(at: Counter, product: OrderProduct, **more: object) -> Made:
    desk = Desk(at, papers(at.ground))  # type: ignore[arg-type]
    wish = replace(WISH, product=product, **more)  # type: ignore[arg-type]
    return asyncio.run(desk.make(wish, at.ground.clock.now()))


@pytest.mark.parametrize("product", OrderProduct)
def test_every_product_gets_a_code_that_means_its_order(tmp_path: Path, product: OrderProduct) -> None:
    made = make(counter(tmp_path), product)
    assert links.parse(made.code, content=Content.PAYMENT).valid
    for identity, platform in made.meant:
        assert made.platform_of(identity) == platform
    assert made.platform_of(None) is None
    assert made.platforms[0] in ("wechatpay", "alipay")


def test_numbers_are_never_the_same(tmp_path: Path) -> None:
    at = counter(tmp_path)
    numbers = {make(at, OrderProduct.WECHATPAY_NATIVE).number for _ in range(5)}
    assert len(numbers) == 5
    assert all(len(number) <= 32 for number in numbers)


def test_h5_says_where_the_payer_is_to_come_back(tmp_path: Path) -> None:
    made = make(counter(tmp_path), OrderProduct.WECHATPAY_H5, return_url="https://shop.example/a?b=1")
    url = urls.parse(made.code)
    assert url is not None
    assert dict(urls.query(url.search))["redirect_url"] == "https://shop.example/a?b=1"


def test_one_code_leads_each_wallet_to_an_order_of_one_number(tmp_path: Path) -> None:
    at = counter(tmp_path)
    made = make(at, OrderProduct.AGGREGATED)
    (site,) = made.sites
    routes = {route.app: route.to for route in site.routes}
    assert (site.host, site.content, set(routes)) == (ACQUIRER, Content.PAYMENT, {WECHAT, ALIPAY})
    assert json.loads(routes[WECHAT])["package"].startswith("prepay_id=")
    for payments, way in ((WechatPayPayments(), routes[WECHAT]), (AlipayPayments(), routes[ALIPAY])):
        assert payments.scan(at.ground, way).told["out_trade_no"] == made.number


def test_what_is_only_signed_is_signed_earlier(tmp_path: Path) -> None:
    at = counter(tmp_path)
    made = make(at, OrderProduct.ALIPAY_PAGE, expires_after=600, scan_after=300)
    seen = AlipayPayments().scan(at.ground, made.code)
    assert seen.order is not None
    assert seen.order.expires_at is not None
    left = seen.order.expires_at - at.ground.clock.now()
    assert timedelta(seconds=298) <= left <= timedelta(seconds=300)
    assert made.aged == ()


def test_the_shop_is_where_the_payer_comes_back_to() -> None:
    assert shop_of(replace(WISH, return_url="https://mine.example/a/b")) == "https://mine.example/"
    assert shop_of(WISH) == shop_of(replace(WISH, return_url="myshop://done")) == "https://shop.example/"
