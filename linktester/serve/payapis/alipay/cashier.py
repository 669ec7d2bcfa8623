"""The cashier: pages of a payment in the browser, and the way back to the shop."""

from urllib.parse import quote, unquote

from linktester.serve.exchange import Answer, redirect
from linktester.serve.pages import page
from linktester.serve.payapis.alipay import opening, paying
from linktester.serve.payapis.alipay.caller import UnknownAppError
from linktester.serve.payapis.alipay.money import yuan
from linktester.serve.payapis.alipay.name import CASHIER_PATH, Product, Trade, words
from linktester.serve.payapis.alipay.opening import Kind, Opened
from linktester.serve.payapis.alipay.parameters import Parameters, parsed
from linktester.serve.payapis.alipay.problem import Problem, errors
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.payments import Outcome, Refusal
from linktester.serve.state import Order

_HOST = "openapi.alipay.com"
_OVER = {
    "paid": "这笔订单已经付过款了。",
    "closed": "这笔交易已经关闭，请回到商家重新下单。",
    "expired": "这笔订单已经过了付款时间，请回到商家重新下单。",
    "unknown": "没有这个收银台，请回到商家重新发起付款。",
}
_AFTER = {
    Outcome.SUCCESS: "付款成功。",
    Outcome.FAIL: "付款没有成功，可以再试一次。",
    Outcome.CANCEL: "你放弃了付款，订单还没有付。",
}


def entered(call: ApiCall, params: Parameters, product: Product) -> Answer:
    """Answer a browser that comes to pay: verify the order, make the trade, show the cashier."""
    ground = call.ground
    try:
        with ground.database.together():
            order = paying.opened(ground, opening.placed(ground, params, product, call.findings))
            token = opening.cashier_of(ground, order)
    except Problem as problem:
        return _wrong(call, problem)
    except UnknownAppError as error:
        return _wrong(call, error.problem)
    except Refusal as refusal:
        return _over(refusal)
    ground.ring()
    return _shown(order, token)


def answer(call: ApiCall) -> Answer:
    """Answer a cashier page: show it, or do what its buttons say."""
    token = unquote(call.path.removeprefix(CASHIER_PATH), errors="replace")
    try:
        if call.method == "POST":
            return _pressed(call, token)
        order = opening.order_of(call.ground, Opened(Kind.CASHIER, token))
    except Refusal as refusal:
        return _over(refusal)
    call.findings.number = order.number
    return _shown(order, token)


def _pressed(call: ApiCall, token: str) -> Answer:
    ground = call.ground
    if call.headers.get("origin", call.base_url) not in {call.base_url, "null"}:
        return page("notice", status=403, title="不能付款", words="付款只能从收银台页面发起。")
    try:
        outcome = Outcome(parsed(call.body).text("outcome"))
    except ValueError:
        return page(
            "notice", status=400, title="不能付款", words="不知道要付款还是取消，请从收银台页面操作。"
        )
    with ground.database.together():
        order = opening.order_of(ground, Opened(Kind.CASHIER, token))
        order = paying.done(ground, order, outcome)
    ground.ring()
    call.findings.number = order.number
    address = paying.back(ground, order, outcome)
    return redirect(address) if address else _shown(order, token, _AFTER[outcome])


def _shown(order: Order, token: str, words_above: str = "") -> Answer:
    return page(
        "alipay-cashier",
        title="支付宝收银台（仿真）",
        subject=str(order.request["subject"]),
        amount=yuan(order.total),
        number=order.number,
        state=words("state")[order.state],
        words=words_above,
        action=CASHIER_PATH + token,
        canonical=f"https://{_HOST}{CASHIER_PATH}{token}?out_trade_no={quote(order.number, safe='')}",
        open=order.state == Trade.WAITING,
    )


def _wrong(call: ApiCall, problem: Problem) -> Answer:
    call.findings.code, call.findings.refused = problem.sub_code, problem.check
    said = problem.words or errors()[problem.sub_code].message
    code = problem.sub_code.removeprefix("isv.")
    return page("alipay-error", title="支付宝提示（仿真）", code=code, words=said)


def _over(refusal: Refusal) -> Answer:
    return page("notice", title="不能付款", words=_OVER.get(refusal.reason, _OVER["unknown"]))
