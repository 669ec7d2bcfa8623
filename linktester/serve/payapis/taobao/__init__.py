"""Taobao's open platform TOP (`/router/rest`) for one app: tao-commands."""

from linktester.serve.payapis.api import Api
from linktester.serve.payapis.taobao.name import NAME
from linktester.serve.payapis.taobao.routes import PATH, answer

TAOBAO = Api(
    name=NAME,
    hosts=frozenset({"gw.api.taobao.com", "eco.taobao.com", "api.taobao.com"}),
    prefixes=(PATH,),
    answer=answer,
)
