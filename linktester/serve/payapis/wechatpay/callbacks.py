"""Callbacks of WeChat Pay: the event, sealed for the merchant and signed anew for every try."""

import base64
import os
import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

from linktester.serve.ground import Ground
from linktester.serve.payapis.payments import Outgoing, Tamper
from linktester.serve.payapis.wechatpay import keys
from linktester.serve.payapis.wechatpay.answers import signature_headers, signed_text
from linktester.serve.payapis.wechatpay.name import NAME, Mode, beijing, limit, words
from linktester.serve.payapis.wechatpay.transaction import transaction
from linktester.serve.state import Notice, Order, Refund
from linktester.serve.wire import encoded

LADDER = "notify"
PROBE = "WECHATPAY/SIGNTEST/"


def payment_event(ground: Ground, order: Order) -> None:
    """Put down that an order was paid, where the merchant wants to be told."""
    if order.notify_url:
        notice = _notice(ground, order, "TRANSACTION.SUCCESS", transaction(order))
        ground.notices.add(replace(notice, url=order.notify_url))


def refund_event(ground: Ground, order: Order, refund: Refund) -> None:
    """Put down how a refund ended, where the merchant wants to be told."""
    if refund.notify_url:
        notice = _notice(ground, order, f"REFUND.{refund.state}", _refund_content(order, refund))
        ground.notices.add(replace(notice, url=refund.notify_url))


def outgoing(ground: Ground, notice: Notice, tamper: Tamper | None) -> Outgoing:
    """Build one try: the same event and id, newly sealed and signed."""
    credentials, payload = ground.credentials, notice.payload
    body = encoded(
        {
            "id": notice.id,
            "create_time": payload["create_time"],
            "resource_type": "encrypt-resource",
            "event_type": notice.event,
            "summary": words("event")[notice.event],
            "resource": {
                "original_type": payload["original_type"],
                **keys.seal(credentials, encoded(payload["content"]), payload["original_type"]),
            },
        }
    )
    moment = ground.clock.real()
    if tamper is Tamper.TIMESTAMP:
        moment -= timedelta(seconds=2 * limit("signature-skew-seconds"))
    timestamp, nonce = str(int(moment.timestamp())), keys.nonce_text(32)
    serial = keys.serial_for(credentials, Mode(ground.callback_keys.next(payload["mode"])))
    signature = keys.sign(credentials, serial, signed_text(timestamp, nonce, body))
    headers = signature_headers(serial, _damaged(signature, tamper), timestamp, nonce)
    return Outgoing(
        headers={"Content-Type": "application/json", "User-Agent": "Mozilla/4.0", **headers},
        body=_with_other_content(body) if tamper is Tamper.BODY else body,
    )


def _notice(ground: Ground, order: Order, event: str, content: dict[str, Any]) -> Notice:
    now = ground.clock.now()
    return Notice(
        id=str(uuid.uuid4()),
        platform=NAME,
        merchant=order.merchant,
        number=order.number,
        event=event,
        url="",
        ladder=LADDER,
        payload={
            "create_time": beijing(now),
            "original_type": event.partition(".")[0].lower(),
            "content": content,
            "mode": order.more["mode"],
        },
        made_at=now,
        due=now,
    )


def _refund_content(order: Order, refund: Refund) -> dict[str, Any]:
    content: dict[str, Any] = {
        "mchid": order.merchant,
        "out_trade_no": order.number,
        "transaction_id": order.platform_number,
        "out_refund_no": refund.number,
        "refund_id": refund.platform_number,
        "refund_status": refund.state,
        "user_received_account": "支付用户零钱",
        "amount": {
            "total": order.total,
            "refund": refund.amount,
            "payer_total": order.total,
            "payer_refund": refund.amount,
        },
    }
    if refund.done_at is not None:
        content["success_time"] = beijing(refund.done_at)
    return content


def _damaged(signature: str, tamper: Tamper | None) -> str:
    if tamper is Tamper.PROBE:
        return PROBE + base64.b64encode(os.urandom(256)).decode()
    if tamper is Tamper.SIGNATURE:
        return ("B" if signature[0] == "A" else "A") + signature[1:]
    return signature


def _with_other_content(body: bytes) -> bytes:
    """Return the body with one letter of its ciphertext changed, after it was signed."""
    before, name, after = body.partition(b'"ciphertext":"')
    return before + name + (b"B" if after[:1] == b"A" else b"A") + after[1:]
