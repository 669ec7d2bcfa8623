"""QQ's pages before an outside link.

What tells middlem from middleb from middlect is not known; the emulator's client uses middlect to ask and
middleb to refuse, and says so. The newer `{ios,android,pc}.html?url=` asks.
"""

from linktester.serve.exchange import Answer
from linktester.serve.hosts.visit import Handler, Visit, missing, plain
from linktester.serve.pages import page

_ASKING = frozenset({"middlect.html", "middlem.html", "index.html", "ios.html", "android.html", "pc.html"})


def middle(visit: Visit) -> Answer:
    """Answer one of the middle pages."""
    name = visit.segments[-1] if visit.segments else ""
    target = visit.asked.fields.get("pfurl") or visit.asked.fields.get("url", "")
    if not target or not (name in _ASKING or name == "middleb.html"):
        return missing()
    if name == "middleb.html":
        words = "为了账号安全，这个网页没有打开。"
        return page("qq-middle", title="网页未打开", target=target, words=words, onward=None)
    words = "你要去的是外部网站，请勿在那里填写账号信息。"
    return page("qq-middle", title="访问外部网页", target=target, words=words, onward=target)


def mirror(visit: Visit) -> Answer:
    """Answer Qzone's check page."""
    target = visit.asked.fields.get("url", "")
    if not target:
        return missing()
    words = "你要去的是外部网站，请勿在那里填写账号信息。"
    return page("qq-middle", title="访问外部网页", target=target, words=words, onward=target)


HOSTS: dict[str, Handler] = {
    "c.pc.qq.com": middle,
    "www.urlshare.cn": mirror,
    "qm.qq.com": plain,
}
