"""alipay-sdk-python as a merchant uses it; its gateway is the only thing changed.

The SDK ignores the port of the gateway's address, so the connection it opens is given the right one.
"""

import html
import json
import re
from collections.abc import Mapping
from importlib import import_module
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import merchant
from alipay.aop.api.AlipayClientConfig import AlipayClientConfig
from alipay.aop.api.DefaultAlipayClient import DefaultAlipayClient
from alipay.aop.api.util import WebUtils
from alipay.aop.api.util.SignatureUtils import verify_with_rsa
from rsa import VerificationError

EMULATOR = urlsplit(merchant.BASE)
GATEWAY = f"http://{EMULATOR.hostname}/gateway.do"
connected = WebUtils.get_http_connection


def with_port(*words: Any) -> Any:
    url, connection = connected(*words)
    connection.port = EMULATOR.port
    return url, connection


WebUtils.get_http_connection = with_port


class Shop:
    def __init__(self) -> None:
        self._door = merchant.Merchant(self._judge, b"success", (200, b"failure"))
        self._client: DefaultAlipayClient | None = None
        self._config = AlipayClientConfig()
        self.heard, self.forget = self._door.heard, self._door.forget

    def open(self, mode: str, **changed: str) -> None:
        """Make a client: the way of signing, and after a space the charset where it is not UTF-8."""
        known = merchant.credentials()["alipay"]
        sign_type, _, charset = mode.partition(" ")
        config = AlipayClientConfig(sandbox_debug=True)
        config.server_url = GATEWAY
        config.app_id = changed.get("app_id", known["app_id"])
        config.app_private_key = bare(changed.get("private_key", known["app_private_key_pkcs1_pem"]))
        config.alipay_public_key = bare(known["alipay_public_key_pem"])
        config.sign_type, config.charset = sign_type, charset or "utf-8"
        self._config, self._client = config, DefaultAlipayClient(config)

    def busy(self, now: bool) -> None:
        self._door.busy = now

    def ask(self, call: str, **wishes: Any) -> dict[str, Any]:
        """Call the gateway; the answer is read by the SDK's own class for it."""
        content = self._client.execute(self._request(call, wishes))
        answer = made("response", call, "Response")
        answer.parse_response_content(content)
        told = json.loads(content)
        return {**told, "sdk_says_success": answer.is_success()}

    def link(self, call: str, return_url: str = "", **wishes: Any) -> str:
        """What the payer's browser or the shop's app is given."""
        request = self._request(call, wishes)
        if call == "app_pay":
            return self._client.sdk_execute(request)
        request.return_url = return_url
        return self._here(self._client.page_execute(request, http_method="GET"))

    def page(self, call: str, **wishes: Any) -> str:
        """The form that sends the payer's browser to the cashier, as a link."""
        shown = self._client.page_execute(self._request(call, wishes), http_method="POST")
        (action,) = re.findall('action="([^"]+)"', shown)
        fields = {
            name: html.unescape(text) for name, text in re.findall('name="(\\w+)" value="([^"]*)"', shown)
        }
        return f"{self._here(action)}&{urlencode(fields, encoding=self._config.charset)}"

    def returned(self, url: str) -> bool:
        """Verify what the browser brought back; the SDK raises where that fails."""
        try:
            return self._verified(dict(parse_qsl(urlsplit(url).query, encoding=self._config.charset)))
        except VerificationError:
            return False

    def _request(self, call: str, wishes: dict[str, Any]) -> Any:
        model = made("domain", call, "Model", quiet=True)
        request = made("request", call, "Request")
        request.biz_content = model.from_alipay_dict(wishes) if model else wishes
        if hasattr(request, "notify_url"):
            request.notify_url = self._door.url
        return request

    def _here(self, url: str) -> str:
        return url.replace(GATEWAY, f"{merchant.BASE}/gateway.do")

    def _judge(self, _: Mapping[str, str], body: bytes) -> Any:
        fields = merchant.form(body, self._config.charset)
        return fields if self._verified(fields) else None

    def _verified(self, fields: Mapping[str, str]) -> bool:
        signed = sorted((name, text) for name, text in fields.items() if name not in {"sign", "sign_type"})
        built = "&".join(f"{name}={text}" for name, text in signed).encode(self._config.charset)
        return verify_with_rsa(self._config.alipay_public_key, built, fields["sign"])


def made(folder: str, call: str, kind: str, *, quiet: bool = False) -> Any:
    """Return a new object of one of the SDK's classes, such as AlipayTradeQueryRequest."""
    name = f"AlipayTrade{call.title().replace('_', '')}{kind}"
    try:
        return getattr(import_module(f"alipay.aop.api.{folder}.{name}"), name)()
    except ImportError:
        if quiet:
            return None
        raise


def bare(pem: str) -> str:
    """The SDK wants keys without their first and last line."""
    return "".join(pem.strip().splitlines()[1:-1])


if __name__ == "__main__":
    merchant.speak(Shop())
