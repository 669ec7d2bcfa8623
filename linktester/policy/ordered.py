"""Orders before they are made: the code that a merchant will get stands for the link that asks for it.

Only the kind of code counts for rules. What no rule speaks of stays open: whether an order that is opened
late can still be paid, and what a shop's or an acquirer's own page makes of whoever opens it.
"""

from collections.abc import Mapping
from functools import cache

from linktester import links
from linktester.model.link import Content, FamilyId, Intent, Link
from linktester.model.order import OrderProduct, OrderWish

CODES: Mapping[OrderProduct, FamilyId] = {
    OrderProduct.WECHATPAY_NATIVE: FamilyId("wechatpay-native"),
    OrderProduct.WECHATPAY_H5: FamilyId("wechatpay-h5"),
    OrderProduct.WECHATPAY_JSAPI: FamilyId("aggregated-code"),
    OrderProduct.WECHATPAY_APP: FamilyId("wechatpay-app"),
    OrderProduct.ALIPAY_PRECREATE: FamilyId("alipay-qr"),
    OrderProduct.ALIPAY_PAGE: FamilyId("alipay-gateway"),
    OrderProduct.ALIPAY_WAP: FamilyId("alipay-gateway"),
    OrderProduct.ALIPAY_APP: FamilyId("alipay-sdk"),
    OrderProduct.AGGREGATED: FamilyId("aggregated-code"),
}
"""What the merchant holds once the order is made."""


def code_for(wish: OrderWish, link: Link) -> Link:
    """Return a link such as the order `wish`, asked for by `link`, will have."""
    return _example(CODES[wish.product], link.intent)


def is_open(wish: OrderWish) -> bool:
    """Tell whether only the order itself will show what becomes of it once its code is let pass."""
    return bool(wish.scan_after) or CODES[wish.product] == "aggregated-code"


@cache
def _example(family: FamilyId, intent: Intent) -> Link:
    written = next(vector.link for vector in links.families()[family].vectors if vector.positive)
    return links.parse(written, intent=intent, content=Content.PAYMENT).link
