from datetime import UTC, datetime

import pytest

from linktester import links
from linktester.model.link import PlatformId
from linktester.serve.interstitials import block_page, confirm_page, continues, store_page, wrap_page

TARGET = "https://m.tb.cn/h.5x?a=1&b=商"
ENCODED = "https%3A%2F%2Fm.tb.cn%2Fh.5x%3Fa%3D1%26b%3D%E5%95%86"


@pytest.mark.parametrize(
    ("host", "start"),
    [
        ("wechat", "https://weixin110.qq.com/cgi-bin/mmspamsupport-bin/newredirectconfirmcgi?main_type=1&"),
        ("qq", "https://c.pc.qq.com/middlect.html?pfurl="),
        ("weibo", "https://weibo.cn/sinaurl?toasturl="),
        ("zhihu", "https://link.zhihu.com/?target="),
        ("csdn", "https://link.csdn.net/?target="),
        ("juejin", "https://link.juejin.cn/?target="),
    ],
)
def test_confirm_pages_carry_the_whole_target(host: str, start: str) -> None:
    page = confirm_page(PlatformId(host), TARGET)
    assert page is not None
    assert page.startswith(start)
    assert ENCODED in page


def test_what_is_not_on_record_is_none() -> None:
    taobao = PlatformId("taobao")
    assert confirm_page(taobao, TARGET) is None
    assert wrap_page(PlatformId("wechat"), TARGET) is None
    assert block_page(taobao, links.parse(TARGET).link, datetime.now(UTC)) is None


@pytest.mark.parametrize(
    ("year", "text", "host"),
    [
        (2017, TARGET, "weixin110.qq.com"),
        (2019, TARGET, "szsupport.weixin.qq.com"),
        (2019, "https://v.douyin.com/abc/", "weixin110.qq.com"),
        (2022, TARGET, "weixin110.qq.com"),
    ],
)
def test_the_taobao_template_has_its_time(year: int, text: str, host: str) -> None:
    page = block_page(PlatformId("wechat"), links.parse(text).link, datetime(year, 6, 30, tzinfo=UTC))
    assert page is not None
    assert page.startswith(f"https://{host}/")


def test_only_its_own_pages_lead_a_host_on() -> None:
    wechat, page = PlatformId("wechat"), confirm_page(PlatformId("wechat"), "https://a.example/x?y=1") or ""
    assert continues(wechat, page, "https://a.example/x?y=1&nsukey=emulated")
    assert not continues(wechat, page, "https://b.example/x?y=1")
    assert not continues(PlatformId("qq"), page, "https://a.example/x?y=1")
    assert not continues(
        wechat, "https://evil.example/?url=https%3A%2F%2Fa.example%2Fx", "https://a.example/x"
    )
    assert not continues(wechat, "not a page", "https://a.example/x")


def test_a_package_name_is_encoded() -> None:
    assert store_page("com.a&b=c") == "https://a.app.qq.com/o/simple.jsp?pkgname=com.a%26b%3Dc"
