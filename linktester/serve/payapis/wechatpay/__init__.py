"""WeChat Pay API v3 (`api.mch.weixin.qq.com`) for one direct merchant."""

from linktester.serve.payapis.api import Api
from linktester.serve.payapis.wechatpay.name import NAME
from linktester.serve.payapis.wechatpay.payer import WechatPayPayments
from linktester.serve.payapis.wechatpay.routes import answer

WECHATPAY = Api(
    name=NAME,
    hosts=frozenset({"api.mch.weixin.qq.com", "api2.mch.weixin.qq.com"}),
    prefixes=("/v3/pay/", "/v3/refund/", "/v3/certificates"),
    answer=answer,
    payments=WechatPayPayments(),
)
