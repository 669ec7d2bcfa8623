from dataclasses import replace

from linktester import links
from linktester.model.case import Stand
from linktester.model.citation import Gate
from linktester.model.link import Intent, Link, PlatformId
from linktester.model.phone import OS, Entry, Surface
from linktester.model.world import Site, WorldSpec
from linktester.policy.asking import Asked, Doubt, asked
from linktester.policy.dates import moment
from tests.fakes.forecasts import SHIPPED, at
from tests.fakes.matrix import a_link

NOW = WorldSpec(as_of=moment("2024-10-01"))
CHAT = at("wechat", "chat")


def of(link: Link, stand: Stand = CHAT, os: OS = OS.ANDROID, world: WorldSpec = NOW) -> Asked:
    return asked(SHIPPED, link, stand, os, None, world)


def test_a_page_asks_its_host_and_then_the_site_that_sees_the_web_view() -> None:
    found = of(a_link("taobao-item"), Stand(CHAT.host, CHAT.surface, Entry.LONG_PRESS))
    assert found.host is not None
    assert (found.host.gate, found.host.surface, found.host.entry) == (Gate.HOST, "chat", Entry.LONG_PRESS)
    assert found.target is not None
    assert (found.target.gate, found.target.platform) == (Gate.TARGET, "taobao")
    assert (found.target.surface, found.target.entry) == ("webview", Entry.TAP)
    assert found.doubt is None


def test_nobody_is_visited_by_schemes_texts_and_sites_outside_the_catalogue() -> None:
    for family in ("taobao-scheme", "taobao-token", "web-page"):
        assert of(a_link(family)).target is None


def test_a_site_does_not_ask_visitors_from_its_own_app() -> None:
    assert of(a_link("wechat-article")).target is None


def test_the_systems_own_browser_has_no_rules() -> None:
    assert of(a_link("taobao-item"), at("browser", "browser")) == Asked(None, None, Doubt.NO_HOST)


def test_a_checkout_is_asked_about_payments_only() -> None:
    till = at("taobao", "checkout")
    assert of(a_link("taobao-item"), till).doubt is Doubt.NOT_A_METHOD
    assert of(a_link("wechatpay-app"), till).host is not None
    unpaid = replace(a_link("unionpay-wallet"), intent=Intent.APP)
    assert of(unpaid, till).host is not None


def test_a_groups_own_method_is_at_its_checkouts() -> None:
    assert of(a_link("alipay-sdk"), at("taobao", "checkout")).own
    assert of(a_link("wechatpay-app"), at("wechat", "mini-program-checkout")).own
    assert not of(a_link("alipay-sdk"), at("jd", "checkout")).own


def test_what_the_gates_cannot_tell_is_named() -> None:
    assert of(a_link("weibo-short")).doubt is Doubt.OPAQUE
    assert of(a_link("feishu-applink")).doubt is Doubt.HANDOVER
    assert of(a_link("alipay-qr")).doubt is Doubt.HANDOVER
    assert of(links.parse("nobodysapp://do/it").link).doubt is Doubt.NO_RECEIVER
    assert of(a_link("taobao-scheme")).doubt is None


def test_an_apps_own_page_needs_no_handover() -> None:
    assert of(a_link("feishu-applink"), at("feishu", "chat")).doubt is None


def test_a_web_view_on_ios_gives_universal_links_to_the_system() -> None:
    view = at("wechat", "webview")
    assert of(a_link("alipay-ulink"), view, OS.IOS).doubt is None
    assert of(a_link("alipay-ulink"), view, OS.IOS).target is None
    assert of(a_link("alipay-ulink"), view, OS.IOS).leaves
    assert of(a_link("alipay-ulink"), view).doubt is Doubt.HANDOVER
    assert of(a_link("alipay-ulink"), CHAT, OS.IOS).doubt is Doubt.HANDOVER


def test_a_site_without_its_filing_is_asked_about_as_such() -> None:
    bare = replace(NOW, sites=(Site(host="blog.example.org", icp_filed=False),))
    link = a_link("web-page")
    found = of(link, world=bare)
    assert found.host is not None
    assert not found.host.filed
    assert found != of(link)


def test_equal_questions_are_equal_whatever_the_link() -> None:
    other = links.parse("https://item.taobao.com/item.htm?id=1").link
    assert of(other) == of(a_link("taobao-item"))
    assert len({of(other), of(a_link("taobao-item"))}) == 1


def test_an_order_is_asked_about_as_its_code_will_be() -> None:
    scanner = Stand(PlatformId("wechat"), Surface("scan"), Entry.SCAN_LIVE)
    native = links.parse("linktester://order/wechatpay/native?fen=1&subject=tea").link
    found = of(native, scanner)
    assert found.host is not None
    assert (found.host.family, found.unmade) == ("wechatpay-native", False)
    late = links.parse("linktester://order/wechatpay/native?fen=1&subject=tea&scan_after=60").link
    assert of(late, scanner) == replace(found, unmade=True)


def test_an_order_with_mistakes_is_asked_about_as_it_stands() -> None:
    wrong = links.parse("linktester://order/wechatpay/native?fen=0&subject=tea").link
    found = of(wrong)
    assert found.host is not None
    assert found.host.family == "order-wechatpay"
