"""Titles of screens, in our own words."""

from linktester.model.link import Identity
from linktester.model.platform import Platform

_BY_KIND = {
    "item": "商品详情",
    "video": "视频",
    "shop": "店铺",
    "article": "文章",
    "page": "网页",
    "mini-program": "小程序",
    "order": "订单付款",
    "code": "付款",
    "collect": "向商户付款",
    "note": "笔记",
    "question": "问题",
    "screen": "应用页面",
    "text": "文字",
    "launch": "首页",
}


def title(app: Platform, identity: Identity) -> str:
    """Return the screen's title: the app's name and what kind of screen it is."""
    return f"{app.name['zh_CN']} · {_BY_KIND.get(identity.kind, '应用页面')}"
