import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester import urls


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("https:\\\\shop.example\\a", "https://shop.example/a"),
        ("http://h:80/", "http://h/"),
        ("https://h:443/", "https://h/"),
        ("https://good@evil/", "https://good@evil/"),
        ("https://0x7f.1/", "https://127.0.0.1/"),
        ("https://h", "https://h/"),
        ("https://ex%41mple.com/", "https://example.com/"),
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("  https://h/\ta\n ", "https://h/a"),
        ("WEIXIN://DL/Business", "weixin://DL/Business"),
        ("weixin:///dl", "weixin:///dl"),
        ("tel:+86 10", "tel:+86 10"),
    ],
)
def test_parse_reads_as_browsers_do(text: str, href: str) -> None:
    url = urls.parse(text)
    assert url is not None
    assert url.href == href


@pytest.mark.parametrize("text", ["", "shop.example/a", "https://", "https://h:99999/", "https://a b/"])
def test_parse_says_none_for_what_is_no_url(text: str) -> None:
    assert urls.parse(text) is None


def test_parse_resolves_against_a_base() -> None:
    url = urls.parse("../b?c#d", "https://h/x/y/")
    assert url is not None
    assert (url.href, url.pathname, url.search, url.hash) == ("https://h/x/b?c#d", "/x/b", "?c", "#d")


def test_parse_counts_a_lone_surrogate_as_a_replacement_character() -> None:
    url = urls.parse("https://h/\ud800")
    assert url is not None
    assert url.pathname == "/%EF%BF%BD"


def test_parts_are_named_as_in_the_standard() -> None:
    url = urls.parse("https://u:p@h.example:8443/a?b#c")
    assert url is not None
    assert (url.protocol, url.username, url.password) == ("https:", "u", "p")
    assert (url.host, url.hostname, url.port) == ("h.example:8443", "h.example", "8443")
    assert url.origin == "https://h.example:8443"
    assert url.is_web


def test_query_is_form_decoded_in_order() -> None:
    found = urls.query("?b=1+2&a=%E4%BA%BA&b=%zz&&c=%ff")
    assert found == (("b", "1 2"), ("a", "人"), ("b", "%zz"), ("c", "�"))


def test_query_stops_at_its_bound() -> None:
    assert len(urls.query("a&" * (urls.MAX_PARAMETERS + 5))) == urls.MAX_PARAMETERS


@pytest.mark.parametrize(
    ("url", "left"),
    [
        ("https://h/?a=1&b=2&a=3#x?a=4", "https://h/?b=2#x?a=4"),
        ("https://h/?%61=1", "https://h/"),
        ("https://h/#?a=1", "https://h/#?a=1"),
        ("https://h/?b=%2f&c", "https://h/?b=%2f&c"),
    ],
)
def test_without_query_leaves_all_else_as_it_is(url: str, left: str) -> None:
    assert urls.without_query(url, frozenset({"a"})) == left


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("openApp.jdMobile://Virtual?A", ("openapp.jdmobile", "//Virtual?A")),
        ("weixin:", ("weixin", "")),
        ("7.46 z:", None),
        ("no scheme", None),
        (":x", None),
    ],
)
def test_split_scheme(text: str, split: tuple[str, str] | None) -> None:
    assert urls.split_scheme(text) == split


def test_target_is_what_a_web_view_sends() -> None:
    url = urls.parse("https://h/人?q=a b#f")
    assert url is not None
    assert urls.target(url) == b"/%E4%BA%BA?q=a%20b"


def test_readable_host_shows_letters() -> None:
    assert urls.readable_host("xn--fa-hia.example") == "faß.example"
    assert urls.readable_host("shop.example") == "shop.example"


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_nothing_raises(text: str) -> None:
    url = urls.parse(text)
    urls.query(text)
    urls.split_scheme(text)
    urls.without_query(text, frozenset({"a"}))
    urls.readable_host(text)
    if url is not None:
        assert urls.target(url).isascii()
        again = urls.parse(url.href)
        assert again is not None
        assert again.href == url.href
