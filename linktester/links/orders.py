"""Orders written as links: `linktester://order/wechatpay/native?fen=1234&subject=…`.

Such a link is ours: a case that holds it has an order made by the platform's own API, and tries what the
merchant gets for it. See `data/families/orders.toml` for what it may hold.
"""

from collections.abc import Mapping
from functools import lru_cache

from linktester.links.build import build
from linktester.links.parse import parse
from linktester.model.link import FamilyId, Link
from linktester.model.order import OrderProduct, OrderWish, PayerDoes

FAMILIES: Mapping[FamilyId, str] = {
    FamilyId("order-wechatpay"): "wechatpay/",
    FamilyId("order-alipay"): "alipay/",
    FamilyId("order-aggregated"): "",
}
"""Family → the beginning of its products' names; nothing for the one that has a single product."""


def is_order(link: Link) -> bool:
    """Tell whether `link` asks for an order to be made, be it a right one or not."""
    return link.family in FAMILIES


def order_of(link: Link) -> OrderWish | None:
    """Return the order that `link` asks for; None for any other link, and for one with mistakes in it."""
    return _wish(link.text) if is_order(link) else None


def looking(link: Link) -> Link:
    """Return the same order for a payer who only looks at it, as a control run does.

    Any other link, and an order with mistakes in it, comes back as it is.
    """
    wish = order_of(link)
    if wish is None or wish.payer is PayerDoes.LOOK:
        return link
    fields = dict(parse(link.text).layers[0].fields)
    return build(link.family, {**fields, "payer": PayerDoes.LOOK}, intent=link.intent)


@lru_cache(1024)
def _wish(text: str) -> OrderWish | None:
    parsed = parse(text)
    if not parsed.valid or parsed.link.family not in FAMILIES:
        return None
    said = parsed.layers[0].fields
    expires = said.get("expires_after")
    product = FAMILIES[parsed.link.family] + said["way"] if "way" in said else OrderProduct.AGGREGATED
    return OrderWish(
        product=OrderProduct(product),
        fen=int(said["fen"]),
        subject=said["subject"],
        payer=PayerDoes(said.get("payer") or PayerDoes.PAY),
        return_url=said.get("return_url") or None,
        scan_after=int(said.get("scan_after") or 0),
        expires_after=int(expires) if expires else None,
    )
