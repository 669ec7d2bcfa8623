"""What WeChat Pay is called in the ledger, and the words its parts share."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from linktester.model.zone import CHINA
from linktester.serve.payapis import tables

NAME = "wechatpay"


class Trade(StrEnum):
    """States of an order."""

    NOTPAY = "NOTPAY"
    USERPAYING = "USERPAYING"
    SUCCESS = "SUCCESS"
    REFUND = "REFUND"
    CLOSED = "CLOSED"
    REVOKED = "REVOKED"
    PAYERROR = "PAYERROR"


PAID = frozenset({Trade.SUCCESS, Trade.REFUND})


class Product(StrEnum):
    """Ways to make an order."""

    NATIVE = "native"
    JSAPI = "jsapi"
    APP = "app"
    H5 = "h5"
    CODEPAY = "codepay"


class Mode(StrEnum):
    """With which of the platform's keys a merchant verifies."""

    CERTIFICATE = "certificate"
    PUBLIC_KEY = "public_key"


def limit(name: str) -> int:
    """Return one of the platform's numbers."""
    return tables.limits(NAME)[name]


@cache
def words(table: str) -> Mapping[str, str]:
    """Return the platform's words of one table."""
    return MappingProxyType(dict(tables.words(NAME)[table]))


def beijing(moment: datetime) -> str:
    """Return a moment as the platform writes it: RFC 3339 with +08:00, whole seconds."""
    return moment.astimezone(CHINA).isoformat(timespec="seconds")


def day_text(moment: datetime) -> str:
    """Return a moment's day in Beijing in eight digits, as numbers of the platform hold it."""
    return f"{moment.astimezone(CHINA):%Y%m%d}"
