"""What a payer's app opens, and the order behind it.

A Native code, the H5 cashier's link or the scheme it launches, what a page or app hands to WeChat for JSAPI
and APP (checked against the merchant's signature), a bare prepay id, or a payer's own code.
"""

import re
from typing import Any

import msgspec

from linktester import urls
from linktester.serve.ground import Ground
from linktester.serve.payapis.payments import Refusal
from linktester.serve.payapis.wechatpay.codepay import AUTH
from linktester.serve.payapis.wechatpay.keys import is_signed_by_merchant
from linktester.serve.payapis.wechatpay.name import NAME, Product
from linktester.serve.state import Mint, Order

_NATIVE = re.compile(r"weixin://wxpay/bizpayurl\?(.*)", re.DOTALL)
_CASHIER = re.compile(r"https://wx\.tenpay\.com/cgi-bin/mmpayweb-bin/checkmweb\?(.*)", re.DOTALL)
_LAUNCHED = re.compile(r"weixin://wap/pay\?(.*)", re.DOTALL)
_PREPAY = re.compile(r"wx[0-9a-z]{34}")
_AUTH = re.compile(r"1[0-5][0-9]{16}")


def key_of(code: str) -> tuple[str, ...] | None:
    """Return the keys under which what `code` names may have been minted; None: not of WeChat Pay's form."""
    code = code.strip()
    for pattern, field, products in (
        (_NATIVE, "pr", (Product.NATIVE,)),
        (_CASHIER, "prepay_id", (Product.H5,)),
        (_LAUNCHED, "prepayid", (Product.H5, Product.APP)),
    ):
        found = pattern.fullmatch(code)
        if found:
            token = dict(urls.query(found[1])).get(field, "")
            return tuple(f"{NAME}:{product}:{token}" for product in products)
    if _AUTH.fullmatch(code):
        return (AUTH + code,)
    handed = _handed_over(code)
    prepay = _prepay_of(handed) if handed else code
    if handed is None and not _PREPAY.fullmatch(code):
        return None
    return tuple(f"{NAME}:{product}:{prepay}" for product in (Product.JSAPI, Product.APP, Product.H5))


def mint_of(ground: Ground, code: str) -> Mint | None:
    """Return what was minted for `code`; empty books that nobody has opened yet stay closed."""
    keys, books = key_of(code) or (), ground.database
    if not keys or not (books.is_open or books.peek("SELECT 1 FROM minted LIMIT 1")):
        return None
    return next((mint for key in keys if (mint := ground.minted.find(key)) is not None), None)


def order_of(ground: Ground, code: str) -> Order:
    """Return the order that `code` opens, and note that it was opened. Raises Refusal."""
    now = ground.clock.now()
    for key in key_of(code) or ():
        mint = ground.minted.find(key)
        if mint is None:
            continue
        if mint.order_id is None:
            raise Refusal("order", "this payer's code has not been scanned by a merchant yet")
        if mint.kind != "auth" and mint.is_over(now):
            raise Refusal("expired", "the code is too old; ask for a new one with the same order")
        _check_signature(ground, code)
        ground.minted.open(key, now)
        return ground.ledger.order(mint.order_id)
    raise Refusal("unknown", "no order here has this code")


def _check_signature(ground: Ground, code: str) -> None:
    """Refuse what a page or app hands over with a wrong signature of the merchant's."""
    handed = _handed_over(code)
    if handed is None:
        return
    if "paySign" in handed:
        names, signature = ("appId", "timeStamp", "nonceStr", "package"), handed["paySign"]
    else:
        names, signature = ("appid", "timestamp", "noncestr", "prepayid"), handed.get("sign", "")
    message = "".join(f"{handed.get(name, '')}\n" for name in names).encode("utf-8", "replace")
    if not is_signed_by_merchant(ground.credentials, str(signature), message):
        raise Refusal("signature", f"the signature does not match what was built: {message.decode()!r}")


def _handed_over(code: str) -> dict[str, Any] | None:
    """Return what a page or app hands to WeChat, None when `code` is something else."""
    if not code.lstrip().startswith("{"):
        return None
    try:
        found = msgspec.json.decode(code)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    is_call = isinstance(found, dict) and ("paySign" in found or "prepayid" in found)
    return found if is_call else None


def _prepay_of(handed: dict[str, Any]) -> str:
    if "paySign" in handed:
        return str(handed.get("package", "")).removeprefix("prepay_id=")
    return str(handed.get("prepayid", ""))
