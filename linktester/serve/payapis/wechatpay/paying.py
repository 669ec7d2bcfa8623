"""The moment an order is paid."""

from dataclasses import replace

from linktester.serve.ground import Ground
from linktester.serve.payapis.minting import digits
from linktester.serve.payapis.wechatpay import callbacks
from linktester.serve.payapis.wechatpay.name import Product, Trade, day_text
from linktester.serve.state import Order


def settle(ground: Ground, order: Order) -> Order:
    """Pay `order` and put down its callback; return it as it stands then. Belongs into a transaction."""
    now = ground.clock.now()
    # Elsewhere the field is none of the platform's, and may hold anything.
    named = order.request["payer"]["openid"] if order.product == Product.JSAPI else ""
    openid = named or ground.credentials.bundle.wechatpay.payer_openid
    paid = ground.ledger.save(
        replace(
            order,
            state=Trade.SUCCESS,
            paid_at=now,
            platform_number=f"42000{digits(5)}{day_text(now)}{digits(10)}",
            more={**order.more, "openid": openid, "bank_type": "OTHERS"},
        )
    )
    callbacks.payment_event(ground, paid)
    return paid
