"""A real browser as second phone: hop by hop, Chromium must go where our sender goes."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

import pytest

from linktester.model.case import Probe
from linktester.model.evidence import Evidence, Failed, Navigated, Requested, ScriptNotRun
from linktester.model.hostprotocol import WORLD_HEADER
from linktester.model.link import Intent, PlatformId
from linktester.model.phone import OS, Choices, Phone
from linktester.model.world import Site, WorldSpec
from linktester.send import Control, EmulatedPhone, EmulatorProcess, Target
from linktester.send.apps import user_agent
from tests.fakes.chromium import Browser, needs_chromium, running_browser
from tests.fakes.journeys import a_probe
from tests.fakes.matrix import SITES

pytestmark = [pytest.mark.journey, needs_chromium]

DATE = "2024-10-01"
SITE = "https://blog.example.org/post/9?q=%E6%B5%8B%E8%AF%95&n=2"
OWN = (
    *SITES,
    Site(host="go.example.com", status=301, redirect=SITE),
    Site(host="far.example.com", status=302, redirect="https://go.example.com/a#there"),
    Site(host="gone.example.com", status=404),
)
STARTAPP = "alipays://platformapi/startapp?appId=2021000000000001&page=pages%2Findex"
CASHIER = (
    "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx2024100112000000lt09&package=3000000909"
)
TBOPEN = "tbopen://m.taobao.com/tbopen/index.html?h5Url=https%3A%2F%2Fitem.taobao.com%2Fitem.htm%3Fid%3D600000000909"


def wrapped(before: str, target: str = SITE) -> str:
    return before + quote(target, safe="")


LINKS = {
    "taobao-short": "https://m.tb.cn/h.5LTabc9",
    "taobao-click": "https://s.click.taobao.com/t?e=LTm0abc9",
    "taobao-wake-up": wrapped("https://ace.tb.cn/t?smburl=", TBOPEN),
    "taobao-item": "https://item.taobao.com/item.htm?spm=a21&id=600000000909",
    "douyin-short": "https://v.douyin.com/LTabc09/",
    "jd-short": "https://u.jd.com/LTabc09",
    "weibo-short": "https://t.cn/A6LT0909",
    "weibo-wrap": wrapped("https://weibo.cn/sinaurl?u="),
    "zhihu-exit": wrapped("https://link.zhihu.com/?target="),
    "csdn-exit": wrapped("https://link.csdn.net/?target="),
    "qq-middle": wrapped("https://c.pc.qq.com/middlem.html?pfurl="),
    "wechat-confirm": wrapped(
        "https://weixin110.qq.com/cgi-bin/mmspamsupport-bin/newredirectconfirmcgi?main_type=1&url="
    ),
    "wechat-url-link": "https://wxaurl.cn/LTabcd09",
    "wechat-url-link-with-query": "https://wxaurl.cn/LTabcd09?cq=a%3D1%26b%3D2",
    "wechat-article": "https://mp.weixin.qq.com/s/LTabcdefghijklmnop0909",
    "wechatpay-h5-from-nowhere": CASHIER,
    "wechatpay-h5-from-the-merchant": CASHIER,
    "alipay-code": "https://qr.alipay.com/baxlt000000000000909",
    "alipay-short": "https://ur.alipay.com/LTabc09",
    "alipay-ds": wrapped("https://ds.alipay.com/?scheme=", STARTAPP),
    "alipay-ulink": wrapped("https://ulink.alipay.com/?scheme=", STARTAPP),
    "alipay-render": wrapped("https://render.alipay.com/p/s/i/?scheme=", STARTAPP),
    "feishu-applink": "https://applink.feishu.cn/client/mini_program/open?appId=cli_lt0909",
    "pinduoduo-goods": "https://mobile.yangkeduo.com/goods.html?goods_id=909",
    "own-page": "https://blog.example.org/%7Ea/./测试?q=测试&x=a+b%20c#d",
    "own-host-alone": "https://blog.example.org",
    "own-redirects": "https://far.example.com/start",
    "own-plain-http": "http://go.example.com/",
    "own-page-gone": "https://gone.example.com/x",
}
REFERERS = {"wechatpay-h5-from-the-merchant": "https://blog.example.org/checkout"}


@dataclass(frozen=True)
class SecondPhone:
    """The browser and the world it is in."""

    browser: Browser
    world: str

    def hops(self, url: str, referer: str | None) -> list[str]:
        headers = {WORLD_HEADER: self.world}
        agent = user_agent(PlatformId("browser"), OS.ANDROID)
        return normalised(self.browser.open(url, headers=headers, agent=agent, referer=referer).hops)


@pytest.fixture(scope="module")
def chromium(emulator: EmulatorProcess) -> Iterator[SecondPhone]:
    ready = emulator.ready
    world = asyncio.run(made(emulator, LINKS["own-page"]))
    with running_browser(ready.address("http")[1], ready.address("https")[1]) as browser:
        yield SecondPhone(browser, world)


async def made(emulator: EmulatorProcess, text: str) -> str:
    probe = probe_of(text)
    control = Control(emulator.ready)
    try:
        return await control.world(WorldSpec(as_of=probe.as_of, sites=probe.sites))
    finally:
        await control.aclose()


def test_chromium_goes_where_the_sender_goes(emulator: EmulatorProcess, chromium: SecondPhone) -> None:
    ours = asyncio.run(sent(emulator))
    differing = []
    for name, text in LINKS.items():
        theirs = chromium.hops(text, REFERERS.get(name))
        if ours[name] != theirs:
            differing.append(f"{name}\n  ours   {ours[name]}\n  theirs {theirs}")
    assert not differing, "\n".join(differing)


def test_the_links_are_worth_the_trouble(emulator: EmulatorProcess) -> None:
    ours = asyncio.run(sent(emulator))
    assert sum(len(hops) > 1 for hops in ours.values()) >= 15
    assert sum(not hops[-1].startswith("http") for hops in ours.values()) >= 8


async def sent(emulator: EmulatorProcess) -> dict[str, list[str]]:
    session = EmulatedPhone().open(Target(emulator.ready))
    try:
        probes = {name: replace(probe_of(text), referer=REFERERS.get(name)) for name, text in LINKS.items()}
        return {name: hops_of(await session.send(probe)) for name, probe in probes.items()}
    finally:
        await session.aclose()


def probe_of(text: str) -> Probe:
    """Return the probe of somebody who types the address and then touches nothing."""
    probe = a_probe(text, "browser", "browser", DATE, entry="typed", intent=Intent.PAGE, sites=OWN)
    return replace(probe, phone=Phone(os=OS.ANDROID, choices=Choices(continue_past_pages=False)))


def hops_of(evidence: Evidence) -> list[str]:
    """Return what the sender asked for, and the URIs that pages tried to hand to the system."""
    hops = []
    for seen in evidence.observations:
        assert not isinstance(seen, Failed | ScriptNotRun), seen
        if isinstance(seen, Requested):
            hops.append(seen.url)
        elif isinstance(seen, Navigated) and not seen.to.startswith("http"):
            hops.append(seen.to)
    return normalised(hops)


def normalised(hops: list[str]) -> list[str]:
    """Return the hops as both phones write them.

    Chromium keeps the fragment of a request apart from its URL, so fragments are left out. And it tries https
    first where an http address was typed, which web views do not: such a step from an address to itself is
    left out as well.
    """
    bare = [urlsplit(hop)._replace(fragment="").geturl() for hop in hops]
    pairs = zip(["", *bare], bare, strict=False)
    return [hop for before, hop in pairs if hop != before.replace("http:", "https:", 1) or hop == before]
