"""What Alipay is called in the ledger, its products, states, numbers and times."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from linktester.model.zone import CHINA
from linktester.serve.payapis import tables
from linktester.serve.payapis.minting import digits

NAME = "alipay"
CODE = f"{NAME}:code:"
"""Mint key of a code that precreate made; its token follows."""
CASHIER = f"{NAME}:cashier:"
"""Mint key of an opened cashier page."""
AUTH = f"{NAME}:auth:"
"""Mint key of a payer's own code."""
QR_ADDRESS = "https://qr.alipay.com/"
CASHIER_PATH = "/alipay/cashier/"
"""Where our cashier page stands; the real one has its own host."""
GATEWAY = "/gateway.do"
REST_PATH = "/v3/alipay/"


class Trade(StrEnum):
    """States of a trade."""

    NONE = "NO_TRADE"
    """Ours: a code exists that nobody has scanned, and the platform knows no trade yet."""
    WAITING = "WAIT_BUYER_PAY"
    PAID = "TRADE_SUCCESS"
    CLOSED = "TRADE_CLOSED"
    FINISHED = "TRADE_FINISHED"


class Event(StrEnum):
    """What happens to a trade."""

    ORDER = "order"
    """The merchant uses its number again."""
    OPEN = "open"
    PAY = "pay"
    CLOSE = "close"
    CANCEL = "cancel"
    TIMEOUT = "timeout"
    REFUND_PART = "refund-part"
    REFUND_ALL = "refund-all"
    FINISH = "finish"


class Product(StrEnum):
    """Ways to make a trade."""

    PRECREATE = "precreate"
    PAY = "pay"
    PAGE = "page"
    WAP = "wap"
    APP = "app"


def limit(name: str) -> int:
    """Return one of the platform's numbers."""
    return tables.limits(NAME)[name]


def words(table: str) -> Mapping[str, str]:
    """Return the platform's words of one table."""
    return tables.words(NAME)[table]


def beijing(moment: datetime) -> str:
    """Return a moment as the platform writes it: Beijing time, without a zone."""
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"


def moment_of(text: str) -> datetime | None:
    """Return the moment of `yyyy-MM-dd HH:mm[:ss]`, None when there is no such day or hour."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=CHINA)
    except ValueError:
        return None


def new_trade_number(now: datetime) -> str:
    """Return a trade number of 28 digits: the day in Beijing, 22001, and fifteen more."""
    return f"{now.astimezone(CHINA):%Y%m%d}22001{digits(15)}"


def plain(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy without empty fields, which the platform does not send."""
    return {name: each for name, each in value.items() if each not in ("", None)}
