"""An order as WeChat Pay tells it: the answer to a query and the content of a callback."""

from typing import Any

from linktester.serve.payapis.wechatpay.name import Product, beijing, words
from linktester.serve.state import Order


def transaction(order: Order) -> dict[str, Any]:
    """Return the order's JSON."""
    asked = order.request
    told: dict[str, Any] = {
        "appid": asked["appid"],
        "mchid": order.merchant,
        "out_trade_no": order.number,
        "trade_state": order.state,
        "trade_state_desc": words("trade_state")[order.state],
    }
    if order.paid_at is not None:
        told |= _paid(order)
    elif order.product == Product.CODEPAY:
        told |= {"trade_type": words("trade_type")[order.product], "amount": _amount(order)}
    else:
        told["amount"] = _amount(order)
    device = (asked.get("scene_info") or {}).get("device_id")
    if device:
        told["scene_info"] = {"device_id": device}
    return told


def _paid(order: Order) -> dict[str, Any]:
    assert order.paid_at is not None
    return {
        "transaction_id": order.platform_number,
        "trade_type": words("trade_type")[order.product],
        "bank_type": order.more.get("bank_type", "OTHERS"),
        "attach": order.request.get("attach") or "",
        "success_time": beijing(order.paid_at),
        "payer": {"openid": order.more.get("openid", "")},
        "amount": {**_amount(order), "payer_total": order.total, "payer_currency": "CNY"},
        "promotion_detail": [],
    }


def _amount(order: Order) -> dict[str, Any]:
    return {"total": order.total, "currency": "CNY"}
