import pytest

from linktester import links
from linktester.serve.shortcodes import address
from tests.fakes.visits import canonical, location, visit


@pytest.mark.parametrize(
    ("url", "identity"),
    [
        ("https://item.taobao.com/item.htm?spm=a&id=19", "https://item.taobao.com/item.htm?id=19"),
        ("https://h5.m.taobao.com/awp/core/detail.htm?id=19", "https://item.taobao.com/item.htm?id=19"),
        ("https://detail.tmall.com/item.htm?id=19", "https://detail.tmall.com/item.htm?id=19"),
        ("https://detail.m.tmall.com/item.htm?id=19", "https://detail.tmall.com/item.htm?id=19"),
    ],
)
def test_an_item_states_itself(url: str, identity: str) -> None:
    answer = visit(url)
    assert canonical(answer) == identity
    assert links.identify(url) == links.identify(identity)


def test_an_item_without_number_is_missing() -> None:
    assert visit("https://item.taobao.com/item.htm?id=abc").status == 404
    assert canonical(visit("https://item.taobao.com/")) == "https://item.taobao.com/"


def test_a_short_link_names_its_item_in_a_script() -> None:
    body = visit("https://m.tb.cn/h.5xyz?tk=abc").body.decode()
    assert f'var url = "{address("m.tb.cn", "/h.5xyz")}";' in body
    assert "window.location.href = url;" in body
    assert visit("https://m.tb.cn/").status == 404


def test_a_click_goes_on() -> None:
    assert location(visit("https://s.click.taobao.com/t?e=m%3D2")).startswith("https://item.taobao.com/")
    assert visit("https://s.click.taobao.com/t").status == 404


def test_the_wake_up_wrapper_tries_only_the_apps_own_link() -> None:
    assert (
        b"tbopen://m.taobao.com/x" in visit("https://ace.tb.cn/t?smburl=tbopen%3A%2F%2Fm.taobao.com%2Fx").body
    )
    assert visit("https://ace.tb.cn/t?smburl=javascript%3Aalert(1)").status == 404
