"""Taobao's open platform TOP (`/router/rest`) for one app: tao-commands."""

from linktester.serve.exchange import Answer
from linktester.serve.payapis.api import Api, ApiCall
from linktester.serve.payapis.taobao.name import NAME, PATH


def _answer(call: ApiCall) -> Answer:
    from linktester.serve.payapis.taobao.routes import answer  # noqa: PLC0415 - a start does without it

    return answer(call)


TAOBAO = Api(
    name=NAME,
    hosts=frozenset({"gw.api.taobao.com", "eco.taobao.com", "api.taobao.com"}),
    prefixes=(PATH,),
    answer=_answer,
)
