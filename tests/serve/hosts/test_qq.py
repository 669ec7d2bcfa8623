import pytest

from linktester.model.link import PlatformId
from linktester.serve.interstitials import confirm_page
from tests.fakes.visits import visit

TARGET = "https%3A%2F%2Fa.example%2F%3Fb%3D1"


@pytest.mark.parametrize(
    "url",
    [
        confirm_page(PlatformId("qq"), "https://a.example/?b=1") or "",
        f"https://c.pc.qq.com/middlem.html?pfurl={TARGET}",
        f"https://c.pc.qq.com/ios.html?url={TARGET}",
        f"https://www.urlshare.cn/umirror_url_check?url={TARGET}",
    ],
)
def test_asking_pages_repeat_their_target(url: str) -> None:
    assert 'href="https://a.example/?b=1"' in visit(url).body.decode()


def test_the_refusing_page_has_no_way_on() -> None:
    body = visit(f"https://c.pc.qq.com/middleb.html?pfurl={TARGET}&type=2").body.decode()
    assert "https://a.example/?b=1" in body
    assert "<a " not in body


def test_pages_without_target_are_missing() -> None:
    for url in ("https://c.pc.qq.com/middlem.html", f"https://c.pc.qq.com/other.html?url={TARGET}"):
        assert visit(url).status == 404
    assert visit("https://www.urlshare.cn/umirror_url_check").status == 404
