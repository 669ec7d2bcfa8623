import pytest

from linktester.links.identity import identity_of, is_tracking, owner_of, page_url, tracking_of
from linktester.links.match import generic
from linktester.links.pieces import cut
from linktester.model.link import Identity, PlatformId

SHOP = Identity(PlatformId("web"), "page", {"url": "https://shop.example/"})


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://h.example/?a=1&utm_source=2#x", "https://h.example/?a=1"),
        ("https://h.example/?utm_source=2", "https://h.example/"),
        ("https://h.example/?a=%2f", "https://h.example/?a=%2f"),
        ("x://h?utm_source=1", "x://h?utm_source=1"),
    ],
)
def test_page_url(text: str, url: str) -> None:
    assert page_url(cut(text), ("utm_*",)) == url


@pytest.mark.parametrize(
    ("name", "tracked"), [("utm_source", True), ("spm", True), ("spm2", False), ("utm", False), ("", False)]
)
def test_is_tracking(name: str, tracked: bool) -> None:
    assert is_tracking(name, ("utm_*", "spm")) is tracked


def test_web_links_carry_tracking_of_their_own_and_of_any_page() -> None:
    pieces = cut("https://mp.weixin.qq.com/s/a?scene=1&utm_source=2&nsukey=3&b=4")
    found = tracking_of(generic("wechat-article"), pieces)
    assert dict(found) == {"scene": "1", "utm_source": "2", "nsukey": "3"}


def test_owner_is_the_familys_or_the_hosts() -> None:
    assert owner_of(generic("jd-item"), cut("https://item.jd.com/1.html")) == "jd"
    assert owner_of(generic("web-page"), cut("https://s.taobao.com/")) == "taobao"
    assert owner_of(generic("web-page"), cut("https://shop.example/")) == "web"


def test_the_first_rule_that_applies_decides() -> None:
    family, owner = generic("jd-open"), PlatformId("jd")
    item = identity_of(family, owner, {"des": "productDetail", "sku": "1"}, {})
    assert item == Identity(owner, "item", {"id": "1"})
    assert identity_of(family, owner, {"des": "m", "url": "https://shop.example/"}, {"url": SHOP}) is SHOP
    page = identity_of(family, owner, {"des": "m", "url": "nothing"}, {})
    assert page == Identity(owner, "screen", {"path": "m", "url": "nothing"})


def test_without_a_rule_only_launching_is_left() -> None:
    assert identity_of(generic("alipay-ds"), PlatformId("alipay"), {}, {}).kind == "launch"


def test_a_default_enters_the_identity() -> None:
    values = {"appid": "wx1", "path": "p"}
    found = identity_of(generic("wechat-scheme-plain"), PlatformId("wechat"), values, {})
    assert found.params == {"appid": "wx1", "path": "p", "env_version": "release"}
