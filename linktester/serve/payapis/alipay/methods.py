"""The methods of OpenAPI: which function answers which, and by which table of fields it is asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from linktester.serve.ground import Ground
from linktester.serve.payapis.alipay import certificates, endings, ordering, refunds
from linktester.serve.payapis.alipay.answers import success
from linktester.serve.payapis.alipay.caller import Terms
from linktester.serve.payapis.alipay.name import Product
from linktester.serve.requestlog import Findings

Work = Callable[[Ground, Terms, dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Method:
    """One method that answers JSON."""

    request: str
    """Name of its fields in the table."""
    work: Work


def _certificate(ground: Ground, _: Terms, asked: dict[str, Any]) -> dict[str, Any]:
    return certificates.download(ground, asked)


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "alipay.trade.precreate": Method("precreate", ordering.precreate),
        "alipay.trade.pay": Method("pay", ordering.pay),
        "alipay.trade.query": Method("query", ordering.query),
        "alipay.trade.cancel": Method("cancel", endings.cancel),
        "alipay.trade.close": Method("close", endings.close),
        "alipay.trade.refund": Method("refund", refunds.create),
        "alipay.trade.fastpay.refund.query": Method("refund-query", refunds.query),
        "alipay.open.app.alipaycert.download": Method("certificate", _certificate),
    }
)
PAGES: Mapping[str, Product] = MappingProxyType(
    {"alipay.trade.page.pay": Product.PAGE, "alipay.trade.wap.pay": Product.WAP}
)
APP_METHOD = "alipay.trade.app.pay"
"""Never called: the app is handed its order string."""


def done(
    ground: Ground, method: Method, terms: Terms, asked: dict[str, Any], findings: Findings
) -> dict[str, Any]:
    """Do what was asked in one transaction, and return the inner value of the answer. Raises Problem."""
    findings.number = str(asked.get("out_trade_no") or asked.get("trade_no") or "")[:100]
    with ground.database.together():
        content = method.work(ground, terms, asked)
    ground.ring()
    waits = method.request == "pay" and "gmt_payment" not in content
    return success(content, "10003" if waits else "10000")
