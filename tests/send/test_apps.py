"""What is on the phone."""

from linktester.model.link import PlatformId
from linktester.model.phone import OS, InstalledApp, Phone
from linktester.model.world import Site
from linktester.send.apps import installed, user_agent, version

WECHAT, TAOBAO = PlatformId("wechat"), PlatformId("taobao")


def test_every_app_unless_said_otherwise() -> None:
    everything = installed(Phone(os=OS.ANDROID))
    assert {WECHAT, TAOBAO} <= {app.platform for app in everything}
    assert "browser" not in {app.platform for app in everything}
    one = installed(Phone(os=OS.ANDROID, apps=(InstalledApp(WECHAT, "8.0.11"),)))
    assert [app.platform for app in one] == [WECHAT]
    assert installed(Phone(os=OS.IOS, apps=())) == ()


def test_apps_tell_schemes_and_packages() -> None:
    wechat = next(app for app in installed(Phone(os=OS.ANDROID)) if app.platform == WECHAT)
    assert "weixin" in wechat.schemes
    assert wechat.package == "com.tencent.mm"


def test_versions() -> None:
    phone = Phone(os=OS.IOS, apps=(InstalledApp(WECHAT, "8.0.11"), InstalledApp(TAOBAO)))
    assert version(phone, WECHAT) == "8.0.11"
    assert version(phone, TAOBAO) is None
    assert version(Phone(os=OS.IOS), WECHAT) is None


def test_agents() -> None:
    assert "MicroMessenger/" in user_agent(WECHAT, OS.IOS)
    assert "iPhone" in user_agent(WECHAT, OS.IOS)
    assert "MicroMessenger" not in user_agent(PlatformId("browser"), OS.ANDROID)
    assert user_agent(PlatformId("nobody"), OS.ANDROID) == user_agent(PlatformId("browser"), OS.ANDROID)


def test_an_app_may_claim_a_site_of_the_users() -> None:
    site = Site(host="shop.example", claimed_by=TAOBAO)
    everything = installed(Phone(os=OS.IOS), (site, Site(host="plain.example")))
    assert [app.platform for app in everything if "shop.example" in app.hosts] == [TAOBAO]
    assert not any("plain.example" in app.hosts for app in everything)
