"""A trade as Alipay tells it: to a query, to a payment, in a notification."""

import json
from typing import Any

from linktester.serve.ground import Ground
from linktester.serve.payapis.alipay.money import yuan
from linktester.serve.payapis.alipay.name import beijing, plain, words
from linktester.serve.state import Order


def identified(order: Order) -> dict[str, Any]:
    """Return both numbers of a trade."""
    return plain({"trade_no": order.platform_number, "out_trade_no": order.number})


def queried(order: Order) -> dict[str, Any]:
    """Return the answer to a query."""
    buyer = words("buyer")
    told: dict[str, Any] = {
        **identified(order),
        "buyer_logon_id": buyer["logon_id"],
        "trade_status": order.state,
        "total_amount": yuan(order.total),
        **_amounts(order),
        "buyer_user_id": buyer["user_id"],
        "buyer_open_id": buyer["open_id"],
    }
    if order.paid_at is not None:
        told["send_pay_date"] = beijing(order.paid_at)
        told["fund_bill_list"] = _bills(order, "fund_channel")
    return told


def bought(order: Order) -> dict[str, Any]:
    """Return the answer to a payment by the payer's own code; an unpaid one tells little."""
    if order.paid_at is None:
        return {**identified(order), "total_amount": yuan(order.total)}
    buyer = words("buyer")
    return {
        **identified(order),
        "buyer_logon_id": buyer["logon_id"],
        "total_amount": yuan(order.total),
        **_amounts(order),
        "gmt_payment": beijing(order.paid_at),
        "fund_bill_list": _bills(order, "fund_channel"),
        "buyer_user_id": buyer["user_id"],
        "buyer_open_id": buyer["open_id"],
    }


def notified(ground: Ground, order: Order) -> dict[str, Any]:
    """Return a notification's fields, texts, as far as the trade has them; without time, id and signature."""
    buyer, told = words("buyer"), dict(order.more)
    fields = {
        "notify_type": "trade_status_sync",
        "app_id": order.merchant,
        "auth_app_id": order.merchant,
        "charset": told["charset"],
        "version": "1.0",
        "sign_type": told["sign_type"],
        **identified(order),
        "buyer_id": buyer["user_id"],
        "buyer_logon_id": buyer["logon_id"],
        "seller_id": ground.credentials.bundle.alipay.seller_id,
        "seller_email": words("seller")["email"],
        "trade_status": order.state,
        "total_amount": yuan(order.total),
        "subject": order.request["subject"],
        "body": order.request.get("body"),
        "passback_params": order.request.get("passback_params"),
        "gmt_create": beijing(order.made_at),
    }
    if order.paid_at is not None:
        bills = json.dumps(_bills(order, "fundChannel"), separators=(",", ":"))
        fields |= {**_amounts(order), "gmt_payment": beijing(order.paid_at), "fund_bill_list": bills}
    if order.ended_at is not None:
        fields["gmt_close"] = beijing(order.ended_at)
    return plain(fields)


def _amounts(order: Order) -> dict[str, str]:
    paid = yuan(order.total if order.paid_at is not None else 0)
    return {
        "receipt_amount": paid,
        "buyer_pay_amount": paid,
        "invoice_amount": paid,
        "point_amount": yuan(0),
    }


def _bills(order: Order, channel: str) -> list[dict[str, str]]:
    return [{channel: "ALIPAYACCOUNT", "amount": yuan(order.total)}]
