from linktester import links
from linktester.model.world import Site
from tests.fakes.emulator import DATE, world
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
