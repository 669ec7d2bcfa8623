"""OpenAPI 2: `/gateway.do`, by GET, by POST, or with the parameters split over both."""

from linktester.serve.exchange import Answer
from linktester.serve.payapis.alipay import answers, asked, caller, cashier, methods
from linktester.serve.payapis.alipay.caller import Terms, UnknownAppError
from linktester.serve.payapis.alipay.name import NAME
from linktester.serve.payapis.alipay.parameters import Parameters, parsed
from linktester.serve.payapis.alipay.problem import Problem
from linktester.serve.payapis.api import ApiCall

_FORM = "application/x-www-form-urlencoded"


def answer(call: ApiCall) -> Answer:
    """Answer one call of the gateway."""
    if call.method not in {"GET", "POST"}:
        return Answer(status=405, headers=((b"Allow", b"GET, POST"),))
    params = parsed(call.query.encode("latin-1"), _form(call))
    if params.text("service") == "notify_verify":
        return _verified(call, params)
    product = methods.PAGES.get(params.text("method"))
    if product is not None:
        return cashier.entered(call, params, product)
    return _called(call, params)


def _called(call: ApiCall, params: Parameters) -> Answer:
    method = params.text("method")
    try:
        terms = caller.terms_of(call.ground, params)
    except UnknownAppError as error:
        _note(call, error.problem)
        return answers.unsigned(method, error.problem)
    try:
        inner = _done(call, params, terms)
    except Problem as problem:
        _note(call, problem)
        inner = answers.failure(problem)
    return answers.signed(call.ground, method, inner, terms)


def _done(call: ApiCall, params: Parameters, terms: Terms) -> dict[str, object]:
    method = params.text("method")
    found = methods.METHODS.get(method)
    if method == methods.APP_METHOD:
        words = f"{method} 不经网关调用，请把签好名的订单串交给支付宝 App 打开"
        raise Problem("isv.invalid-method", words, check="method")
    if method and found is None:
        raise Problem("isv.invalid-method", check="method")
    caller.check(call.ground, params, terms, call.findings)
    assert found is not None
    content = asked.content_of(call.ground, params, terms, found.request)
    return methods.done(call.ground, found, terms, content, call.findings)


def _form(call: ApiCall) -> bytes:
    kind = call.headers.get("content-type", _FORM).partition(";")[0].strip().lower()
    return call.body if kind == _FORM else b""


def _verified(call: ApiCall, params: Parameters) -> Answer:
    """Answer the old check-back: whether a notification is one of ours."""
    notice = call.ground.notices.find(params.text("notify_id"))
    seller = call.ground.credentials.bundle.alipay.seller_id
    is_ours = notice is not None and notice.platform == NAME and params.text("partner") == seller
    return Answer(
        headers=((b"Content-Type", b"text/html;charset=utf-8"),), body=b"true" if is_ours else b"false"
    )


def _note(call: ApiCall, problem: Problem) -> None:
    call.findings.code, call.findings.refused = problem.sub_code, problem.check
