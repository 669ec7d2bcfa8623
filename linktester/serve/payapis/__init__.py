"""The platforms' own APIs, all at the root of one origin: found by path, or by the name asked for.

One package per API; each tells in an `Api` where it stands and who answers. The table below is the only
place that knows them all.
"""

from linktester.serve.payapis.alipay import ALIPAY
from linktester.serve.payapis.api import Api
from linktester.serve.payapis.douyin import DOUYIN
from linktester.serve.payapis.payments import Payments
from linktester.serve.payapis.taobao import TAOBAO
from linktester.serve.payapis.wechat import WECHAT
from linktester.serve.payapis.wechatpay import WECHATPAY

APIS: tuple[Api, ...] = (WECHATPAY, ALIPAY, WECHAT, TAOBAO, DOUYIN)
_BY_HOST = {host: api for api in APIS for host in api.hosts}


def find(host: str, path: str, *, local: bool) -> Api | None:
    """Return the API asked for: by name and path, or, where the name is this machine's, by path alone.

    A path that is none of the named API's is left to the public hosts, some of which share its name.
    """
    if local:
        return next((api for api in APIS if api.takes(path)), None)
    named = _BY_HOST.get(host)
    return named if named is not None and named.takes(path) else None


def of_host(host: str) -> Api | None:
    """Return the API that has this name on the real network."""
    return _BY_HOST.get(host)


def payments() -> dict[str, Payments]:
    """Return the platforms that take money, by name."""
    return {api.name: api.payments for api in APIS if api.payments is not None}
