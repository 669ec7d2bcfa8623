"""topsdk (PyPI) as a shop's server uses it; every request is given the host and the port."""

from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

import merchant
import top.api

HOST = urlsplit(merchant.BASE)
NAMES = {
    "taobao.tbk.tpwd.create": "TbkTpwdCreateRequest",
    "taobao.wireless.share.tpwd.query": "WirelessShareTpwdQueryRequest",
}


class Server:
    def call(self, method: str, app: dict[str, str] | None = None, **wishes: Any) -> Any:
        name = NAMES[method]
        request = getattr(import_module(f"top.api.rest.{name}"), name)(HOST.hostname, HOST.port)
        known = merchant.credentials()["taobao"]
        told = {"app_key": known["app_key"], "app_secret": known["app_secret"], **(app or {})}
        request.set_app_info(top.appinfo(told["app_key"], told["app_secret"]))
        for field, value in wishes.items():
            setattr(request, field, value)
        try:
            answer = request.getResponse()
        except top.api.base.TopException as error:
            return {"code": error.errorcode, "msg": error.message, "sub_msg": error.submsg}
        (inner,) = answer.values()
        return inner


if __name__ == "__main__":
    merchant.speak(Server())
