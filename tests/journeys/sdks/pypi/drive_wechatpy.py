"""wechatpy as a mini program's server uses it; the host its session connects to is the only thing changed."""

from typing import Any

import merchant
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from wechatpy import WeChatClient

REAL = "https://api.weixin.qq.com"


class Here(HTTPAdapter):
    def send(self, request: PreparedRequest, **more: Any) -> Response:
        request.url = request.url.replace(REAL, merchant.BASE)
        return super().send(request, **more)


class Server:
    def __init__(self) -> None:
        self._client: WeChatClient | None = None
        self.open()

    def open(self, **changed: str) -> None:
        known = merchant.credentials()["wechat"]
        self._client = WeChatClient(**{"appid": known["appid"], "secret": known["secret"], **changed})
        self._client._http.mount(REAL, Here())

    def token(self) -> dict[str, Any]:
        """Fetch a new one."""
        return self._client.fetch_access_token()

    def held(self) -> str:
        """The token the SDK holds, fetched when it holds none."""
        return self._client.access_token

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        return self._client.post(REAL + path, data=body)

    def stable(self, **wishes: Any) -> dict[str, Any]:
        """The SDK has no method for this one."""
        known = merchant.credentials()["wechat"]
        named = {"grant_type": "client_credential", "appid": known["appid"], "secret": known["secret"]}
        return self.post("/cgi-bin/stable_token", {**named, **wishes})


if __name__ == "__main__":
    merchant.speak(Server())
