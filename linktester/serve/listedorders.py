"""An order as lists of orders tell it: what its platform says, and what the books hold beside that.

Times are ISO 8601 with their zone whatever the platform's own form is.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from linktester.serve.ground import Ground
from linktester.serve.payapis.alipay.name import CODE, QR_ADDRESS
from linktester.serve.payapis.payments import Payments
from linktester.serve.payapis.wechatpay.name import NAME as WECHATPAY
from linktester.serve.payapis.wechatpay.name import Product
from linktester.serve.payapis.wechatpay.orders import NATIVE
from linktester.serve.state import Order, Refund

_OPENED: Mapping[str, str] = {
    f"{WECHATPAY}:{Product.NATIVE}:": NATIVE,
    f"{WECHATPAY}:{Product.JSAPI}:": "",
    f"{WECHATPAY}:{Product.APP}:": "",
    f"{WECHATPAY}:{Product.H5}:": "",
    CODE: QR_ADDRESS,
}
"""What a minted key begins with → what stands before its token in the code that the payer opens."""


def listed(ground: Ground, payments: Payments, order: Order) -> dict[str, Any]:
    """Return an order in plain JSON."""
    return {
        **payments.told(order),
        "moments": {
            name: _told(getattr(order, name)) for name in ("made_at", "expires_at", "paid_at", "ended_at")
        },
        "notify_url": order.notify_url,
        "request": order.request,
        "code": code_of(ground, order),
        "refunds": [_refund(each) for each in ground.ledger.refunds_of(order)],
    }


def code_of(ground: Ground, order: Order) -> str:
    """Return the newest code that opens `order`; empty where none was handed out."""
    for mint in reversed(ground.minted.of_order(order.id)):
        for begin, before in _OPENED.items():
            if mint.key.startswith(begin):
                return before + mint.key.removeprefix(begin)
    return ""


def _refund(refund: Refund) -> dict[str, Any]:
    return {
        "number": refund.number,
        "state": refund.state,
        "amount": refund.amount,
        "made_at": _told(refund.made_at),
        "done_at": _told(refund.done_at),
    }


def _told(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
