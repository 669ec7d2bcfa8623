"""Taobao and Tmall: items, short links whose page holds the item's address, clicks, the wake-up wrapper."""

from linktester.serve.exchange import Answer, redirect
from linktester.serve.hosts.visit import Handler, Visit, launching, missing, plain, thing
from linktester.serve.pages import page
from linktester.serve.shortcodes import taobao_item


def item(visit: Visit) -> Answer:
    """Answer an item's address; without an id there is nothing to show."""
    id_ = visit.asked.fields.get("id", "")
    if not id_.isdigit():
        return plain(visit) if visit.asked.path in {"/", ""} else missing()
    host = "detail.tmall.com" if "tmall" in visit.asked.host else "item.taobao.com"
    return thing(
        visit, f"https://{host}/item.htm?id={id_}", f"商品 {id_}", words="仿真商品页，价格与图片从略。"
    )


def short(visit: Visit) -> Answer:
    """Answer a short link: a page whose script names the item and goes there."""
    if visit.leads_to is None:
        return missing()
    return page("moving", title="正在前往", words="正在打开商品。", to=visit.leads_to)


def click(visit: Visit) -> Answer:
    """Answer an affiliate click, which counts and goes on."""
    code = visit.asked.fields.get("e", "")
    return redirect(taobao_item(code)) if code else missing()


def wake(visit: Visit) -> Answer:
    """Answer the wrapper that wakes the app: it carries the app's own link."""
    uri = visit.asked.fields.get("smburl", "")
    if not uri.lower().startswith("tbopen:"):
        return missing()
    return launching("打开淘宝", "如果没有自动打开，请点下面的按钮。", uri)


HOSTS: dict[str, Handler] = {
    "item.taobao.com": item,
    "h5.m.taobao.com": item,
    "detail.tmall.com": item,
    "detail.m.tmall.com": item,
    "m.tb.cn": short,
    "c.tb.cn": short,
    "s.tb.cn": short,
    "t.tb.cn": short,
    "s.click.taobao.com": click,
    "ace.tb.cn": wake,
}
