import pytest

from linktester.links import catalogue, sources
from linktester.model.link import Content
from linktester.model.phone import OS
from linktester.model.platform import Platform

IDS = """
wechat wecom qq alipay taobao tmall xianyu taote eleme youku damai kaola freshippo ali1688 shuqi douyin
douyinlite toutiao kuaishou kuaishoulite jd pinduoduo meituan meituanwaimai dianping didi xiaohongshu bilibili
weibo zhihu dingtalk feishu unionpay yuanbao doubao baidu csdn juejin browser camera reader web
"""
PLATFORMS = catalogue().platforms.values()


def test_every_platform_is_there() -> None:
    assert set(catalogue().platforms) == set(IDS.split())


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.id)
def test_entries_are_whole(platform: Platform) -> None:
    assert set(platform.name) == {"en", "zh_CN"}
    assert platform.group
    assert set(platform.sources) <= sources().keys()
    assert all(scheme == scheme.lower() for scheme in platform.schemes)
    assert all(host == host.lower() for host in platform.hosts + platform.claims)
    assert set(platform.claims) <= set(platform.hosts)
    if platform.apps:
        assert {app.os for app in platform.apps} == set(OS)
        assert set(platform.user_agents) == set(OS)
        assert all("Mozilla/5.0" in agent for agent in platform.user_agents.values())
        assert OS.HARMONY in platform.assumed_user_agents


def test_what_is_only_remembered_is_left_out() -> None:
    packages = {app.package for platform in PLATFORMS for app in platform.apps}
    assert {"com.tencent.wework", "com.kaola"} & packages == set()
    assert all(app.confidence != "M" for platform in PLATFORMS for app in platform.apps)


@pytest.mark.parametrize(
    ("host", "owner"),
    [
        ("item.taobao.com", "taobao"),
        ("ITEM.Taobao.com.", "taobao"),
        ("taobao.com", "taobao"),
        ("a.b.tmall.com", "tmall"),
        ("m.tb.cn", "taobao"),
        ("qr.alipay.com", "alipay"),
        ("mp.weixin.qq.com", "wechat"),
        ("qq.com", None),
        ("nottaobao.com", None),
        ("taobao.com.evil.example", None),
        ("", None),
    ],
)
def test_of_host(host: str, owner: str | None) -> None:
    found = catalogue().of_host(host)
    assert (found.id if found else None) == owner


def test_of_scheme_ignores_case_and_takes_dots() -> None:
    assert [platform.id for platform in catalogue().of_scheme("openApp.jdMobile")] == ["jd"]
    assert catalogue().of_scheme("openapp.jdmoble") == ()


def test_schemes_and_hosts_belong_to_one_platform() -> None:
    schemes = [scheme for platform in PLATFORMS for scheme in platform.schemes]
    hosts = [host for platform in PLATFORMS for host in platform.hosts]
    assert len(schemes) == len(set(schemes))
    assert sorted(hosts) == list(catalogue().hosts())


def test_of_package() -> None:
    found = catalogue().of_package("com.taobao.litetao")
    assert found is not None
    assert found.id == "taote"
    assert catalogue().of_package("com.example") is None


def test_a_tail_is_completed_and_told_as_assumed() -> None:
    tmall = catalogue().platforms["tmall"]  # type: ignore[index]
    assert tmall.user_agents[OS.ANDROID].endswith("UT4Aplus/0.2.16")
    assert OS.ANDROID in tmall.assumed_user_agents
    wechat = catalogue().platforms["wechat"]  # type: ignore[index]
    assert "MicroMessenger/" in wechat.user_agents[OS.IOS]
    assert wechat.assumed_user_agents == (OS.HARMONY,)


def test_browser_carries_no_token() -> None:
    browser = catalogue().platforms["browser"]  # type: ignore[index]
    assert set(browser.user_agents) == set(OS)
    for agent in browser.user_agents.values():
        assert not any(token in agent for token in ("MicroMessenger", "AliApp", "QQ/", "aweme"))


def test_shops_say_what_their_pages_are() -> None:
    assert catalogue().platforms["taobao"].content is Content.E_COMMERCE  # type: ignore[index]
    assert catalogue().platforms["weibo"].content is Content.OTHER  # type: ignore[index]


def test_tencents_stakes() -> None:
    backed = {platform.id for platform in PLATFORMS if "tencent" in platform.backed_by}
    assert {"jd", "pinduoduo", "meituan", "kuaishou", "bilibili"} <= backed
