import pytest

from linktester.links.match import Declared, captures, generic, known_schemes, match, misspelt, pattern_of
from linktester.links.pieces import cut
from linktester.model.link import Content, PlatformId


def family_of(text: str, declared: Declared | None = None) -> str | None:
    found = match(cut(text), declared or Declared())
    return found.family.id if found else None


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("https://item.taobao.com/item.htm?id=1", "taobao-item"),
        ("https://ITEM.TAOBAO.COM./item.htm?id=1", "taobao-item"),
        ("https://item.taobao.com:8443/item.htm?id=1", "web-page"),
        ("https://item.taobao.com/item.htm/?id=1", "taobao-item"),
        ("https://item.taobao.com/ITEM.HTM?id=1", "web-page"),
        ("weixin://dl/business/?t=1", "wechat-scheme-ticket"),
        ("weixin://dl/business/?appid=1", "wechat-scheme-plain"),
        ("weixin://dl/business/", "wechat-launch"),
        ("taobao://", "taobao-launch"),
        ("nobody://x", None),
        ("no link", None),
    ],
)
def test_the_nearest_family_is_chosen(text: str, family: str | None) -> None:
    assert family_of(text) == family


def test_declared_owner_and_content_choose_among_general_families() -> None:
    shop = Declared(PlatformId("douyin"), Content.E_COMMERCE)
    assert family_of("https://my.example/", shop) == "douyin-shop"
    assert family_of("https://my.example/", Declared(None, Content.PAYMENT)) == "aggregated-code"
    assert family_of("https://my.example/", Declared(PlatformId("douyin"))) == "web-page"
    assert family_of("https://item.jd.com/1.html", Declared(None, Content.CAMPAIGN)) == "jd-item"


def test_paths_capture_segments_and_rests() -> None:
    found = pattern_of("/a/{one}.html").fullmatch("/a/b.html/")
    assert found is not None
    assert found.groupdict() == {"one": "b"}
    assert pattern_of("/a/{one}.html").fullmatch("/a/b/c.html") is None
    assert pattern_of("/a.html").fullmatch("/axhtml") is None
    rest = pattern_of("/{rest+}").fullmatch("/a/b\n/")
    assert rest is not None
    assert captures("/x/{one}/{rest+}") == ("one", "rest")


def test_misspelt_schemes() -> None:
    assert misspelt()["openapp.jdmoble"] == "openapp.jdmobile"
    assert "openapp.jdmoble" not in known_schemes()
    assert {"https", "weixin", "intent", "openapp.jdmobile"} <= known_schemes()


def test_generic_families_are_there() -> None:
    assert generic("custom-scheme").forms == ()
