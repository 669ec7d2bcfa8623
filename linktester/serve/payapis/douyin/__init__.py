"""Douyin's open platform (`open.douyin.com`) for one app: client tokens and links."""

from linktester.serve.exchange import Answer
from linktester.serve.payapis.api import Api, ApiCall
from linktester.serve.payapis.douyin.name import NAME


def _answer(call: ApiCall) -> Answer:
    from linktester.serve.payapis.douyin.routes import answer  # noqa: PLC0415 - a start does without it

    return answer(call)


DOUYIN = Api(
    name=NAME,
    hosts=frozenset({"open.douyin.com"}),
    prefixes=("/oauth/", "/api/apps/v1/", "/api/douyin/v1/"),
    answer=_answer,
)
