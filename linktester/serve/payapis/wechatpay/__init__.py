"""WeChat Pay API v3 (`api.mch.weixin.qq.com`) for one direct merchant."""

from linktester.serve.exchange import Answer
from linktester.serve.payapis.api import Api, ApiCall
from linktester.serve.payapis.late import late
from linktester.serve.payapis.payments import Payments
from linktester.serve.payapis.wechatpay.name import NAME


def _answer(call: ApiCall) -> Answer:
    from linktester.serve.payapis.wechatpay.routes import answer  # noqa: PLC0415 - a start does without it

    return answer(call)


def _payments() -> Payments:
    from linktester.serve.payapis.wechatpay.payer import WechatPayPayments  # noqa: PLC0415 - as above

    return WechatPayPayments()


PAYMENTS = late(_payments)
WECHATPAY = Api(
    name=NAME,
    hosts=frozenset({"api.mch.weixin.qq.com", "api2.mch.weixin.qq.com"}),
    prefixes=("/v3/pay/", "/v3/refund/", "/v3/certificates"),
    answer=_answer,
    payments=PAYMENTS,
)
