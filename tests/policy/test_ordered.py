import pytest

from linktester import links
from linktester.model.link import Content, Intent, Link
from linktester.model.order import OrderProduct, OrderWish
from linktester.policy.ordered import CODES, code_for, is_open

ORDER = "linktester://order/{}?fen=1&subject=tea"


def order(product: str, more: str = "") -> tuple[OrderWish, Link]:
    link = links.parse(ORDER.format(product) + more).link
    wish = links.order_of(link)
    assert wish is not None
    return wish, link


@pytest.mark.parametrize("product", OrderProduct)
def test_every_product_has_a_code_to_ask_about(product: OrderProduct) -> None:
    code = code_for(*order(product))
    assert code.family == CODES[product]
    assert (code.intent, code.content) == (Intent.PAYMENT, Content.PAYMENT)


def test_an_intent_of_the_cases_own_is_kept() -> None:
    wish, _ = order("wechatpay/native")
    other = links.parse(ORDER.format("wechatpay/native"), intent=Intent.APP).link
    assert code_for(wish, other).intent is Intent.APP


def test_what_only_the_order_itself_will_show_is_open() -> None:
    assert not is_open(order("wechatpay/native", "&expires_after=300&payer=cancel")[0])
    assert is_open(order("wechatpay/native", "&scan_after=1")[0])
    assert is_open(order("wechatpay/jsapi")[0])
    assert is_open(order("aggregated")[0])
