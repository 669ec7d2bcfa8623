import pytest

from linktester import links
from linktester.model.link import PlatformId
from linktester.model.phone import OS, Entry, Surface
from linktester.policy import mapping
from linktester.policy.mapping import NO_ANSWER
from linktester.serve.clients.effects import EFFECTS, Act
from linktester.serve.gates import Stand
from tests.fakes.emulator import DATE

ITEM = "https://item.taobao.com/item.htm?id=19"
TOKEN = "￥dAEYbi4KO4D￥"


def act(text: str, host: str = "wechat", surface: str = "chat", os: OS = OS.ANDROID) -> Act:
    link = links.parse(text).link
    stand = Stand(PlatformId(host), Surface(surface), Entry.TAP, os)
    target = links.catalogue().platforms.get(link.target)
    return Act(link=link, stand=stand, as_of=DATE, target=target)


def done(effect: str, text: str, **where: str | OS) -> tuple[str, str | None]:
    answer = EFFECTS[effect](act(text, **where))  # type: ignore[arg-type]
    return answer.does, answer.url


def test_every_effect_of_the_mapping_can_be_carried_out() -> None:
    assert set(mapping()) - NO_ANSWER - {"offered-qr"} <= set(EFFECTS)


def test_pages_open_in_the_web_view_and_schemes_through_the_system() -> None:
    assert done("open", ITEM) == ("load", ITEM)
    assert done("open", "tbopen://m.taobao.com/tbopen/index.html?h5Url=x")[0] == "open_external"
    assert done("open", TOKEN)[0] == "show"


def test_wechat_opens_its_url_links_itself() -> None:
    assert done("open", "https://wxaurl.cn/AbC123?cq=a%3D1") == (
        "open_external",
        "weixin://dl/business/?t=AbC123&cq=a%3D1",
    )
    assert done("open", "https://wxaurl.cn/AbC123", host="qq")[0] == "load"


@pytest.mark.parametrize(
    ("surface", "os", "does"),
    [("webview", OS.IOS, "open_external"), ("webview", OS.ANDROID, "load"), ("chat", OS.IOS, "load")],
)
def test_universal_links_leave_only_from_a_web_view_on_ios(surface: str, os: OS, does: str) -> None:
    link = (
        "https://ulink.alipay.com/?scheme=alipays%3A%2F%2Fplatformapi%2Fstartapp%3FappId%3D2021000000000000"
    )
    assert done("open", link, surface=surface, os=os)[0] == does


def test_an_app_takes_the_links_it_claims() -> None:
    link = "https://oia.zhihu.com/questions/1"
    assert done("open", link, host="zhihu") == ("open_external", link)


@pytest.mark.parametrize(
    ("effect", "host", "page"),
    [
        ("confirm", "wechat", "weixin110.qq.com"),
        ("confirm", "qq", "c.pc.qq.com"),
        ("confirm", "douyin", "douyin.linktester.test"),
        ("wrap", "weibo", "weibo.cn"),
        ("wrap", "douyin", "item.taobao.com"),
        ("wrap-confirm", "zhihu", "link.zhihu.com"),
        ("block-page", "wechat", "weixin110.qq.com"),
        ("block-page", "qq", "c.pc.qq.com"),
        ("store-page", "wechat", "a.app.qq.com"),
    ],
)
def test_pages_in_front_of_the_link(effect: str, host: str, page: str) -> None:
    does, url = done(effect, ITEM, host=host)
    assert does == "load"
    assert url is not None
    assert url.startswith(f"https://{page}/")


@pytest.mark.parametrize(
    ("effect", "text", "host"),
    [
        ("swallow", ITEM, "wechat"),
        ("block-page", ITEM, "douyin"),
        ("block-page", "alipays://platformapi/startapp?appId=1", "wechat"),
        ("not-recognised", ITEM, "wechat"),
        ("not-offered", ITEM, "wechat"),
        ("applied", ITEM, "wechat"),
        ("store-page", "https://www.zhihu.example/", "wechat"),
    ],
)
def test_refusals_without_a_page_on_record_do_nothing(effect: str, text: str, host: str) -> None:
    assert done(effect, text, host=host) == ("nothing", None)


def test_text_stands_and_may_lose_its_copy() -> None:
    assert [item.id for item in EFFECTS["text-only"](act(TOKEN)).items] == ["text", "copy"]
    assert [item.id for item in EFFECTS["copy-blocked"](act(TOKEN)).items] == ["text"]


def test_scanned_codes_are_paid_where_they_are_accepted() -> None:
    own = done("accept", "https://qr.alipay.com/abc123", host="alipay", surface="scan")
    assert own == ("load", "https://qr.alipay.com/abc123")
    native = "weixin://wxpay/bizpayurl?pr=NwY5Mz9"
    assert done("accept", native, host="wechat", surface="scan") == ("open_external", native)


def test_a_foreign_code_is_paid_on_a_screen_of_the_scanning_app() -> None:
    shown = EFFECTS["accept"](act("https://qr.alipay.com/abc123", host="unionpay", surface="scan"))
    assert shown.does == "show"
    assert shown.screen is not None
    assert (shown.screen.platform, shown.screen.kind, shown.screen.params) == (
        "alipay",
        "collect",
        {"code": "abc123"},
    )


def test_the_client_may_ask_before_it_lets_go() -> None:
    link = "openapp.jdmobile://virtual?params=%7B%7D"
    assert EFFECTS["open-prompt"](act(link)).prompt == "leave-app"
    assert EFFECTS["open-prompt"](act(ITEM)).prompt is None


def test_a_scanner_takes_its_own_code_though_no_app_answers_to_its_scheme() -> None:
    assert done("accept", "wxp://f2f0AbCdEf123456", surface="scan")[0] == "show"
    assert done("accept", "weixin://wxpay/bizpayurl?pr=NwY5Mz9", surface="scan")[0] == "open_external"
