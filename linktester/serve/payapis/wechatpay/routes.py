"""Which function answers which path; unknown ones in the platform's own error form."""

import re
from collections.abc import Callable

from linktester.serve.exchange import Answer
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.wechatpay import certificates, codepay, orders, refunds
from linktester.serve.payapis.wechatpay.answers import Problem, problem_answer
from linktester.serve.payapis.wechatpay.signing import Caller, caller

_TRANSACTIONS = "/v3/pay/transactions"
_REFUNDS = "/v3/refund/domestic/refunds"
Handler = Callable[..., Answer]

_TABLE: tuple[tuple[str, str, Handler], ...] = (
    ("POST", rf"{_TRANSACTIONS}/(native|jsapi|app|h5)", orders.create),
    ("POST", rf"{_TRANSACTIONS}/codepay", codepay.create),
    ("GET", rf"{_TRANSACTIONS}/out-trade-no/([^/]+)", orders.query),
    ("GET", rf"{_TRANSACTIONS}/id/([^/]+)", orders.query_transaction),
    ("POST", rf"{_TRANSACTIONS}/out-trade-no/([^/]+)/close", orders.close),
    ("POST", rf"{_TRANSACTIONS}/out-trade-no/([^/]+)/reverse", codepay.reverse),
    ("POST", _REFUNDS, refunds.create),
    ("GET", rf"{_REFUNDS}/([^/]+)", refunds.query),
    ("GET", r"/v3/certificates", certificates.download),
)
_ROUTES = tuple((method, re.compile(pattern), handler) for method, pattern, handler in _TABLE)


def answer(call: ApiCall) -> Answer:
    """Answer one call: the path, then who asks, then what is asked."""
    try:
        handler, parts = _found(call)
        who: Caller = caller(call)
        return handler(call, who, *parts)
    except Problem as problem:
        return problem_answer(call, problem)


def _found(call: ApiCall) -> tuple[Handler, tuple[str, ...]]:
    path = call.path
    for method, route, handler in _ROUTES:
        if method == call.method and (found := route.fullmatch(path)):
            return handler, found.groups()
    is_known = any(route.fullmatch(path) for _, route, _ in _ROUTES)
    raise Problem("METHOD_NOT_ALLOWED" if is_known else "NOT_FOUND")
