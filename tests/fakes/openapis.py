"""Programs that call the open platforms of WeChat, Taobao and Douyin with the ground's own credentials."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from linktester.serve.exchange import Answer
from linktester.serve.ground import Ground
from linktester.serve.payapis.api import Api, ApiCall
from linktester.serve.payapis.douyin import DOUYIN
from linktester.serve.payapis.taobao import TAOBAO
from linktester.serve.payapis.taobao.asked import Asked, read
from linktester.serve.payapis.taobao.signing import signature
from linktester.serve.payapis.wechat import WECHAT
from tests.fakes.payers import a_ground, said


def api_call(ground: Ground, method: str, target: str, body: Any = b"", **headers: str) -> ApiCall:
    """Return a call; anything but octets is sent as JSON."""
    octets = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return ApiCall(ground=ground, method=method, host="127.0.0.1", target=target, headers=named, body=octets)


@dataclass
class Program:
    """A program of any platform."""

    ground: Ground
    api: Api
    last: ApiCall | None = None

    def send(self, method: str, target: str, body: Any = b"", **headers: str) -> Answer:
        """Return the answer to a call."""
        self.last = api_call(self.ground, method, target, body, **headers)
        return self.api.answer(self.last)


@dataclass
class MiniProgram(Program):
    """The server of a mini program of WeChat."""

    token: str = ""

    def ask(self, path: str, body: Any) -> Any:
        """Return what is said to a POST with a token that is fetched once."""
        self.token = self.token or self.fetch()["access_token"]
        return said(self.send("POST", f"{path}?access_token={self.token}", body))

    def fetch(self, **wrong: str) -> Any:
        """Return what is said to a wish for a token; a change to an empty text takes the field out."""
        own = self.ground.credentials.bundle.wechat
        told = {"grant_type": "client_credential", "appid": own.appid, "secret": own.secret} | wrong
        return said(self.send("GET", "/cgi-bin/token?" + urlencode({k: v for k, v in told.items() if v})))

    def fetch_stable(self, *, force: bool = False) -> Any:
        """Return what is said to a wish for the stable token."""
        own = self.ground.credentials.bundle.wechat
        told = {"grant_type": "client_credential", "appid": own.appid, "secret": own.secret}
        return said(self.send("POST", "/cgi-bin/stable_token", {**told, "force_refresh": force}))

    def spend(self, what: str, day: str, count: int) -> None:
        """Let that many have been counted."""
        row = {"platform": "wechat", "owner": self.ground.credentials.bundle.wechat.appid}
        self.ground.database.put("counts", {**row, "what": what, "day": day, "count": count})


@dataclass
class Shop(Program):
    """A program of Taobao's open platform."""

    left_out: tuple[str, ...] = field(default=())

    def params(self, method: str, **more: str) -> dict[str, str]:
        """Return the signed parameters of a call."""
        own = self.ground.credentials.bundle.taobao
        told = {
            "method": method,
            "app_key": own.app_key,
            "sign_method": "md5",
            "timestamp": str(int(self.ground.clock.real().timestamp() * 1000)),
            "format": "json",
            "v": "2.0",
        } | more
        told = {name: value for name, value in told.items() if name not in self.left_out}
        signed = signature(told, told.get("sign_method", "md5"), own.app_secret)
        return told if "sign" in self.left_out else {"sign": signed or "-", **told}

    def ask(self, method: str, **more: str) -> Any:
        """Return what is said to a signed call."""
        return said(self.send("GET", "/router/rest?" + urlencode(self.params(method, **more))))

    def asked(self, method: str, **more: str) -> Asked:
        """Return a signed call as it is read."""
        return read(api_call(self.ground, "GET", "/router/rest?" + urlencode(self.params(method, **more))))

    def command(self) -> str:
        """Return a new tao-command of the sample link."""
        url = self.ground.credentials.bundle.taobao.sample_promotion_url
        made = self.ask("taobao.tbk.tpwd.create", url=url, text="一双鞋")
        return made["tbk_tpwd_create_response"]["data"]["password_simple"]


@dataclass
class Studio(Program):
    """A program of Douyin's open platform."""

    token: str = ""

    def ask(self, path: str, /, **body: Any) -> Any:
        """Return what is said to a POST with a token that is fetched once."""
        self.token = self.token or self.fetch()["data"]["access_token"]
        return said(self.send("POST", path, body, access_token=self.token))

    def fetch(self, path: str = "/oauth/client_token/", **wrong: str) -> Any:
        """Return what is said to a wish for a token."""
        own = self.ground.credentials.bundle.douyin
        told = {"client_key": own.client_key, "client_secret": own.client_secret}
        return said(self.send("POST", path, {"grant_type": "client_credential", **told, **wrong}))

    @property
    def app_id(self) -> str:
        return self.ground.credentials.bundle.douyin.app_id

    def later(self, **by: float) -> int:
        """Return a moment after now, in seconds since 1970."""
        return int(self.ground.clock.now().timestamp()) + int(
            by.get("days", 0) * 86400 + by.get("hours", 0) * 3600 + by.get("seconds", 0)
        )


def a_mini_program(folder: Path) -> MiniProgram:
    return MiniProgram(a_ground(folder), WECHAT)


def a_shop(folder: Path) -> Shop:
    return Shop(a_ground(folder), TAOBAO)


def a_studio(folder: Path) -> Studio:
    return Studio(a_ground(folder), DOUYIN)
