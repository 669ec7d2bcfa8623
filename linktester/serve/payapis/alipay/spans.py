"""How long trades and codes live: `90m`, `2h`, `15d`, `1c` (till midnight in Beijing), or a point in time."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from linktester.model.zone import CHINA
from linktester.serve.payapis.alipay.name import Product, limit, moment_of

_UNITS = {"m": 60, "h": 3600, "d": 86400}


def end(text: str, start: datetime) -> datetime | None:
    """Return when a span of the checked form ends, None when it is longer than the platform allows."""
    if text == "1c":
        midnight = datetime.combine(start.astimezone(CHINA).date(), time(), CHINA)
        return midnight + timedelta(days=1)
    seconds = int(text[:-1]) * _UNITS[text[-1]]
    return start + timedelta(seconds=seconds) if seconds <= limit("timeout-most-seconds") else None


def trade_end(asked: Mapping[str, Any], start: datetime, product: str) -> datetime | None:
    """Return the last moment to pay a trade made at `start`; None when what was asked for cannot be."""
    if asked.get("time_expire"):
        moment = moment_of(asked["time_expire"])
        return moment if moment is not None and moment > start else None
    if asked.get("timeout_express"):
        return end(asked["timeout_express"], start)
    life = "pay-trade-life-seconds" if product == Product.PAY else "trade-life-seconds"
    return start + timedelta(seconds=limit(life))


def code_end(asked: Mapping[str, Any], start: datetime) -> datetime | None:
    """Return until when a code minted at `start` can be scanned; None when what was asked for cannot be."""
    if asked.get("qr_code_timeout_express"):
        return end(asked["qr_code_timeout_express"], start)
    return start + timedelta(seconds=limit("code-life-seconds"))
