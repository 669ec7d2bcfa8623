"""The Referer header."""

import pytest

from linktester import urls
from linktester.send.referrer import after_redirect, referrer


@pytest.mark.parametrize(
    ("page", "to", "sent"),
    [
        ("https://a.example/p?q#f", "https://a.example/x", "https://a.example/p?q"),
        ("https://u:p@a.example/p", "https://a.example/x", "https://a.example/p"),
        ("https://a.example/p?q", "https://b.example/", "https://a.example/"),
        ("https://a.example/p", "http://a.example/", None),
        ("http://a.example/p", "https://a.example/", "http://a.example/"),
        ("http://a.example:8080/p", "http://a.example/", "http://a.example:8080/"),
        ("weixin://a", "https://a.example/", None),
    ],
)
def test_strict_origin_when_cross_origin(page: str, to: str, sent: str | None) -> None:
    target = urls.parse(to)
    assert target is not None
    assert referrer(urls.parse(page), target) == sent
    assert after_redirect(page, target) == sent


def test_nothing_comes_from_nothing() -> None:
    target = urls.parse("https://a.example/")
    assert target is not None
    assert referrer(None, target) is None
    assert after_redirect(None, target) is None
