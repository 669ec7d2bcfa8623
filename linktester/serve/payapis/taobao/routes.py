"""Which function answers which method of TOP; all stand at one path."""

from collections.abc import Callable, Mapping

from linktester.serve.exchange import Answer
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.taobao import signing, tpwd
from linktester.serve.payapis.taobao.answers import Problem, problem_answer
from linktester.serve.payapis.taobao.asked import Asked, read
from linktester.serve.payapis.taobao.name import PATH, words

_METHODS: Mapping[str, Callable[[Asked], Answer]] = {
    "taobao.tbk.tpwd.create": tpwd.create,
    "taobao.wireless.share.tpwd.query": tpwd.query,
}


def answer(call: ApiCall) -> Answer:
    """Answer one call: which method, then who asks, then what is asked."""
    asked = read(call)
    try:
        handler = _found(asked)
        signing.check(asked)
        return handler(asked)
    except Problem as problem:
        return problem_answer(asked, problem)


def _found(asked: Asked) -> Callable[[Asked], Answer]:
    if asked.call.path != PATH:
        raise Problem(22)
    if asked.call.method not in {"GET", "POST"}:
        raise Problem(9)
    method = asked.params.get("method", "")
    if not method:
        raise Problem(21)
    handler = _METHODS.get(method)
    if handler is None:
        sub = words("method")
        raise Problem(22, sub_code=sub["unknown_code"], sub_words=sub["unknown"].format(method=method[:200]))
    return handler
