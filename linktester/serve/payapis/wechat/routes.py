"""Which function answers which path of WeChat's open platform."""

from collections.abc import Callable, Mapping

from linktester.serve.exchange import Answer
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.wechat import links, queries, tokens
from linktester.serve.payapis.wechat.answers import Problem, problem_answer

_ROUTES: Mapping[str, tuple[str, Callable[[ApiCall], Answer]]] = {
    "/cgi-bin/token": ("GET", tokens.give),
    "/cgi-bin/stable_token": ("POST", tokens.give_stable),
    "/wxa/generatescheme": ("POST", links.scheme),
    "/wxa/generate_urllink": ("POST", links.url_link),
    "/wxa/genwxashortlink": ("POST", links.short_link),
    "/wxa/queryscheme": ("POST", queries.scheme),
    "/wxa/query_urllink": ("POST", queries.url_link),
}
_WRONG_METHOD = {"GET": 43001, "POST": 43002}


def answer(call: ApiCall) -> Answer:
    """Answer one call."""
    try:
        return _found(call)(call)
    except Problem as problem:
        return problem_answer(call, problem)


def _found(call: ApiCall) -> Callable[[ApiCall], Answer]:
    known = _ROUTES.get(call.path)
    if known is None:
        raise Problem(40066)
    method, handler = known
    if call.method != method:
        raise Problem(_WRONG_METHOD[method])
    return handler
