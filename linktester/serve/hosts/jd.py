"""JD: item pages and short links."""

import re

from linktester.serve.exchange import Answer
from linktester.serve.hosts.visit import Handler, Visit, plain, short, thing

_DESKTOP = re.compile(r"^/(\d+)\.html$")
_MOBILE = re.compile(r"^/product/(\d+)\.html$")


def desktop(visit: Visit) -> Answer:
    """Answer an item's page on `item.jd.com`."""
    return _item(visit, _DESKTOP)


def mobile(visit: Visit) -> Answer:
    """Answer an item's page on `item.m.jd.com`."""
    return _item(visit, _MOBILE)


def _item(visit: Visit, pattern: re.Pattern[str]) -> Answer:
    found = pattern.match(visit.asked.path)
    if found is None:
        return plain(visit)
    address = f"https://item.jd.com/{found[1]}.html"
    return thing(visit, address, f"京东商品 {found[1]}", words="仿真商品页，价格与图片从略。")


HOSTS: dict[str, Handler] = {"item.jd.com": desktop, "item.m.jd.com": mobile, "u.jd.com": short}
