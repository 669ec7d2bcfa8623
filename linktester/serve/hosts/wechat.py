"""WeChat's public hosts: confirm and block pages, mini-program links, articles.

The pages keep the recorded structure (a script that defines `cgiData`, the bare address in
`.weui-msg p.weui-msg__desc`, "continue" as `a.weui-btn.weui-btn_default`); the words are ours.
"""

from linktester import urls
from linktester.serve.exchange import Answer
from linktester.serve.hosts.visit import Handler, Visit, launching, missing, plain, thing
from linktester.serve.interstitials import CONFIRM_TYPE
from linktester.serve.pages import page

_MINI = "weixin://dl/business/?t="


def gate_page(visit: Visit) -> Answer:
    """Answer `newredirectconfirmcgi`: the confirm page for main_type 1, else the block page."""
    if not visit.asked.path.endswith("/newredirectconfirmcgi"):
        return missing()
    fields = visit.asked.fields
    target, kind = fields.get("url", ""), fields.get("main_type", "")
    if kind == CONFIRM_TYPE and target:
        return _confirm(target, kind)
    return _block(target, kind, "该链接暂时无法在这里打开。")


def template_page(visit: Visit) -> Answer:
    """Answer `readtemplate?t=w_redirect_taobao`, the block page of 2018."""
    if not visit.asked.path.endswith("/readtemplate"):
        return missing()
    return _block(visit.asked.fields.get("url", ""), "template", "可以把网址抄下来，在手机浏览器里打开。")


def url_link(visit: Visit) -> Answer:
    """Answer a URL Link: its page moves on to the mini-program's ticket, inside WeChat and outside."""
    if len(visit.segments) != 1:
        return missing()
    uri = _MINI + visit.segments[0]
    custom = visit.asked.fields.get("cq")
    if custom is not None:
        uri += "&" + visit.asked.query
    return launching("打开小程序", "正在前往微信小程序。", uri)


def article(visit: Visit) -> Answer:
    """Answer an article of a public account."""
    if visit.segments[:1] != ("s",):
        return plain(visit)
    kept = urls.without_query(visit.own_address, _SHARER)
    return thing(visit, kept, "公众号文章", words="仿真文章页，正文从略。")


def universal(_: Visit) -> Answer:
    """Answer the open-SDK's universal-link host when no app has taken the link."""
    return page("notice", title="打开微信", words="请在手机上安装微信后再试。")


def store(visit: Visit) -> Answer:
    """Answer the store page WeChat on Android falls back to."""
    package = visit.asked.fields.get("pkgname", "")
    address = visit.asked.url
    return page("install", title="应用下载", name="该应用的", package=package, store=address)


def _confirm(target: str, kind: str) -> Answer:
    mark = "&" if "?" in target else "?"
    head, hash_mark, fragment = target.partition("#")
    onward = f"{head}{mark}nsukey=emulated{hash_mark}{fragment}"
    return page("weixin-confirm", title="打开网页", target=target, kind=kind, onward=onward)


def _block(target: str, kind: str, words: str) -> Answer:
    return page("weixin-block", title="无法打开", target=target, kind=kind, words=words)


_SHARER = frozenset({"scene", "srcid", "sharer_sharetime", "sharer_shareid", "sharer_shareinfo"})

HOSTS: dict[str, Handler] = {
    "weixin110.qq.com": gate_page,
    "support.weixin.qq.com": gate_page,
    "security.wechat.com": gate_page,
    "szsupport.weixin.qq.com": template_page,
    "wxaurl.cn": url_link,
    "wxmpurl.cn": url_link,
    "mp.weixin.qq.com": article,
    "help.wechat.com": universal,
    "a.app.qq.com": store,
}
