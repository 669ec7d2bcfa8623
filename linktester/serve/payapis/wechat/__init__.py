"""WeChat's open platform (`api.weixin.qq.com`) for one mini program: tokens and links."""

from linktester.serve.payapis.api import Api
from linktester.serve.payapis.wechat.name import NAME
from linktester.serve.payapis.wechat.routes import answer

WECHAT = Api(
    name=NAME,
    hosts=frozenset({"api.weixin.qq.com"}),
    prefixes=("/cgi-bin/", "/wxa/"),
    answer=answer,
)
