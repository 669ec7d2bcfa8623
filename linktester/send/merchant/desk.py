"""The merchant's desk: orders of every product, made so that their code is at hand, and asked for later."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from linktester import links, urls
from linktester.model.link import Content, Identity, PlatformId
from linktester.model.order import OrderProduct, OrderWish
from linktester.model.world import Route, Site
from linktester.send.merchant import alipay, wechatpay
from linktester.send.merchant.alipay import Alipay
from linktester.send.merchant.papers import Papers
from linktester.send.merchant.wechatpay import WechatPay
from linktester.send.trip import Trip

ACQUIRER = "pay.acquirer.example"
"""Stand-in of the acquirer whose code several wallets scan."""
COUNTER = "pay.shop.example"
"""Stand-in of the shop's own payment page, which calls WeChat's bridge."""
WECHAT, ALIPAY = PlatformId("wechat"), PlatformId("alipay")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An order that was made."""

    number: str
    """The merchant's own number."""
    code: str
    """What is put before the host."""
    platforms: tuple[str, ...]
    """Where it can be paid, the first where it is asked for when nobody came near paying."""
    state: str = ""
    """The platform's own word right after; empty where there is no trade yet."""
    meant: tuple[tuple[Identity, str], ...]
    """What a wallet shows of this order, with the platform it is paid at."""
    sites: tuple[Site, ...] = ()
    """Stand-ins that this order needs, of this order alone."""
    aged: tuple[str, ...] = ()
    """What can be put into the past at the platforms."""

    def platform_of(self, shown: Identity | None) -> str | None:
        """Return where the order is paid that a screen or page shows; None when it is not this order."""
        return next((name for each, name in self.meant if each == shown), None)


class Desk:
    """The merchant of one probe."""

    def __init__(self, trip: Trip, papers: Papers) -> None:
        self._wechatpay = WechatPay(trip, papers.wechatpay)
        self._alipay = Alipay(trip, papers.alipay)

    async def make(self, wish: OrderWish, now: datetime) -> Made:
        """Make the order of `wish`, business time being `now`. Ends the probe when that does not work.

        What a merchant only signs is signed `scan_after` seconds ago; what it has the platform make is put
        into the past afterwards, see `Made.aged`.
        """
        number = f"LT{secrets.token_hex(13)}"
        platform, _, way = wish.product.partition("/")
        ends = None if wish.expires_after is None else now + timedelta(seconds=wish.expires_after)
        earlier = None if ends is None else ends - timedelta(seconds=wish.scan_after)
        if wish.product is OrderProduct.AGGREGATED:
            return await self._for_many(number, wish, ends, earlier)
        if platform == wechatpay.NAME:
            return await self._for_wechatpay(way, number, wish, ends)
        return await self._for_alipay(way, number, wish, ends if way == "precreate" else earlier)

    async def ask(self, platform: str, number: str) -> str:
        """Return how the order stands, in the platform's own word."""
        asked: Mapping[str, Callable[[str], Awaitable[str]]] = {
            wechatpay.NAME: self._wechatpay.state,
            alipay.NAME: self._alipay.state,
        }
        return await asked[platform](number)

    async def _for_wechatpay(self, way: str, number: str, wish: OrderWish, ends: datetime | None) -> Made:
        got = await self._wechatpay.order(way, number, wish, ends)
        code = got
        sites: tuple[Site, ...] = ()
        if way == "h5" and wish.return_url is not None:
            code = f"{got}&redirect_url={quote(wish.return_url, safe='')}"
        elif way == "app":
            code = self._wechatpay.hand_off(got)
        elif way == "jsapi":
            code = f"https://{COUNTER}/pay/{number}"
            sites = (_standing(COUNTER, Route(WECHAT, self._wechatpay.bridge(got))),)
        shown = _by_number(WECHAT, number) if way == "jsapi" else links.parse(code).link.identity
        return Made(
            number=number,
            code=code,
            platforms=(wechatpay.NAME,),
            state="NOTPAY",
            meant=((shown, wechatpay.NAME),),
            sites=sites,
            aged=(got,),
        )

    async def _for_alipay(self, way: str, number: str, wish: OrderWish, ends: datetime | None) -> Made:
        aged: tuple[str, ...] = ()
        if way == "precreate":
            code = await self._alipay.code(number, wish, ends)
            aged = (code,)
        elif way == "app":
            code = self._alipay.hand_off(number, wish, ends)
        else:
            code = self._alipay.address(way, number, wish, ends)
        meant = ((links.parse(code).link.identity, alipay.NAME),)
        return Made(number=number, code=code, platforms=(alipay.NAME,), meant=meant, aged=aged)

    async def _for_many(
        self, number: str, wish: OrderWish, ends: datetime | None, earlier: datetime | None
    ) -> Made:
        prepay = await self._wechatpay.order("jsapi", number, wish, ends)
        routes = (
            Route(WECHAT, self._wechatpay.bridge(prepay)),
            Route(ALIPAY, self._alipay.address("wap", number, wish, earlier)),
        )
        return Made(
            number=number,
            code=f"https://{ACQUIRER}/q/{number}",
            platforms=(wechatpay.NAME, alipay.NAME),
            state="NOTPAY",
            meant=(
                (_by_number(WECHAT, number), wechatpay.NAME),
                (_by_number(ALIPAY, number), alipay.NAME),
            ),
            sites=(_standing(ACQUIRER, *routes),),
            aged=(prepay,),
        )


def shop_of(wish: OrderWish) -> str:
    """Return the address of the shop's own page: where the payer is to come back to, or the example shop."""
    back = urls.parse(wish.return_url) if wish.return_url is not None else None
    return back.origin + "/" if back is not None and back.is_web else "https://shop.example/"


def _standing(host: str, *routes: Route) -> Site:
    return Site(host=host, content=Content.PAYMENT, title="请用微信或支付宝付款", routes=routes)


def _by_number(platform: PlatformId, number: str) -> Identity:
    return Identity(platform, "order", {"out_trade_no": number})
