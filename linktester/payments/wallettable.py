"""The facts about codes of Chinese wallets, from `data/payments/wallets.toml`."""

from dataclasses import dataclass
from functools import cache

from linktester import tables
from linktester.model.payment import FormField, Title
from linktester.payments.parameters import Parameter, Parameters


@dataclass(frozen=True, kw_only=True)
class Place:
    """What may stand between `weixin://` and the query."""

    place: str
    kind: str
    """`native` or `short`."""
    misprint: bool = False
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Prefix:
    """How a token or an opaque code begins, and what that makes it."""

    prefix: str
    kind: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WeChat:
    """Codes of WeChat Pay."""

    place: tuple[Place, ...]
    native: tuple[Parameter, ...]
    static: tuple[Parameter, ...]
    collect: tuple[Prefix, ...]
    form: tuple[FormField, ...]


@dataclass(frozen=True, kw_only=True)
class Alipay:
    """Codes on Alipay's host."""

    host: str
    least: int
    most: int
    """Characters of an order token that were seen."""
    prefix: tuple[Prefix, ...]
    form: tuple[FormField, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Part:
    """A run of digits in the path of a UnionPay code."""

    name: str
    title: Title
    least: int
    most: int
    other: tuple[str, ...] = ()
    """What institutions of their own accord write there."""


@dataclass(frozen=True, kw_only=True)
class Other:
    """A path on the same host that is no merchant code."""

    path: str
    kind: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class UnionPay:
    """Codes on UnionPay's host."""

    host: str
    part: tuple[Part, ...]
    other: tuple[Other, ...]
    form: tuple[FormField, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Aggregated:
    """Codes that lead to a web address which sends each wallet its own way."""

    own_hosts: tuple[str, ...]
    form: tuple[FormField, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Wallets:
    """The whole table."""

    as_of: str
    advised_octets: int
    """Longer codes need a picture that cheap scanners miss."""
    wechat: WeChat
    alipay: Alipay
    unionpay: UnionPay
    aggregated: Aggregated


@cache
def wallets() -> Wallets:
    """Return the table, read once."""
    return tables.read("payments/wallets.toml", Wallets)


@cache
def native() -> Parameters:
    """Return the parameters of WeChat's order codes."""
    return Parameters(wallets().wechat.native)


@cache
def static() -> Parameters:
    """Return the parameters of WeChat's static product codes."""
    return Parameters(wallets().wechat.static)
