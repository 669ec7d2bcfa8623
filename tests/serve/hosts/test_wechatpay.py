from datetime import timedelta
from pathlib import Path

import pytest

from linktester import links
from linktester.model.world import Site
from linktester.serve.payapis.payments import Outcome
from tests.fakes.emulator import DATE, world
from tests.fakes.payers import PAYMENTS, Merchant, a_ground, said
from tests.fakes.visits import visit

CASHIER = "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx201&package=42"
SHOP = world(DATE, Site(host="shop.example"))


def test_a_registered_merchants_order_goes_to_wechat() -> None:
    for referer, where in (("https://shop.example/cart", SHOP), ("https://any.example/", world())):
        body = visit(CASHIER, referer=referer, in_world=where).body.decode()
        uri = body.partition('location.href = "')[2].partition('"')[0]
        assert uri.startswith("weixin://wap/pay?prepayid=wx201&package=42&noncestr=")
        assert links.identify(uri) == links.identify(CASHIER)


def test_without_a_registered_referer_there_is_no_order() -> None:
    for referer, where in (("", world()), ("https://other.example/", SHOP), ("nonsense", world())):
        body = visit(CASHIER, referer=referer, in_world=where).body.decode()
        assert "weixin:" not in body
        assert "商户参数有误" in body


def test_no_order_is_missing() -> None:
    assert visit("https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb").status == 404


@pytest.mark.parametrize(
    ("happens", "words"),
    [
        ("nothing", "weixin://wap/pay"),
        ("late", "支付链接已过期"),
        ("close", "订单已关闭"),
        ("pay", "订单已支付"),
    ],
)
def test_an_order_of_the_ledger_shows_how_it_stands(tmp_path: Path, happens: str, words: str) -> None:
    merchant = Merchant(a_ground(tmp_path))
    link = said(merchant.create("h5"))["h5_url"]
    if happens == "late":
        merchant.ground.clock.advance(timedelta(minutes=5))
    if happens == "close":
        merchant.close()
    if happens == "pay":
        PAYMENTS.pay(merchant.ground, link, Outcome.SUCCESS)
    shown = visit(link, referer="https://any.example/", in_world=world(), ground=merchant.ground)
    assert words in shown.body.decode()
