import pytest
from hypothesis import given
from hypothesis import strategies as st

from linktester.serve.shortcodes import address, digits, hexes, taobao_item


@pytest.mark.parametrize(
    ("host", "path", "start"),
    [
        ("m.tb.cn", "/h.3XYA5IW", "https://item.taobao.com/item.htm?id="),
        ("v.douyin.com", "/ybL9NO9RjKA/", "https://www.douyin.com/video/"),
        ("u.jd.com", "/abc", "https://item.m.jd.com/product/"),
        ("t.cn", "/A6x", "https://m.weibo.cn/"),
        ("ur.alipay.com", "/abc", "https://render.alipay.com/p/s/i/?scheme=alipays%3A%2F%2F"),
    ],
)
def test_a_code_leads_to_the_same_place_every_time(host: str, path: str, start: str) -> None:
    leads = address(host, path)
    assert leads is not None
    assert leads.startswith(start)
    assert leads == address(host, path)
    assert leads != address(host, path.replace("a", "b").replace("3", "4").replace("A", "B"))


@pytest.mark.parametrize(
    ("host", "path"), [("m.tb.cn", "/"), ("m.tb.cn", "/abc"), ("u.jd.com", "/%0d%0a"), ("xhslink.com", "/a")]
)
def test_what_is_no_code_leads_nowhere(host: str, path: str) -> None:
    assert address(host, path) is None


@given(st.text(max_size=20))
def test_made_numbers_have_their_length(code: str) -> None:
    assert len(digits(code, 19)) == 19
    assert digits(code, 12)[0] != "0"
    assert int(hexes(code, 24), 16) >= 0


def test_affiliate_clicks_share_the_items() -> None:
    assert taobao_item("h.abc") == address("m.tb.cn", "/h.abc")
