"""`intent:` and `android-app:` URIs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks import parse_intent

ALIPAY = (
    "intent://platformapi/startapp?saId=10000007&qrcode=https%3A%2F%2Fqr.alipay.com%2Fx"
    "#Intent;scheme=alipayqr;package=com.eg.android.AlipayGphone;end"
)


def test_the_form_alipay_uses() -> None:
    found = parse_intent(ALIPAY)
    assert found is not None
    assert (
        found.data == "alipayqr://platformapi/startapp?saId=10000007&qrcode=https%3A%2F%2Fqr.alipay.com%2Fx"
    )
    assert (found.scheme, found.package) == ("alipayqr", "com.eg.android.AlipayGphone")
    assert found.action == "android.intent.action.VIEW"


@pytest.mark.parametrize(
    ("uri", "data", "package"),
    [
        ("intent:#Intent;package=a.b;end", None, "a.b"),
        ("intent:#Intent;scheme=taobao;end", "taobao:", None),
        ("intent://x/y#frag#Intent;scheme=https;end", "https://x/y#frag", None),
        ("INTENT://x#Intent;scheme=Foo;end", "Foo://x", None),
        ("android-app://a.b", None, "a.b"),
        ("android-app://a.b/https/x.example/y?z", "https://x.example/y?z", "a.b"),
        ("android-app://a.b/taobao", "taobao:", "a.b"),
        ("android-app://a.b/https/x#Intent;action=q;end", "https://x", "a.b"),
    ],
)
def test_data_and_package(uri: str, data: str | None, package: str | None) -> None:
    found = parse_intent(uri)
    assert found is not None
    assert (found.data, found.package) == (data, package)


@pytest.mark.parametrize(
    "uri",
    [
        "intent://x",
        "intent://x#Intent;scheme=a",
        "intent://x#Intent;scheme=a b;end",
        "intent://x#Intent;nonsense;end",
        "android-app:a.b",
        "android-app:///https/x",
        "android-app://a.b/1x/y",
        "https://x#Intent;end",
        "intent:" + "#Intent;" + "S.a=b;" * 2_000 + "end",
    ],
)
def test_malformed(uri: str) -> None:
    assert parse_intent(uri) is None


def test_extras_fallback_and_selector() -> None:
    found = parse_intent(
        "intent://x#Intent;scheme=a;category=c1;category=c2;S.browser_fallback_url=https%3A%2F%2Fx%2F;"
        "S.n=v%20w;i.k=1;SEL;package=evil;end"
    )
    assert found is not None
    assert found.fallback_url == "https://x/"
    assert found.extras["n"] == "v w"
    assert found.categories == ("c1", "c2")
    assert found.package is None


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///x", ""])
def test_only_web_addresses_are_fallbacks(url: str) -> None:
    found = parse_intent(f"intent://x#Intent;scheme=a;S.browser_fallback_url={url};end")
    assert found is not None
    assert found.fallback_url is None


PIECES = st.sampled_from(
    ["intent:", "android-app:", "//", "a.b", "/", "#Intent;", "scheme=", "package=", ";", "end", "SEL;", "%"]
)


@given(st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join))
@settings(max_examples=300, deadline=None)
def test_no_text_breaks_it(text: str) -> None:
    for uri in (text, "intent:" + text, "android-app:" + text):
        found = parse_intent(uri)
        if found is not None and found.scheme is not None:
            assert found.data is not None
            assert found.data.lower().startswith(found.scheme)
