"""Which function answers which path of Douyin's open platform; the slash at the end may be left out."""

from collections.abc import Callable, Mapping

from linktester.serve.exchange import Answer
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.douyin import jumps, links, tokens
from linktester.serve.payapis.douyin.answers import Problem, problem_answer, token_problem_answer

_OAUTH = "/oauth/"
_UNKNOWN, _WRONG_METHOD = 404, 405
_ROUTES: Mapping[str, Callable[[ApiCall], Answer]] = {
    "/oauth/client_token": tokens.give,
    "/oauth/stable_client_token": tokens.give_stable,
    "/api/apps/v1/url/generate_schema": links.schema,
    "/api/apps/v1/url/query_schema": links.query_schema,
    "/api/apps/v1/url_link/generate": links.url_link,
    "/api/apps/v1/url_link/query_info": links.query_url_link,
    **{f"/api/douyin/v1/schema/{kind}": handler for kind, handler in jumps.handlers().items()},
}


def answer(call: ApiCall) -> Answer:
    """Answer one call."""
    try:
        return _found(call)(call)
    except Problem as problem:
        told = token_problem_answer if call.path.startswith(_OAUTH) else problem_answer
        return told(call, problem)


def _found(call: ApiCall) -> Callable[[ApiCall], Answer]:
    handler = _ROUTES.get(call.path.removesuffix("/"))
    if handler is None:
        raise Problem(_UNKNOWN)
    if call.method != "POST":
        raise Problem(_WRONG_METHOD)
    return handler
