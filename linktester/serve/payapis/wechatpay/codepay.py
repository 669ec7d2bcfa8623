"""Payment codes: the merchant scans what the payer shows; reversing undoes it."""

from dataclasses import replace

from linktester.serve.exchange import Answer
from linktester.serve.ground import Ground
from linktester.serve.payapis.api import ApiCall
from linktester.serve.payapis.minting import digits, payers_code
from linktester.serve.payapis.payments import Behaviour
from linktester.serve.payapis.wechatpay import paying
from linktester.serve.payapis.wechatpay.answers import Problem, json_answer, problem_answer
from linktester.serve.payapis.wechatpay.asked import body_of, own_merchant
from linktester.serve.payapis.wechatpay.name import NAME, Product, Trade, limit
from linktester.serve.payapis.wechatpay.orders import find, new_order
from linktester.serve.payapis.wechatpay.signing import Caller
from linktester.serve.payapis.wechatpay.transaction import transaction
from linktester.serve.state import Order

AUTH = f"{NAME}:auth:"
_REVERSIBLE = frozenset({Trade.USERPAYING, Trade.PAYERROR, Trade.SUCCESS})


def mint(ground: Ground, behaviour: Behaviour) -> str:
    """Mint a payer's code: 18 digits beginning with 10 to 15."""
    code = f"1{int(digits(4)) % 6}{digits(16)}"
    seconds = limit("auth-code-life-seconds")
    return payers_code(ground, NAME, AUTH + code, code, behaviour=behaviour, seconds=seconds)


def create(call: ApiCall, who: Caller) -> Answer:
    """Take the payment of a code, at once or after the payer's password."""
    body = body_of(call, Product.CODEPAY)
    own_merchant(call, who, body)
    ground = call.ground
    with ground.database.together():
        known = ground.ledger.find(NAME, who.mchid, body["out_trade_no"])
        if known is not None and (known.state != Trade.USERPAYING or known.request != body):
            raise Problem("OUT_TRADE_NO_USED")
        order = known or _begun(ground, new_order(ground, who, Product.CODEPAY, body))
    if order.state == Trade.SUCCESS:
        return json_answer(call, transaction(order))
    return problem_answer(call, Problem("USERPAYING" if order.state == Trade.USERPAYING else "NOT_ENOUGH"))


def reverse(call: ApiCall, who: Caller, number: str) -> Answer:
    """Undo a payment code's order: not paid yet it is revoked, paid the money goes back as well."""
    body = body_of(call, "reverse")
    own_merchant(call, who, body)
    ground = call.ground
    with ground.database.together():
        order = find(call, who, number)
        if order.product != Product.CODEPAY:
            raise Problem("INVALID_REQUEST", "只有付款码订单可以撤销")
        if order.state not in _REVERSIBLE | {Trade.REVOKED}:
            raise Problem("INVALID_REQUEST", "订单状态不允许撤销")
        if order.state != Trade.REVOKED:
            ground.ledger.save(replace(order, state=Trade.REVOKED, ended_at=ground.clock.now()))
    return json_answer(call, {"appid": body["appid"], "mchid": who.mchid, "out_trade_no": order.number})


def _begun(ground: Ground, order: Order) -> Order:
    """Use the code up and let the order begin as the code's behaviour says. Raises Problem."""
    now = ground.clock.now()
    key = AUTH + order.request["payer"]["auth_code"]
    code = ground.minted.find(key)
    if code is None or code.used_at is not None or code.is_over(now):
        raise Problem("AUTH_CODE_INVALID")
    state = {
        Behaviour.CONFIRM: Trade.USERPAYING,
        Behaviour.INSUFFICIENT: Trade.PAYERROR,
    }.get(Behaviour(code.more["behaviour"]), Trade.NOTPAY)
    begun = ground.ledger.add(replace(order, state=state))
    ground.minted.open(key, now, order_id=begun.id)
    ground.minted.use(key, now)
    return paying.settle(ground, begun) if state is Trade.NOTPAY else begun
