"""Asynchronous notifications: a form, signed anew for every try, without a single empty field."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import quote_plus

from linktester.serve.ground import Ground
from linktester.serve.payapis.alipay import keys, states
from linktester.serve.payapis.alipay.name import NAME, beijing, plain
from linktester.serve.payapis.alipay.parameters import joined
from linktester.serve.payapis.alipay.telling import notified
from linktester.serve.payapis.payments import Outgoing, Refusal, Tamper
from linktester.serve.state import Notice, Order

LADDER = "notify"
SUCCESS = b"success"
_UNSIGNED = frozenset({"sign", "sign_type"})


def tell(ground: Ground, order: Order, more: Mapping[str, Any] | None = None) -> None:
    """Put down that the merchant is to be told how `order` stands, where it and the product want it."""
    if not order.notify_url or not states.is_told(order):
        return
    now = ground.clock.now()
    ground.notices.add(
        Notice(
            id=f"{beijing(now)[:10].replace('-', '')}00222{secrets.token_hex(11)}",
            platform=NAME,
            merchant=order.merchant,
            number=order.number,
            event=order.state,
            url=order.notify_url,
            ladder=LADDER,
            payload={**notified(ground, order), **(more or {})},
            made_at=now,
            due=now,
        )
    )


def outgoing(ground: Ground, notice: Notice, tamper: Tamper | None) -> Outgoing:
    """Build one try of a notification. Raises Refusal for a damage Alipay's cannot have."""
    if tamper is Tamper.PROBE:
        raise Refusal("tamper", "Alipay sends no signature probes")
    now = ground.clock.now()
    at = now - timedelta(days=366) if tamper is Tamper.TIMESTAMP else now
    fields = plain({**notice.payload, "notify_time": beijing(at), "notify_id": notice.id})
    charset = fields["charset"]
    fields["sign"] = signature(ground, fields)
    if tamper is Tamper.SIGNATURE:
        fields["sign"] = ("B" if fields["sign"][0] == "A" else "A") + fields["sign"][1:]
    if tamper is Tamper.BODY:
        fields["total_amount"] = "0.01" if fields["total_amount"] != "0.01" else "0.02"
    return Outgoing(
        headers={"Content-Type": f"application/x-www-form-urlencoded; charset={charset}"},
        body=form(fields).encode("ascii"),
    )


def signature(ground: Ground, fields: Mapping[str, str]) -> str:
    """Return the platform's signature over a form it sends: all fields but `sign` and `sign_type`."""
    octets = {
        name.encode(): value.encode(fields["charset"], "replace")
        for name, value in fields.items()
        if name not in _UNSIGNED
    }
    return keys.sign(ground.credentials, joined(octets), fields["sign_type"])


def form(fields: Mapping[str, str]) -> str:
    """Return fields form-encoded in their own charset."""
    charset = fields["charset"]
    return "&".join(
        f"{name}={quote_plus(value, encoding=charset, errors='replace')}" for name, value in fields.items()
    )
