"""Alipay's OpenAPI for one app: version 2 at `/gateway.do`, version 3 by REST, and the cashier."""

from linktester.serve.payapis.alipay.name import CASHIER_PATH, NAME
from linktester.serve.payapis.alipay.opening import GATEWAY
from linktester.serve.payapis.alipay.payer import AlipayPayments
from linktester.serve.payapis.alipay.rest import PREFIX
from linktester.serve.payapis.alipay.routes import answer
from linktester.serve.payapis.api import Api

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
    prefixes=(GATEWAY, CASHIER_PATH, PREFIX),
    answer=answer,
    payments=AlipayPayments(),
)
