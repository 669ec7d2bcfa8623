"""Where a host's own pages in front of a link stand: addresses as recorded, with the target in them.

A platform that is not listed here has no recorded page. `None` from a function means: nothing on record.
"""

from datetime import datetime
from urllib.parse import quote, unquote

from linktester import urls
from linktester.model.link import Link, PlatformId
from linktester.model.zone import CHINA

CONFIRM_TYPE = "1"
_BLOCK_TYPE = "2"
_TEMPLATE_FROM = datetime(2018, 6, 1, tzinfo=CHINA)
_TEMPLATE_BEFORE = datetime(2021, 9, 17, tzinfo=CHINA)
"""The Taobao template is on record for June 2018; it is used until the order that ended its reason."""
_GATE = "https://weixin110.qq.com/cgi-bin/mmspamsupport-bin/newredirectconfirmcgi"
_TEMPLATE = "https://szsupport.weixin.qq.com/cgi-bin/mmsupport-bin/readtemplate?t=w_redirect_taobao&url="
_TAOBAO = frozenset({"taobao", "tmall", "taote", "xianyu"})
_WRAPS = {
    "weibo": "https://weibo.cn/sinaurl?u=",
    "zhihu": "https://link.zhihu.com/?target=",
    "csdn": "https://link.csdn.net/?target=",
    "juejin": "https://link.juejin.cn/?target=",
    "bilibili": "https://www.bilibili.com/york/link-middle-page?redirect_url=",
    "wecom": "https://open.work.weixin.qq.com/wwopen/uriconfirm?uri=",
}
_HOSTS = {
    "wechat": frozenset(
        {"weixin110.qq.com", "szsupport.weixin.qq.com", "support.weixin.qq.com", "security.wechat.com"}
    ),
    "qq": frozenset({"c.pc.qq.com", "www.urlshare.cn"}),
    "weibo": frozenset({"weibo.cn", "t.cn"}),
    "zhihu": frozenset({"link.zhihu.com"}),
    "csdn": frozenset({"link.csdn.net"}),
    "juejin": frozenset({"link.juejin.cn"}),
    "bilibili": frozenset({"www.bilibili.com", "game.bilibili.com"}),
    "wecom": frozenset({"open.work.weixin.qq.com"}),
}
_FIELDS = frozenset({"url", "u", "toasturl", "target", "pfurl", "uri", "redirect_url"})


def confirm_page(host: PlatformId, target: str) -> str | None:
    """Return the page on which `host` asks before it opens `target`."""
    if host == "wechat":
        return f"{_GATE}?main_type={CONFIRM_TYPE}&evil_type=100&source=2&url={_encoded(target)}&scene=1"
    if host == "qq":
        return f"https://c.pc.qq.com/middlect.html?pfurl={_encoded(target)}&pfto=qq.msg&type=0&iscontinue=0"
    if host == "weibo":
        # Both forms of its redirect page are on record, not what tells them apart: that this one asks is
        # our reading of its name.
        return f"https://weibo.cn/sinaurl?toasturl={_encoded(target)}"
    return wrap_page(host, target)


def wrap_page(host: PlatformId, target: str) -> str | None:
    """Return the redirect page through which `host` sends every outside link."""
    before = _WRAPS.get(host)
    return before + _encoded(target) if before else None


def block_page(host: PlatformId, link: Link, as_of: datetime) -> str | None:
    """Return the page by which `host` refuses `link` on that date."""
    if host == "wechat":
        if link.target in _TAOBAO and _TEMPLATE_FROM <= as_of < _TEMPLATE_BEFORE:
            return _TEMPLATE + _encoded(link.text)
        kind = f"main_type={_BLOCK_TYPE}&evil_type=20&source=2"
        return f"{_GATE}?{kind}&url={_encoded(link.text)}#wechat_redirect"
    if host == "qq":
        return f"https://c.pc.qq.com/middleb.html?pfurl={_encoded(link.text)}&pfto=qq.msg&type=2"
    return None


def store_page(package: str) -> str:
    """Return the Tencent store's page of an Android package."""
    return f"https://a.app.qq.com/o/simple.jsp?pkgname={_encoded(package)}"


def continues(host: PlatformId, page: str, uri: str) -> bool:
    """Tell whether `page` is an interstitial of `host` and `uri` is where its "continue" leads."""
    found = urls.parse(page)
    if found is None or found.hostname not in _HOSTS.get(host, ()):
        return False
    carried = {value for name, value in urls.query(found.search) if name in _FIELDS}
    return any(_same_start(uri, target) for target in carried) or found.hostname == "t.cn"


def _same_start(uri: str, target: str) -> bool:
    """Compare up to what the page has added to the target's query, as browsers serialise both."""
    asked, wanted = urls.parse(uri), urls.parse(target)
    if asked is None or wanted is None:
        return unquote(uri) == unquote(target)
    same_page = (asked.origin, asked.pathname) == (wanted.origin, wanted.pathname)
    return same_page and asked.search.startswith(wanted.search)


def _encoded(text: str) -> str:
    return quote(text.encode("utf-8", "replace"), safe="")
