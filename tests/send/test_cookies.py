"""Cookies of one probe."""

import pytest

from linktester import urls
from linktester.send.cookies import Cookies
from linktester.urls import Url


def url(text: str) -> Url:
    found = urls.parse(text)
    assert found is not None
    return found


def kept(*lines: str, place: str = "https://a.example/d/p") -> Cookies:
    cookies = Cookies()
    cookies.take(url(place), tuple(("Set-Cookie", line) for line in lines))
    return cookies


def test_none_without_setting_one() -> None:
    cookies = Cookies()
    cookies.take(url("https://a.example/"), (("Content-Type", "text/html"),))
    assert cookies.header(url("https://a.example/")) == ""


@pytest.mark.parametrize(
    ("line", "place", "sent"),
    [
        ("k=v; Path=/", "https://a.example/x", "k=v"),
        ("k=v", "https://a.example/d/q", "k=v"),
        ("k=v", "https://a.example/other", ""),
        ("k=v; Path=/", "https://b.example/", ""),
        ("k=v; Path=/; Domain=a.example", "https://sub.a.example/", "k=v"),
        ("k=v; Path=/; Domain=b.example", "https://b.example/", ""),
        ("k=v; Path=/; Secure", "http://a.example/", ""),
        ("k=v; Path=/; Max-Age=0", "https://a.example/", ""),
        ("nonsense", "https://a.example/d/", "nonsense"),
    ],
)
def test_where_they_go(line: str, place: str, sent: str) -> None:
    assert kept(line).header(url(place)) == sent


def test_no_more_than_a_server_may_set() -> None:
    found = kept(*(f"k{n}=v; Path=/" for n in range(500))).header(url("https://a.example/"))
    assert found.count("=") == 50


@pytest.mark.parametrize(
    "line", ["", "=", ";;;", "k=\udc80", "k=v; Expires=never; Path=" + "/" * 9_000, "\x00"]
)
def test_nonsense_does_no_harm(line: str) -> None:
    assert isinstance(kept(line).header(url("https://a.example/")), str)
