"""What pages say of themselves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.evidence import PageFacts
from linktester.send.limits import LIMITS
from linktester.send.page import Button, Page, Refresh, is_html, plain_text, read_refresh

HTML = "text/html; charset=utf-8"


def read(html: str | bytes, kind: str = HTML) -> Page:
    return Page(html.encode() if isinstance(html, str) else html, kind, LIMITS)


def facts(html: str | bytes, kind: str = HTML) -> PageFacts:
    return read(html, kind).facts()


def test_the_whole_of_a_page() -> None:
    found = facts("""<!doctype html><html><head><title> An  item </title>
        <link rel="stylesheet canonical" href="https://a.example/item?id=1">
        <meta property="og:url" content="https://a.example/og"><meta name=Robots content=none>
        <style>p { color: red }</style><script>var cgiData = {}; window.other = 1; a == b</script></head>
        <body class="page wide"><noscript>old</noscript><template>hidden</template>
        <p class="wide">Some\n <b>text</b></p><a href="/x">to <i>x</i></a>
        <input type=PASSWORD name=p></body></html>""")
    assert found.title == "An item"
    assert found.text == "Some text to x"
    assert found.canonical == "https://a.example/item?id=1"
    assert found.og_url == "https://a.example/og"
    assert ("robots", "none") in found.metas
    assert found.links == (("/x", "to x"),)
    assert found.classes == ("page", "wide")
    assert found.script_names == ("cgiData", "other")
    assert found.has_password_field


def test_an_empty_page_says_nothing() -> None:
    assert facts("") == PageFacts()


def test_everything_is_bounded() -> None:
    found = facts(
        "<title>" + "t" * 9_000 + "</title>" + "x " * 90_000
        + "".join(f"<a href='/{n}' class='c{n}'>{n}</a>" for n in range(900))
    )  # fmt: skip
    assert (len(found.title), len(found.text)) == (300, 4_000)
    assert (len(found.links), len(found.classes)) == (50, 200)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<title>淘宝</title>".encode("gbk"), "text/html; charset=gb2312"),
        ("<meta charset='GBK'><title>淘宝</title>".encode("gbk"), "text/html"),
        ("<title>淘宝</title>".encode(), "text/html; charset=nonsense"),
        ("<title>淘宝</title>".encode(), ""),
    ],
)
def test_encodings(body: bytes, kind: str) -> None:
    assert facts(body, kind).title == "淘宝"


def test_broken_octets_do_no_harm() -> None:
    assert "a" in facts(b"<p>a\xff\xfe\x00b", "text/html").text


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("0;url=/x", Refresh(0, "/x")),
        ("5", Refresh(5, "")),
        (" 3 ; URL = '/x y' tail", Refresh(3, "/x y")),
        ("1.5, https://a", Refresh(1, "https://a")),
        ("0; /x", Refresh(0, "/x")),
        (".5;url=/x", Refresh(0, "/x")),
        ("soon; url=/x", None),
        ("", None),
        ("5x", None),
    ],
)
def test_refreshes(content: str, found: Refresh | None) -> None:
    assert read_refresh(content) == found


def test_a_refresh_for_those_without_scripts_is_not_ours() -> None:
    html = "<noscript><meta http-equiv=refresh content='0;url=/a'></noscript>"
    assert read(html).refresh() is None
    assert read(html + "<meta http-equiv=Refresh content='0;url=/b'>").refresh() == Refresh(0, "/b")


def test_only_scripts_are_read_as_scripts() -> None:
    page = read("""<script type="application/json">location.href='/a'</script>
        <script type="text/template">location.href='/b'</script><script src=x.js></script>""")
    assert page.scripts.read().moves == ()
    page = read("<script type=module>location.href='/c'</script>")
    assert [move.address for move in page.scripts.read().moves] == ["/c"]


def test_base_and_elements() -> None:
    page = read("<base href='https://b.example/d/'><a class='weui-btn' href='x'></a>")
    assert page.base == "https://b.example/d/"
    assert [element.attribute("href") for element in page.elements("a.weui-btn")] == ["x"]
    assert next(page.elements("a")).attribute("none") == ""


@pytest.mark.parametrize(
    ("kind", "body", "html"),
    [
        ("text/html", b"", True),
        ("TEXT/HTML; charset=x", b"", True),
        ("application/xhtml+xml", b"", True),
        ("application/json", b"<p>", False),
        ("", b" \n<p>", True),
        ("", b"{}", False),
    ],
)
def test_what_is_a_page(kind: str, body: bytes, html: bool) -> None:
    assert is_html(kind, body) is html


def test_plain_text() -> None:
    assert plain_text(b" a \n b ", "text/plain") == "a b"
    assert len(plain_text(b"a" * 100_000, "text/plain")) == 4_000


@pytest.mark.parametrize(
    "bomb",
    [
        "<div>" * 300_000,
        "".join(f"<font a={n}>" for n in range(50_000)) + "<p>x" * 50_000,
        "<b><i>" * 50_000 + "<p>" * 50_000,
        "<table><tr><td>" * 50_000,
        "<a href=x>" * 100_000,
        "<" * 500_000,
        "<svg>" * 100_000,
        "<select><option>" * 100_000,
    ],
)
def test_pages_made_to_cost_time_come_to_an_end(bomb: str) -> None:
    assert isinstance(facts("<title>t</title>" + bomb), PageFacts)


PIECES = st.sampled_from(
    [b"<", b">", b"</", b"<script>", b"</script>", b"<meta charset=gbk>", b"<!--", b"-->", b"<a href=", b"'",
     b"<title>", b"<body onload=", b"<base href=", b"<svg><style>", b"<![CDATA[", b"\x00", b"\xff", b"\xe6",
     b"<template>", b"<frameset>", b"<meta http-equiv=refresh content=", b"0;url="]
)  # fmt: skip


@given(
    st.lists(PIECES | st.binary(max_size=6), max_size=30).map(b"".join),
    st.sampled_from(["text/html", "text/html; charset=gbk", "text/html;charset=utf-16", "", "\udc80"]),
)
@settings(max_examples=300, deadline=None)
def test_no_octets_break_it(body: bytes, kind: str) -> None:
    page = Page(body, kind, LIMITS)
    page.refresh()
    page.scripts.read()
    assert page.base is None or isinstance(page.base, str)
    assert len(page.facts().text) <= 4_000


def test_buttons_of_forms_that_are_posted() -> None:
    html = (
        b'<form action="/get"><button name="outcome" value="success">x</button></form>'
        b'<form method="POST" action="/pay?x=1"><button name="outcome" value="success">y</button></form>'
    )
    page = Page(html, "text/html", LIMITS)
    assert page.button("outcome", "success") == Button("/pay?x=1", "outcome", "success")
    assert page.button("outcome", "cancel") is None
    assert page.button("other", "success") is None
