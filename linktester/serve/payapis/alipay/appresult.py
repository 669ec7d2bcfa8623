"""What the shop's own app is told when the payer comes back from Alipay: a status, and a signed text."""

from typing import Any

from linktester.serve.ground import Ground
from linktester.serve.payapis.alipay import keys
from linktester.serve.payapis.alipay.answers import octets_of, success
from linktester.serve.payapis.alipay.money import yuan
from linktester.serve.payapis.alipay.name import beijing, words
from linktester.serve.payapis.alipay.telling import identified
from linktester.serve.payapis.payments import Outcome
from linktester.serve.state import Order

_RESPONSE = "alipay_trade_app_pay_response"


def result(ground: Ground, order: Order, outcome: Outcome) -> dict[str, Any]:
    """Return the app's result; `result` is empty unless the order was paid."""
    status = words("result")[outcome]
    paid = outcome is Outcome.SUCCESS
    return {"resultStatus": status, "result": _signed(ground, order) if paid else "", "memo": ""}


def _signed(ground: Ground, order: Order) -> str:
    charset, sign_type = order.more["charset"], order.more["sign_type"]
    told = {
        "app_id": order.merchant,
        "auth_app_id": order.merchant,
        "charset": charset,
        "timestamp": beijing(ground.clock.real()),
        **identified(order),
        "total_amount": yuan(order.total),
        "seller_id": ground.credentials.bundle.alipay.seller_id,
    }
    octets = octets_of(success(told), charset)
    sign = keys.sign(ground.credentials, octets, sign_type)
    return f'{{"{_RESPONSE}":{octets.decode(charset)},"sign":"{sign}","sign_type":"{sign_type}"}}'
