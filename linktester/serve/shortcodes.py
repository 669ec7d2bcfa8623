"""Where short links lead. What a code means is not public, so it is made of the code: always the same.

Short hosts of which it is not on record to what kind of address they lead are not here; their pages state
the short link itself.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

_CODE = re.compile(r"[A-Za-z0-9_.\-]+")
_TAOBAO = re.compile(r"h\.[A-Za-z0-9]+")


def address(host: str, path: str) -> str | None:
    """Return where the short link at `host` and `path` leads, None when it is none."""
    leads = _LEADS.get(host)
    code = path.strip("/").partition("?")[0]
    if leads is None or not code:
        return None
    return leads(code) if _CODE.fullmatch(code) else None


def digits(code: str, length: int) -> str:
    """Return a decimal number of `length` digits that only depends on `code`; never starts with 0."""
    value = int.from_bytes(hashlib.sha256(code.encode("utf-8", "surrogatepass")).digest()[:16])
    return str(10 ** (length - 1) + value % (9 * 10 ** (length - 1)))


def hexes(code: str, length: int) -> str:
    """Return `length` hex digits that only depend on `code`."""
    return hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def taobao_item(code: str) -> str:
    """Return the item a Taobao short code or affiliate click leads to."""
    return f"https://item.taobao.com/item.htm?id={digits(code, 12)}"


def _taobao(code: str) -> str | None:
    return taobao_item(code) if _TAOBAO.fullmatch(code) else None


def _douyin(code: str) -> str:
    return f"https://www.douyin.com/video/{digits(code, 19)}"


def _jd(code: str) -> str:
    return f"https://item.m.jd.com/product/{digits(code, 12)}.html"


def _weibo(code: str) -> str:
    return f"https://m.weibo.cn/{digits(code, 16)}"


def _alipay(code: str) -> str:
    scheme = f"alipays://platformapi/startapp?appId={digits(code, 16)}"
    return f"https://render.alipay.com/p/s/i/?scheme={quote(scheme, safe='')}"


_LEADS: Mapping[str, Callable[[str], str | None]] = {
    "m.tb.cn": _taobao,
    "c.tb.cn": _taobao,
    "s.tb.cn": _taobao,
    "t.tb.cn": _taobao,
    "v.douyin.com": _douyin,
    "u.jd.com": _jd,
    "t.cn": _weibo,
    "ur.alipay.com": _alipay,
}
