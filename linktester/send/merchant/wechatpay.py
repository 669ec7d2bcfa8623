"""A merchant's calls of WeChat Pay API v3, signed and verified; and what its pages and apps hand over."""

import json
import secrets
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from linktester import urls
from linktester.model.order import OrderWish
from linktester.model.phone import OS
from linktester.model.zone import CHINA
from linktester.send.fetch import Answer, Ask
from linktester.send.merchant.papers import WechatPayPapers, is_signed, signed
from linktester.send.transport import Side
from linktester.send.trip import Trip

HOST = "api.mch.weixin.qq.com"
NAME = "wechatpay"
_ORDERS = "/v3/pay/transactions"
_SCHEME = "WECHATPAY2-SHA256-RSA2048"
_UNKNOWN = "ORDER_NOT_EXIST"
_NOTIFY = "https://shop.example/notify/wechatpay"
"""The platform asks for one; the emulator calls back loopback addresses only."""


class WechatPay:
    """The calls of one probe. Every one ends the probe where the answer is not what the platform promises."""

    def __init__(self, trip: Trip, papers: WechatPayPapers) -> None:
        self._trip = trip
        self._papers = papers

    async def order(self, way: str, number: str, wish: OrderWish, ends: datetime | None) -> str:
        """Make an order; return its code, its link, or its prepay id, as `way` has it."""
        told = await self._call("POST", f"{_ORDERS}/{way}", self._wanted(way, number, wish, ends))
        field = {"native": "code_url", "h5": "h5_url"}.get(way, "prepay_id")
        found = told.get(field)
        if not isinstance(found, str) or not found:
            self._trip.fail("bad-answer", f"wechatpay {way}: no {field}")
        return found

    async def state(self, number: str) -> str:
        """Return the order's state in the platform's word, empty for an order it does not know."""
        query = urlencode({"mchid": self._papers.mchid})
        told = await self._call("GET", f"{_ORDERS}/out-trade-no/{number}?{query}")
        return str(told.get("trade_state", ""))

    def bridge(self, prepay: str) -> str:
        """Return what a page hands to WeChat's bridge to have an order paid, as JSON."""
        papers, stamp, once = self._papers, str(int(time.time())), secrets.token_hex(16)
        package = f"prepay_id={prepay}"
        text = f"{papers.appid}\n{stamp}\n{once}\n{package}\n"
        call = {
            "appId": papers.appid,
            "timeStamp": stamp,
            "nonceStr": once,
            "package": package,
            "signType": "RSA",
            "paySign": signed(papers.key, text.encode()),
        }
        return json.dumps(call, separators=(",", ":"))

    def hand_off(self, prepay: str) -> str:
        """Return the link by which a shop's app hands an order to WeChat.

        Its own signature is made by WeChat's library in the app; no rule for it is on record, so it is a
        number that nobody checks.
        """
        once = secrets.token_hex(16)
        fields = {"prepayid": prepay, "package": "Sign=WXPay", "noncestr": once}
        return "weixin://wap/pay?" + urlencode({**fields, "sign": secrets.token_hex(32)})

    def _wanted(self, way: str, number: str, wish: OrderWish, ends: datetime | None) -> dict[str, Any]:
        papers = self._papers
        body: dict[str, Any] = {
            "appid": papers.appid,
            "mchid": papers.mchid,
            "description": wish.subject,
            "out_trade_no": number,
            "notify_url": _NOTIFY,
            "amount": {"total": wish.fen, "currency": "CNY"},
        }
        if ends is not None:
            body["time_expire"] = ends.astimezone(CHINA).isoformat(timespec="seconds")
        if way == "jsapi":
            body["payer"] = {"openid": papers.openid}
        if way == "h5":
            kind = {OS.IOS: "iOS", OS.ANDROID: "Android"}.get(self._trip.probe.phone.os, "Wap")
            body["scene_info"] = {"payer_client_ip": "127.0.0.1", "h5_info": {"type": kind}}
        return body

    async def _call(
        self, method: str, target: str, value: Mapping[str, Any] | None = None
    ) -> Mapping[str, Any]:
        url = urls.parse(f"https://{HOST}{target}")
        assert url is not None, target
        body = b"" if value is None else json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
        headers = (
            ("Host", HOST),
            ("User-Agent", "linktester-merchant"),
            ("Accept", "application/json"),
            *((("Content-Type", "application/json"),) if body else ()),
            ("Wechatpay-Serial", self._papers.platform_serial),
            ("Authorization", self._authorization(method, target, body)),
        )
        ask = Ask(
            url=url,
            target=target.encode(),
            headers=headers,
            side=Side.EMULATED,
            method=method,
            body=body,
            role="merchant",
        )
        return self._read(await self._trip.ask(ask), f"{method} {target}")

    def _authorization(self, method: str, target: str, body: bytes) -> str:
        papers, stamp, once = self._papers, str(int(time.time())), secrets.token_hex(16)
        text = f"{method}\n{target}\n{stamp}\n{once}\n".encode() + body + b"\n"
        said = {
            "mchid": papers.mchid,
            "nonce_str": once,
            "timestamp": stamp,
            "serial_no": papers.serial,
            "signature": signed(papers.key, text),
        }
        return f"{_SCHEME} " + ",".join(f'{name}="{value}"' for name, value in said.items())

    def _read(self, answer: Answer, what: str) -> Mapping[str, Any]:
        if not self._is_genuine(answer):
            self._trip.fail("bad-answer", f"wechatpay {what}: {answer.status}, not signed by the platform")
        told = _object(answer.body)
        is_unknown = told.get("code") == _UNKNOWN
        if answer.status != 200 and not is_unknown:
            said = f"{told.get('code', '')} {told.get('message', '')}".strip()
            self._trip.fail("bad-answer", f"wechatpay {what}: {answer.status} {said}")
        return {} if is_unknown else told

    def _is_genuine(self, answer: Answer) -> bool:
        stamp, once = answer.header("wechatpay-timestamp"), answer.header("wechatpay-nonce")
        signature = answer.header("wechatpay-signature")
        text = f"{stamp}\n{once}\n".encode("utf-8", "replace") + answer.body + b"\n"
        return is_signed(self._papers.platform_key, signature, text)


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
