"""Orders written as links."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester import links
from linktester.model.order import OrderProduct, OrderWish, PayerDoes

NATIVE = "linktester://order/wechatpay/native?fen=1234&subject=%E5%92%96%E5%95%A1"


def wish(text: str) -> OrderWish | None:
    return links.order_of(links.parse(text).link)


def test_a_link_says_what_is_ordered() -> None:
    assert wish(NATIVE) == OrderWish(product=OrderProduct.WECHATPAY_NATIVE, fen=1234, subject="咖啡")
    told = wish(
        "linktester://order/alipay/wap?fen=5&subject=tea&payer=cancel&scan_after=7200&expires_after=300"
        "&return_url=https%3A%2F%2Fshop.example%2Fdone%3Fid%3D1"
    )
    assert told == OrderWish(
        product=OrderProduct.ALIPAY_WAP,
        fen=5,
        subject="tea",
        payer=PayerDoes.CANCEL,
        return_url="https://shop.example/done?id=1",
        scan_after=7200,
        expires_after=300,
    )
    assert wish("linktester://order/aggregated?fen=5&subject=tea").product is OrderProduct.AGGREGATED


def test_every_product_can_be_ordered() -> None:
    found = {
        wish(f"linktester://order/{product}?fen=1&subject=tea").product  # type: ignore[union-attr]
        for product in OrderProduct
    }
    assert found == set(OrderProduct)


@pytest.mark.parametrize(
    "text",
    [
        "https://shop.example/",
        "linktester://order/wechatpay/native?fen=0&subject=tea",
        "linktester://order/wechatpay/native?fen=1",
        "linktester://order/wechatpay/native?fen=1&subject=tea&scan_after=-1",
        "linktester://order/wechatpay/native?fen=1&subject=tea&expires_after=59",
        "linktester://order/unionpay/native?fen=1&subject=tea",
        "",
    ],
)
def test_nothing_is_ordered_by_mistake(text: str) -> None:
    assert wish(text) is None


def test_a_wrong_order_is_still_one() -> None:
    assert links.is_order(links.parse("linktester://order/wechatpay/native?fen=0&subject=tea").link)
    assert not links.is_order(links.parse("weixin://wxpay/bizpayurl?pr=AbC123xyz").link)


def test_looking_changes_nothing_but_the_payer() -> None:
    link = links.parse(NATIVE + "&return_url=https%3A%2F%2Fshop.example%2F&payer=fail").link
    looking = links.order_of(links.looking(link))
    assert looking is not None
    assert looking.payer is PayerDoes.LOOK
    assert (looking.subject, looking.return_url) == ("咖啡", "https://shop.example/")
    again = links.looking(links.looking(link))
    assert again == links.looking(link)


def test_only_orders_are_looked_at() -> None:
    page = links.parse("https://shop.example/?payer=pay").link
    assert links.looking(page) is page
    wrong = links.parse("linktester://order/aggregated?fen=x&subject=tea").link
    assert links.looking(wrong) is wrong


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=60))
def test_any_text_orders_something_or_nothing(rest: str) -> None:
    for text in (f"linktester://order/{rest}", f"{NATIVE}&{rest}"):
        found = wish(text)
        assert found is None or found.fen >= 1
