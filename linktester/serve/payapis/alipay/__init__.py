"""Alipay's OpenAPI for one app: version 2 at `/gateway.do`, version 3 by REST, and the cashier."""

from linktester.serve.exchange import Answer
from linktester.serve.payapis.alipay.name import CASHIER_PATH, GATEWAY, NAME, REST_PATH
from linktester.serve.payapis.api import Api, ApiCall
from linktester.serve.payapis.late import late
from linktester.serve.payapis.payments import Payments


def _answer(call: ApiCall) -> Answer:
    from linktester.serve.payapis.alipay.routes import answer  # noqa: PLC0415 - a start does without it

    return answer(call)


def _payments() -> Payments:
    from linktester.serve.payapis.alipay.payer import AlipayPayments  # noqa: PLC0415 - as above

    return AlipayPayments()


PAYMENTS = late(_payments)
ALIPAY = Api(
    name=NAME,
    hosts=frozenset(
        {
            "openapi.alipay.com",
            "openapi.alipaydev.com",
            "openapi-sandbox.dl.alipaydev.com",
            "mapi.alipay.com",
        }
    ),
    prefixes=(GATEWAY, CASHIER_PATH, REST_PATH),
    answer=_answer,
    payments=PAYMENTS,
)
