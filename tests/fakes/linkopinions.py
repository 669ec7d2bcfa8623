"""What the standard library, btclib and python-stdnum say about codes that are links or digits."""

import hashlib
import hmac
import re
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from btclib import b32, b58
from stdnum import bitcoin

from tests.fakes.madecodes import Made

Pair = tuple[Any, Any]
"""Ours and theirs."""
PAYER_CODES = {
    "wechat": r"1[0-5]\d{16}",
    "alipay": r"(2[5-9]|30)\d{14,22}",
    "unionpay": r"62\d{17}",
    "baidu": r"31\d{14,16}",
}
"""As cashier libraries print them."""


def bitcoin_link(made: Made) -> Pair:
    """btclib on the address, python-stdnum where it knows the kind, urllib on the rest."""
    link = urlsplit(made.payload.decode("ascii"))
    asked = {name: value for name, value in made.values.items() if name != "address"}
    address = link.path
    network = _network(address)
    assert network == ("testnet" if address.lower().startswith("tb1") else "mainnet")
    assert network == "testnet" or address.lower().startswith("bc1p") or bitcoin.is_valid(address)
    found = dict(parse_qsl(link.query, strict_parsing=True)) if link.query else {}
    return (link.scheme, address, found), ("bitcoin", made.values.get("address", ""), asked)


def upi_link(made: Made) -> Pair:
    """urllib takes the link apart; a blank is %20, so both ways of reading a plus agree."""
    link = urlsplit(made.payload.decode("ascii"))
    pairs = (each.partition("=") for each in link.query.split("&"))
    strict = {name: unquote(value) for name, _, value in pairs}
    asked = {"cu": "INR", **made.values}
    return (dict(parse_qsl(link.query)), strict, link.netloc), (asked, asked, "pay")


def wechat_link(made: Made) -> Pair:
    """urllib takes the link apart; hashlib and hmac sign it again as the documentation says."""
    said, link = dict(made.values), urlsplit(made.payload.decode("ascii"))
    found = dict(parse_qsl(link.query, keep_blank_values=True))
    key, kind = said.pop("key", ""), said.pop("sign_type", "MD5")
    if key:
        text = "&".join(f"{name}={said[name]}" for name in sorted(said) if said[name]) + f"&key={key}"
        md5 = hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
        sha = hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()
        said["sign"] = {"MD5": md5, "HMAC-SHA256": sha}[kind].upper()
    return (link.scheme, link.netloc, found), ("weixin", "wxpay", said)


def path_link(made: Made) -> Pair:
    """urllib takes the address apart."""
    link = urlsplit(made.payload.decode("ascii"))
    hosts = {"alipay-precreate": "qr.alipay.com", "unionpay-url": "qr.95516.com"}
    return (link.scheme, link.netloc, link.path[1:].split("/")), (
        "https",
        hosts[made.standard],
        list(made.values.values()),
    )


def same_address(made: Made) -> Pair:
    """The address is what was asked for, and urllib finds a host in it."""
    link = made.payload.decode()
    assert urlsplit(link).hostname == "pay.acquirer.example"
    return link, made.values["url"]


def payer_digits(made: Made) -> Pair:
    """One wallet's published expression fits, and no other's."""
    digits = made.payload.decode("ascii")
    fitting = [name for name, rule in PAYER_CODES.items() if re.fullmatch(rule, digits)]
    return (digits, 1), (made.values["code"], len(fitting))


def _network(address: str) -> str:
    if address.lower().startswith(("bc1", "tb1")):
        return b32.witness_from_address(address)[2]
    return str(b58.h160_from_address(address)[2])
