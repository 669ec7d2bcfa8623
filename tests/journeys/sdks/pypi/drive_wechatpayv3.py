"""wechatpayv3 as a merchant uses it; its gateway is the only thing changed."""

import json
import time
from collections.abc import Mapping
from typing import Any

import merchant
import wechatpayv3.core
from wechatpayv3 import WeChatPay, WeChatPayType

# The address is written in the SDK's constructor, which may download certificates from it at once.
wechatpayv3.core.Core._gate_way = property(lambda _: merchant.BASE, lambda _, __: None)

NONCE, STAMP = "5K8264ILTKCH16CQ2502SI8ZNMTM67VS", "1414561699"


class Shop:
    def __init__(self) -> None:
        self._door = merchant.Merchant(self._judge)
        self._client: WeChatPay | None = None
        self.heard, self.forget = self._door.heard, self._door.forget

    def open(self, mode: str, **changed: str) -> None:
        """Make a client: `certificate` mode downloads the platform's, `public_key` mode is given the key."""
        known = merchant.credentials()["wechatpay"]
        wishes = {
            "mchid": known["mchid"],
            "private_key": known["merchant_private_key_pem"],
            "cert_serial_no": known["merchant_cert_serial"],
            "appid": known["appid"],
            "apiv3_key": known["apiv3_key"],
            "notify_url": self._door.url,
        }
        if mode == "public_key":
            wishes["public_key"] = known["platform_public_key_pem"]
            wishes["public_key_id"] = known["platform_public_key_id"]
        self._client = WeChatPay(WeChatPayType.NATIVE, **{**wishes, **changed})

    def busy(self, now: bool) -> None:
        self._door.busy = now

    def sdk(self, call: str, pay_type: str = "", **wishes: Any) -> Any:
        """Call the SDK and return the status and the body."""
        if pay_type:
            wishes["pay_type"] = WeChatPayType[pay_type]
        return read(getattr(self._client, call)(**wishes))

    def reverse(self, number: str) -> Any:
        """The SDK has no method for this one; it signs and verifies all the same."""
        known = merchant.credentials()["wechatpay"]
        path = f"/v3/pay/transactions/out-trade-no/{number}/reverse"
        data = {"appid": known["appid"], "mchid": known["mchid"]}
        return read(self._client._core.request(path, wechatpayv3.core.RequestType.POST, data))

    def page_call(self, prepay_id: str) -> str:
        """What the shop's page gives to WeChat's script, signed by the SDK."""
        appid = merchant.credentials()["wechatpay"]["appid"]
        package = f"prepay_id={prepay_id}"
        sign = self._client.sign([appid, STAMP, NONCE, package])
        named = {"appId": appid, "timeStamp": STAMP, "nonceStr": NONCE, "package": package}
        return json.dumps({**named, "signType": "RSA", "paySign": sign})

    def app_call(self, prepay_id: str) -> str:
        """What the shop's app gives to WeChat's, signed by the SDK."""
        known = merchant.credentials()["wechatpay"]
        sign = self._client.sign([known["appid"], STAMP, NONCE, prepay_id])
        named = {"appid": known["appid"], "partnerid": known["mchid"], "prepayid": prepay_id}
        stamped = {"package": "Sign=WXPay", "noncestr": NONCE, "timestamp": STAMP, "sign": sign}
        return json.dumps({**named, **stamped})

    def certificates(self) -> list[str]:
        """The serials of the platform certificates the SDK holds."""
        return [f"{each.serial_number:040X}" for each in self._client._core._certificates]

    def late(self, seconds: int, call: str, **wishes: Any) -> Any:
        """Make one call with this machine's clock put wrong."""
        right = time.time
        time.time = lambda: right() - seconds
        try:
            return self.sdk(call, **wishes)
        finally:
            time.time = right

    def _judge(self, headers: Mapping[str, str], body: bytes) -> Any:
        return self._client.callback(headers, body)


def read(answer: tuple[int, str | bytes]) -> tuple[int, Any]:
    status, body = answer
    return status, json.loads(body) if body else None


if __name__ == "__main__":
    merchant.speak(Shop())
