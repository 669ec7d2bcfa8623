"""Which part of Alipay answers which path."""

from linktester.serve.exchange import Answer
from linktester.serve.pages import page
from linktester.serve.payapis.alipay import cashier, gateway, rest
from linktester.serve.payapis.alipay.name import CASHIER_PATH, GATEWAY, REST_PATH
from linktester.serve.payapis.api import ApiCall


def answer(call: ApiCall) -> Answer:
    """Answer one call."""
    if call.path == GATEWAY:
        return gateway.answer(call)
    if call.path.startswith(CASHIER_PATH):
        return cashier.answer(call)
    if call.path.startswith(REST_PATH):
        return rest.answer(call)
    return page("notice", status=404, title="没有找到", words="支付宝网关没有这个地址。")
