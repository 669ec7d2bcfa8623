"""Orders made for a payment case: what is wished for, and how the order ended."""

from dataclasses import dataclass
from enum import StrEnum


class OrderProduct(StrEnum):
    """How a merchant asks for money; each belongs to one platform's API, the last to an acquirer."""

    WECHATPAY_NATIVE = "wechatpay/native"
    WECHATPAY_H5 = "wechatpay/h5"
    WECHATPAY_JSAPI = "wechatpay/jsapi"
    WECHATPAY_APP = "wechatpay/app"
    ALIPAY_PRECREATE = "alipay/precreate"
    ALIPAY_PAGE = "alipay/page"
    ALIPAY_WAP = "alipay/wap"
    ALIPAY_APP = "alipay/app"
    AGGREGATED = "aggregated"
    """One https code; the acquirer's server looks who is asking and takes an order at that wallet."""


class PayerDoes(StrEnum):
    """What the payer does once their app shows the order."""

    PAY = "pay"
    FAIL = "fail"
    CANCEL = "cancel"
    LOOK = "look"
    """Looks at the order and goes away."""


class ReturnLeg(StrEnum):
    """Where the payer stands after paying."""

    NONE = "none"
    """Nothing to return to: the code was scanned from elsewhere, and the payer's app is where it ends."""
    SAME_TAB = "same-tab"
    """Back on the merchant's page, in the tab or web view that led to paying."""
    NEW_TAB = "new-tab"
    """The merchant's page opens, but in another tab, browser or app than the one that led to paying."""
    APP = "app"
    """Back in the app that led to paying."""
    LOST = "lost"
    """There was somewhere to return to, and the payer does not get there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderWish:
    """An order to be made before its code is put anywhere."""

    product: OrderProduct
    fen: int
    """Amount in fen of CNY, 1 or more."""
    subject: str
    payer: PayerDoes = PayerDoes.PAY
    return_url: str | None = None
    """Where the merchant wants the payer back; not every product has it."""
    scan_after: int = 0
    """Seconds of business time between the order and its code being opened."""
    expires_after: int | None = None
    """Seconds within which the order can be paid; None: the platform's default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentEnd:
    """How the order of a payment case ended, from evidence alone."""

    platform: str
    """`wechatpay` or `alipay`; of an aggregated code the wallet that was paid with, empty when none was."""
    number: str
    """The merchant's order number."""
    fen: int
    state: str
    """The platform's own word at the merchant's last query, such as `SUCCESS` or `TRADE_CLOSED`; empty when
    the platform knows no trade yet, or was not asked."""
    paid: bool
    leg: ReturnLeg | None = None
    """None when nobody paid."""
    landed: str = ""
    """Address or app where the payer stands afterwards; untrusted."""
    refused: str = ""
    """Why the payer's app would not pay, in one word: `expired`, `closed`, `paid` …"""
