"""WeChat's open platform (`api.weixin.qq.com`) for one mini program: tokens and links."""

from linktester.serve.exchange import Answer
from linktester.serve.payapis.api import Api, ApiCall
from linktester.serve.payapis.wechat.name import NAME


def _answer(call: ApiCall) -> Answer:
    from linktester.serve.payapis.wechat.routes import answer  # noqa: PLC0415 - a start does without it

    return answer(call)


WECHAT = Api(
    name=NAME,
    hosts=frozenset({"api.weixin.qq.com"}),
    prefixes=("/cgi-bin/", "/wxa/"),
    answer=_answer,
)
