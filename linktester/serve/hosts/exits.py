"""Exit pages of sites that show every outside link once before they let it go.

Only the addresses are on record, not the pages, so they share one page of ours. Addresses whose target is
opaque or packed otherwise (Baidu's, base64 in a path) lead nowhere here.
"""

from functools import partial

from linktester.serve.exchange import Answer
from linktester.serve.hosts.visit import Handler, Visit, plain
from linktester.serve.pages import page

_WHERE: dict[str, tuple[str, str, str]] = {
    "link.zhihu.com": ("/", "target", "知乎"),
    "link.csdn.net": ("/", "target", "CSDN"),
    "link.juejin.cn": ("/", "target", "稀土掘金"),
    "www.jianshu.com": ("/go-wild", "url", "简书"),
    "www.douban.com": ("/link2/", "url", "豆瓣"),
    "gitee.com": ("/link", "target", "Gitee"),
    "www.oschina.net": ("/action/GoToLink", "url", "开源中国"),
    "sspai.com": ("/link", "target", "少数派"),
    "shimo.im": ("/outlink/gray", "url", "石墨文档"),
    "cloud.tencent.com": ("/developer/tools/blog-entry", "target", "腾讯云"),
    "developer.aliyun.com": ("/redirect", "target", "阿里云"),
    "game.bilibili.com": ("/linkfilter/", "url", "哔哩哔哩"),
    "open.work.weixin.qq.com": ("/wwopen/uriconfirm", "uri", "企业微信"),
    "developers.weixin.qq.com": ("/community/middlepage/href", "href", "微信开放社区"),
    "docs.qq.com": ("/scenario/link.html", "url", "腾讯文档"),
}


def leaving(name: str, path: str, field: str, visit: Visit) -> Answer:
    """Answer an exit address with the page that asks, anything else with the site's plain page."""
    target = visit.asked.fields.get(field, "")
    if visit.asked.path.rstrip("/") != path.rstrip("/") or not target:
        return plain(visit)
    words = "这个网址不属于本站，请确认后再前往。"
    return page("leaving", title=f"离开{name}", target=target, words=words, onward=target)


HOSTS: dict[str, Handler] = {
    host: partial(leaving, name, path, field) for host, (path, field, name) in _WHERE.items()
}
