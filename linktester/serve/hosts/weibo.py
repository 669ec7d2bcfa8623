"""Weibo: every outside link goes through a page of its own.

Inside the Weibo app the wrapper passes by itself, but for its `toasturl` form; any other visitor gets the
intermediate page with its link in `.open-url a`, to which a `continueFlag` is added.
"""

from linktester.model.link import PlatformId
from linktester.serve.exchange import Answer, redirect
from linktester.serve.hosts.visit import Handler, Visit, launching, missing, plain
from linktester.serve.pages import page
from linktester.serve.shortcodes import digits

WEIBO = PlatformId("weibo")


def wrapper(visit: Visit) -> Answer:
    """Answer `weibo.cn/sinaurl`."""
    if visit.asked.path.rstrip("/") != "/sinaurl":
        return plain(visit)
    fields = visit.asked.fields
    asking = "toasturl" in fields
    target = fields.get("toasturl", "") if asking else fields.get("u", "")
    if not target.lower().startswith(("http://", "https://")):
        return missing()
    return redirect(target) if visit.app == WEIBO and not asking else _middle(target)


def short(visit: Visit) -> Answer:
    """Answer a `t.cn` short link."""
    if not visit.leads_to:
        return missing()
    return redirect(visit.leads_to) if visit.app == WEIBO else _middle(visit.leads_to)


def applink(visit: Visit) -> Answer:
    """Answer the page that opens other apps by way of Weibo's own scheme."""
    uri = visit.asked.fields.get("scheme", "")
    if visit.asked.path != "/feature/applink" or not uri.lower().startswith("sinaweibo:"):
        return plain(visit)
    return launching("打开应用", "如果没有自动打开，请点下面的按钮。", uri)


def _middle(target: str) -> Answer:
    head, hash_mark, fragment = target.partition("#")
    mark = "&" if "?" in head else "?"
    onward = f"{head}{mark}continueFlag={digits(target, 6)}{hash_mark}{fragment}"
    return page("weibo-middle", title="微博外链", target=target, onward=onward)


HOSTS: dict[str, Handler] = {"weibo.cn": wrapper, "t.cn": short, "m.weibo.cn": applink}
