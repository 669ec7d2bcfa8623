"""python-alipay-sdk as a merchant uses it; its gateway is the only thing changed."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import merchant
from alipay import AliPay, DCAliPay

GATEWAY = f"{merchant.BASE}/gateway.do"
SENT_WITH_NOTIFY = {"pay", "page_pay", "wap_pay", "app_pay"}
"""Calls that take the address by themselves; the others use the client's."""


class Shop:
    def __init__(self) -> None:
        self._door = merchant.Merchant(self._judge, b"success", (200, b"failure"))
        self._client: AliPay | None = None
        self.heard, self.forget = self._door.heard, self._door.forget

    def open(self, mode: str, **changed: str) -> None:
        """Make a client: `RSA2`, `RSA` or `certificates`."""
        known = merchant.credentials()["alipay"]
        wishes = {
            "appid": known["app_id"],
            "app_notify_url": self._door.url,
            # Both forms of the key are read; each is used once.
            "app_private_key_string": known[f"app_private_key_{'pkcs1' if mode == 'RSA' else 'pkcs8'}_pem"],
            "sign_type": "RSA" if mode == "RSA" else "RSA2",
        }
        if mode == "certificates":
            wishes["app_public_key_cert_string"] = known["app_cert_pem"]
            wishes["alipay_public_key_cert_string"] = known["alipay_cert_pem"]
            wishes["alipay_root_cert_string"] = known["alipay_root_cert_pem"]
            self._client = DCAliPay(**{**wishes, **changed})
        else:
            wishes["alipay_public_key_string"] = known["alipay_public_key_pem"]
            self._client = AliPay(**{**wishes, **changed})
        self._client._gateway = GATEWAY

    def busy(self, now: bool) -> None:
        self._door.busy = now

    def ask(self, call: str, **wishes: Any) -> dict[str, Any]:
        """Call the gateway."""
        if call in SENT_WITH_NOTIFY:
            wishes["notify_url"] = self._door.url
        return getattr(self._client, f"api_alipay_trade_{call}")(**wishes)

    def link(self, call: str, **wishes: Any) -> str:
        """What the payer's browser or the shop's app is given."""
        signed = self.ask(call, **wishes)
        return signed if call == "app_pay" else f"{GATEWAY}?{signed}"

    def returned(self, url: str) -> bool:
        """Verify what the browser brought back."""
        fields = merchant.form(urlsplit(url).query.encode())
        sign = fields.pop("sign")
        return self._client.verify(fields, sign)

    def _judge(self, _: Mapping[str, str], body: bytes) -> Any:
        fields = merchant.form(body)
        sign = fields.pop("sign")
        return fields if self._client.verify(dict(fields), sign) else None


if __name__ == "__main__":
    merchant.speak(Shop())
