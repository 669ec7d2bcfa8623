"""A merchant's calls of Alipay's OpenAPI 2, and what it signs for pages and apps without calling anybody."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from linktester import urls
from linktester.model.order import OrderWish
from linktester.model.zone import CHINA
from linktester.send.fetch import Answer, Ask
from linktester.send.merchant.papers import AlipayPapers, is_signed, signed
from linktester.send.transport import Side
from linktester.send.trip import Trip

HOST = "openapi.alipay.com"
NAME = "alipay"
GATEWAY = f"https://{HOST}/gateway.do"
_UNKNOWN = "ACQ.TRADE_NOT_EXIST"
_PRODUCTS = {
    "precreate": "FACE_TO_FACE_PAYMENT",
    "page": "FAST_INSTANT_TRADE_PAY",
    "wap": "QUICK_WAP_WAY",
    "app": "QUICK_MSECURITY_PAY",
}


class Alipay:
    """The calls of one probe. Every one ends the probe where the answer is not what the platform promises."""

    def __init__(self, trip: Trip, papers: AlipayPapers) -> None:
        self._trip = trip
        self._papers = papers

    async def code(self, number: str, wish: OrderWish, ends: datetime | None) -> str:
        """Have a code made for an order; return what it holds."""
        told = await self._call("alipay.trade.precreate", _wanted("precreate", number, wish, ends))
        found = told.get("qr_code")
        if not isinstance(found, str) or not found:
            self._trip.fail("bad-answer", "alipay precreate: no qr_code")
        return found

    async def state(self, number: str) -> str:
        """Return the trade's state in the platform's word, empty for a trade it does not know (yet)."""
        told = await self._call("alipay.trade.query", {"out_trade_no": number})
        return str(told.get("trade_status", ""))

    def address(self, way: str, number: str, wish: OrderWish, ends: datetime | None) -> str:
        """Return the signed gateway address of page or wap pay; nothing is asked for it."""
        return f"{GATEWAY}?{self._order(way, number, wish, ends)}"

    def hand_off(self, number: str, wish: OrderWish, ends: datetime | None) -> str:
        """Return the link by which a shop's app hands an order to Alipay: its order string in JSON."""
        order = self._order("app", number, wish, ends)
        handed = {"requestType": "SafePay", "fromAppUrlScheme": "linktester", "dataString": order}
        return "alipay://alipayclient/?" + quote(json.dumps(handed, separators=(",", ":")), safe="")

    def _order(self, way: str, number: str, wish: OrderWish, ends: datetime | None) -> str:
        fields = self._signed(f"alipay.trade.{way}.pay", _wanted(way, number, wish, ends), wish.return_url)
        return urlencode(fields)

    def _signed(
        self, method: str, content: Mapping[str, Any], return_url: str | None = None
    ) -> dict[str, str]:
        fields = {
            "app_id": self._papers.app_id,
            "method": method,
            "format": "JSON",
            "charset": "utf-8",
            "sign_type": "RSA2",
            "timestamp": f"{datetime.now(CHINA):%Y-%m-%d %H:%M:%S}",
            "version": "1.0",
            "biz_content": json.dumps(content, ensure_ascii=False, separators=(",", ":")),
        }
        if return_url is not None:
            fields["return_url"] = return_url
        text = "&".join(f"{name}={fields[name]}" for name in sorted(fields))
        return {**fields, "sign": signed(self._papers.key, text.encode("utf-8", "replace"))}

    async def _call(self, method: str, content: Mapping[str, Any]) -> Mapping[str, Any]:
        url = urls.parse(f"{GATEWAY}?charset=utf-8")
        assert url is not None, GATEWAY
        headers = (
            ("Host", HOST),
            ("User-Agent", "linktester-merchant"),
            ("Accept", "application/json"),
            ("Content-Type", "application/x-www-form-urlencoded;charset=utf-8"),
        )
        fields = self._signed(method, content)
        ask = Ask(
            url=url,
            target=urls.target(url),
            headers=headers,
            side=Side.EMULATED,
            method="POST",
            body=urlencode(fields).encode(),
            role="merchant",
        )
        return self._read(await self._trip.ask(ask), method)

    def _read(self, answer: Answer, method: str) -> Mapping[str, Any]:
        inner, signature = cut(answer.body.decode("utf-8", "replace"), method)
        if answer.status != 200 or not is_signed(self._papers.platform_key, signature, inner.encode()):
            self._trip.fail("bad-answer", f"{method}: {answer.status}, not signed by the platform")
        told = json.loads(inner)
        is_unknown = told.get("sub_code") == _UNKNOWN
        if told.get("code") != "10000" and not is_unknown:
            self._trip.fail("bad-answer", f"{method}: {told.get('sub_code', '')} {told.get('sub_msg', '')}")
        return {} if is_unknown else dict(told)


def cut(body: str, method: str) -> tuple[str, str]:
    """Return the inner object of an answer exactly as it stands there, and the signature over it.

    Both are empty where the answer is none to this method.
    """
    head = f'{{"{method.replace(".", "_")}_response":'
    if not body.startswith(head):
        return "", ""
    try:
        inner, end = json.JSONDecoder().raw_decode(body, len(head))
        sign = json.loads(body).get("sign", "")
    except (ValueError, RecursionError, AttributeError):
        return "", ""
    return (body[len(head) : end], str(sign)) if isinstance(inner, dict) else ("", "")


def _wanted(way: str, number: str, wish: OrderWish, ends: datetime | None) -> dict[str, Any]:
    yuan = f"{wish.fen // 100}.{wish.fen % 100:02d}"
    content: dict[str, Any] = {"out_trade_no": number, "total_amount": yuan, "subject": wish.subject}
    content["product_code"] = _PRODUCTS[way]
    if ends is not None:
        content["time_expire"] = f"{ends.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"
    if way == "wap" and wish.return_url is not None:
        # Where somebody goes who gives up: back to the shop as well.
        content["quit_url"] = wish.return_url
    return content
