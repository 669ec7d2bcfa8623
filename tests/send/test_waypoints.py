"""Where pages lead a visitor."""

import pytest

from linktester import urls
from linktester.model.link import Intent, PlatformId
from linktester.send.limits import LIMITS
from linktester.send.page import Page, Refresh
from linktester.send.waypoints import Plan, Step, Visitor, plan


def planned(
    html: str,
    url: str = "https://a.example/p",
    *,
    host: str = "browser",
    intent: Intent = Intent.PAGE,
    continues: bool = True,
    header: Refresh | None = None,
) -> Plan:
    address = urls.parse(url)
    assert address is not None
    visitor = Visitor(PlatformId(host), intent, continues)
    return plan(Page(html.encode(), "text/html", LIMITS), address, header, visitor)


def button(address: str) -> Plan:
    return Plan((Step(address, "continue", gesture=True),))


ZHIHU = "https://link.zhihu.com/?target=https%3A%2F%2Fa.example%2Fx%3Fy%3D1"
GATE = "https://weixin110.qq.com/cgi-bin/mmspamsupport-bin/newredirectconfirmcgi?main_type=1"


def test_scripts_and_refreshes_by_their_time() -> None:
    html = "<meta http-equiv=refresh content='2;url=/r'><script>location.href='x://now'</script>"
    assert planned(html) == Plan((Step("x://now", "script"), Step("/r", "meta-refresh")))


def test_the_header_beats_the_element() -> None:
    html = "<meta http-equiv=refresh content='2;url=/r'>"
    assert planned(html, header=Refresh(0, "/h")).steps[0].address == "/h"


@pytest.mark.parametrize("content", ["5", "0;url=/p", "0;url=https://a.example/p", "3600;url=/x"])
def test_renewing_is_no_way_on(content: str) -> None:
    assert planned(f"<meta http-equiv=refresh content='{content}'>") == Plan()


@pytest.mark.parametrize(
    ("url", "html", "address"),
    [
        (GATE, "<a class='weui-btn weui-btn_default' href='https://b.example/'>on</a>", "https://b.example/"),
        (ZHIHU, "<a href='/help'>?</a><a href='https://a.example/x?y=1'>on</a>", "https://a.example/x?y=1"),
        (ZHIHU, "<a href='https://a.example/x?y=1&amp;added=2'>on</a>", "https://a.example/x?y=1&added=2"),
        ("https://t.cn/A6x", "<p class=open-url><a href='//a.example'>on</a></p>", "//a.example"),
        ("https://weibo.cn/sinaurl?u=https%3A%2F%2Fa.example", "<a href='https://a.example'>", "https://a.example"),
        ("https://c.pc.qq.com/middlem.html?pfurl=a%3Ab", "<a href='a:b'>", "a:b"),
        ("https://qq.linktester.test/inside?leave=https%3A%2F%2Fa.example%2F", "<a href='https://a.example/'>",
         "https://a.example/"),
    ],
)  # fmt: skip
def test_buttons_of_interstitials(url: str, html: str, address: str) -> None:
    assert planned(html, url) == button(address)
    assert planned(html, url, continues=False) == Plan()


def test_the_gates_button_may_have_its_address_in_the_script() -> None:
    html = """<script>var cgiData = {url: 'https:&#x2f;&#x2f;b.example&#x2f;'};
        function go(x){ location = x }</script>
        <a class="weui-btn weui-btn_default" href="javascript:;" onclick="go(cgiData.url)">on</a>"""
    assert planned(html, GATE) == button("https://b.example/")


@pytest.mark.parametrize(
    ("url", "html"),
    [
        (GATE, "<script>var cgiData = {url: 'https://b.example/'}</script><p>no button"),
        (GATE, "<a class='weui-btn weui-btn_default' href='#'>on</a>"),
        (ZHIHU, "<a href='https://evil.example/x?y=1'>on</a>"),
        (ZHIHU, "<a href='https://a.example/other'>on</a>"),
        ("https://link.zhihu.com/", "<a href='https://a.example/x'>on</a>"),
        ("https://a.example/", "<a class='weui-btn weui-btn_default' href='/x'>on</a>"),
    ],
)
def test_other_links_are_no_buttons(url: str, html: str) -> None:
    assert planned(html, url) == Plan()


def test_unread_scripts_leave_no_steps() -> None:
    html = "<meta http-equiv=refresh content='0;url=/r'><script>location.href = f()</script>"
    found = planned(html)
    assert (found.steps, found.unread) == ((), "location.href = f()")


@pytest.mark.parametrize("intent", [Intent.APP, Intent.PAYMENT])
def test_who_wants_the_app_taps_what_leads_there(intent: Intent) -> None:
    html = "<a href='mailto:a@b'></a><a href='/x'></a><a href=' alipays://p'></a><a href='weixin://'></a>"
    assert planned(html, intent=intent).steps == (Step("alipays://p", "link", gesture=True),)
    assert planned(html) == Plan()
    assert planned(html, intent=Intent.TEXT) == Plan()


def test_a_tap_comes_after_what_the_page_tries_by_itself() -> None:
    html = "<a href='x://a'></a><script>location.href='x://a'</script>"
    assert [step.how for step in planned(html, intent=Intent.APP).steps] == ["script", "link"]


def test_launch_tags_need_their_host_and_an_address() -> None:
    tag = "<wx-open-launch-app extinfo='{}'></wx-open-launch-app>"
    assert planned(tag.format("x://a"), host="wechat", intent=Intent.APP).steps[0].how == "launch-tag"
    assert planned(tag.format("x://a"), host="qq", intent=Intent.APP) == Plan()
    assert planned(tag.format("only words"), host="wechat", intent=Intent.APP) == Plan()
    weapp = "<wx-open-launch-weapp username=gh_1 path=/a></wx-open-launch-weapp>"
    assert planned(weapp, host="wechat", intent=Intent.APP) == Plan()


CALL = """
function done(r) {}
function pay() { WeixinJSBridge.invoke('getBrandWCPayRequest', { appId: 'wx1', "package": 'p=1' }, done); }
if (typeof WeixinJSBridge === "undefined") { document.addEventListener("WeixinJSBridgeReady", pay, false); }
else { pay(); }
"""


def test_only_wechat_has_a_bridge_to_hand_things_to() -> None:
    html = f"<script>{CALL}</script>"
    handed = Step('{"appId":"wx1","package":"p=1"}', "bridge")
    assert planned(html, host="wechat") == Plan((handed,))
    assert planned(html, host="alipay") == Plan()


def test_what_is_computed_for_the_bridge_is_not_guessed() -> None:
    html = "<script>WeixinJSBridge.invoke('getBrandWCPayRequest', { appId: make() }, done);</script>"
    assert planned(html, host="wechat").unread is not None
