import pytest

from linktester import links
from linktester.model.link import PlatformId
from linktester.serve.interstitials import confirm_page
from tests.fakes.visits import canonical, visit

GATE = "https://weixin110.qq.com/cgi-bin/mmspamsupport-bin/newredirectconfirmcgi"
TARGET = "https%3A%2F%2Fa.example%2F%3Fb%3D1%23c"


def test_the_confirm_page_has_the_recorded_structure() -> None:
    body = visit(confirm_page(PlatformId("wechat"), "https://a.example/?b=1#c") or "").body.decode()
    assert 'var cgiData = { "url": "https:&#x2f;&#x2f;a.example&#x2f;?b=1#c"' in body
    assert '<div class="weui-msg">' in body
    assert '<p class="weui-msg__desc">https://a.example/?b=1#c</p>' in body
    assert '<a class="weui-btn weui-btn_default" href="https://a.example/?b=1&amp;nsukey=emulated#c">' in body


@pytest.mark.parametrize(
    "url",
    [
        f"{GATE}?main_type=2&evil_type=20&source=2&url={TARGET}",
        f"{GATE}?midpagecode=abc&bancode=def",
        f"{GATE}?main_type=1",
        f"https://szsupport.weixin.qq.com/cgi-bin/mmsupport-bin/readtemplate?t=w_redirect_taobao&url={TARGET}",
    ],
)
def test_block_pages_have_no_way_on(url: str) -> None:
    body = visit(url).body.decode()
    assert "weui-msg__desc" in body
    assert "<a " not in body


@pytest.mark.parametrize("host", ["weixin110.qq.com", "szsupport.weixin.qq.com", "support.weixin.qq.com"])
def test_other_paths_are_missing(host: str) -> None:
    assert visit(f"https://{host}/").status == 404


def test_a_url_link_moves_on_to_its_ticket() -> None:
    url = "https://wxaurl.cn/AbC123?cq=a%3D1"
    assert 'location.href = "weixin://dl/business/?t=AbC123&cq=a%3D1";' in visit(url).body.decode()
    assert links.identify("weixin://dl/business/?t=AbC123") == links.identify("https://wxaurl.cn/AbC123")
    assert visit("https://wxmpurl.cn/").status == 404


def test_articles_lose_who_shared_them() -> None:
    url = "https://mp.weixin.qq.com/s?__biz=a&mid=1&idx=1&sn=b&scene=1&sharer_shareid=c"
    assert canonical(visit(url)) == "https://mp.weixin.qq.com/s?__biz=a&mid=1&idx=1&sn=b"
    assert canonical(visit("https://mp.weixin.qq.com/s/abc")) == "https://mp.weixin.qq.com/s/abc"


def test_the_store_page_names_the_package() -> None:
    body = visit("https://a.app.qq.com/o/simple.jsp?pkgname=com.taobao.taobao").body.decode()
    assert "com.taobao.taobao" in body
    assert "canonical" not in body
    assert visit("https://help.wechat.com/app/wx1/pay/").status == 200
