"""Douyin's open platform (`open.douyin.com`) for one app: client tokens and links."""

from linktester.serve.payapis.api import Api
from linktester.serve.payapis.douyin.name import NAME
from linktester.serve.payapis.douyin.routes import answer

DOUYIN = Api(
    name=NAME,
    hosts=frozenset({"open.douyin.com"}),
    prefixes=("/oauth/", "/api/apps/v1/", "/api/douyin/v1/"),
    answer=answer,
)
