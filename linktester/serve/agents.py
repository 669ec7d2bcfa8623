"""Which app asks, told by the tokens of its User-Agent, and on which system.

Order matters: WeCom carries WeChat's token too, old WeChat carries QQ Browser's, and every Alibaba app says
`AliApp(<code>/`.
"""

import re
from functools import lru_cache

from linktester.model.link import PlatformId
from linktester.model.phone import OS

_ALI_CODES = {
    "ap": "alipay",
    "tb": "taobao",
    "tm": "tmall",
    "lt": "taote",
    "fm": "xianyu",
    "elmc": "eleme",
    "wdkhema": "freshippo",
    "youku": "youku",
    "dm": "damai",
    "1688": "ali1688",
    "dingtalk": "dingtalk",
    "shuqi_android": "shuqi",
    "sqreader": "shuqi",
}
_ALI = re.compile(r"AliApp\(([A-Za-z0-9_]+)/")
_TOKENS: tuple[tuple[str, str], ...] = (
    (r"\bwxwork/", "wecom"),
    (r"\bMicroMessenger/", "wechat"),
    (r"\bV1_(?:AND|IPH)_SQ_\S* .*\bQQ/|\bQQ/\S+ V1_(?:AND|IPH)_SQ_", "qq"),
    (r"\bAlipayClient/", "alipay"),
    (r"\bkaolaApp/", "kaola"),
    (r"\baweme[_/]", "douyin"),
    (r"\bNewsArticle/", "toutiao"),
    (r"\bksNebula/", "kuaishoulite"),
    (r"\bKwai/", "kuaishou"),
    (r"^jdapp;", "jd"),
    (r"\bphh_android_version/", "pinduoduo"),
    (r"\bdp/com\.dianping\.v1/", "dianping"),
    (r"\bmt/com\.sankuai\.meituan/", "meituan"),
    (r"\bdidi\.passenger/", "didi"),
    (r"\bdiscover/\d", "xiaohongshu"),
    (r"\b(?:bili-universal|BiliDroid)/", "bilibili"),
    (r"\bWeibo \(", "weibo"),
    (r"\bZhihuHybrid\b", "zhihu"),
    (r"\b(?:Lark|Feishu)/", "feishu"),
    (r"\bUnionPay/", "unionpay"),
    (r"\bbaiduboxapp/", "baidu"),
)
_COMPILED = tuple((re.compile(pattern), PlatformId(platform)) for pattern, platform in _TOKENS)
_LONGEST = 2_000

BROWSER = PlatformId("browser")


@lru_cache(512)
def app_of(user_agent: str) -> PlatformId:
    """Return the app whose web view sends `user_agent`, `browser` when no token tells."""
    text = user_agent[:_LONGEST]
    for pattern, platform in _COMPILED[:2]:
        if pattern.search(text):
            return platform
    ali = _ALI.search(text)
    if ali is not None and ali[1].lower() in _ALI_CODES:
        return PlatformId(_ALI_CODES[ali[1].lower()])
    for pattern, platform in _COMPILED[2:]:
        if pattern.search(text):
            return platform
    return BROWSER


@lru_cache(512)
def os_of(user_agent: str) -> OS:
    """Return the system named in `user_agent`, Android when none is."""
    text = user_agent[:_LONGEST]
    if "iPhone" in text or "iPad" in text:
        return OS.IOS
    return OS.HARMONY if "OpenHarmony" in text else OS.ANDROID
