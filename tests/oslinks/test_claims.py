"""Who takes a URI."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.link import PlatformId
from linktester.model.phone import OS
from linktester.oslinks import BROWSER, AppClaims, Mechanism, Prompt, Resolution, claims_host, resolve

WECHAT, ALIPAY = PlatformId("wechat"), PlatformId("alipay")
TAOBAO, TAOTE = PlatformId("taobao"), PlatformId("taote")
APPS = (
    AppClaims(WECHAT, ("weixin", "wechat"), ("help.wechat.com",), "com.tencent.mm"),
    AppClaims(
        ALIPAY, ("alipay", "alipays", "alipayqr"), ("ulink.alipay.com", "*.deep.example"), "alipay.pkg"
    ),
    AppClaims(TAOBAO, ("taobao", "tbopen"), ("shared.example",), "com.taobao.taobao"),
    AppClaims(TAOTE, ("taobao",), ("shared.example",), None),
)


def asked(
    uri: str,
    os: OS = OS.ANDROID,
    *,
    gesture: bool = True,
    source: PlatformId | None = None,
    wanted: PlatformId | None = None,
) -> Resolution:
    return resolve(uri, os=os, installed=APPS, gesture=gesture, source=source, wanted=wanted)


@pytest.mark.parametrize("uri", ["weixin://dl/x", "WeiXin://dl/x", "weixin:"])
def test_schemes_know_no_case(uri: str) -> None:
    found = asked(uri, OS.HARMONY)
    assert (found.receiver, found.mechanism, found.delivered) == (WECHAT, Mechanism.CUSTOM_SCHEME, uri)
    assert found.prompt is None
    assert not found.assumed


def test_nobody() -> None:
    found = asked("eleme://x")
    assert (found.receiver, found.mechanism) == (None, Mechanism.NONE)
    assert "eleme" in found.trace[0]


@pytest.mark.parametrize("os", [OS.ANDROID, OS.HARMONY])
def test_two_takers_make_the_system_ask(os: OS) -> None:
    assert asked("taobao://x", os).receiver == TAOBAO
    found = asked("taobao://x", os, wanted=TAOTE)
    assert (found.receiver, found.prompt) == (TAOTE, Prompt.CHOOSE_APP)


def test_two_takers_on_ios_have_no_defined_winner() -> None:
    found = asked("taobao://x", OS.IOS, wanted=TAOTE)
    assert (found.receiver, found.prompt) == (TAOBAO, None)
    assert "undefined" in found.trace[0]


def test_the_ios_browser_asks_before_it_leaves() -> None:
    assert asked("weixin://x", OS.IOS, source=BROWSER).prompt is Prompt.OPEN_IN_APP
    assert asked("weixin://x", OS.IOS, source=TAOBAO).prompt is None
    assert asked("weixin://x", OS.ANDROID, source=BROWSER).prompt is None


@pytest.mark.parametrize(
    ("os", "mechanism"),
    [(OS.IOS, "universal-link"), (OS.ANDROID, "app-link"), (OS.HARMONY, "app-link")],
)
def test_claims_are_assumed(os: OS, mechanism: str) -> None:
    found = asked("https://ulink.alipay.com/?scheme=x", os)
    assert (found.receiver, found.mechanism.value, found.assumed) == (ALIPAY, mechanism, True)


def test_claims_need_a_tap_from_elsewhere() -> None:
    uri = "https://ulink.alipay.com/"
    assert asked(uri, gesture=False).receiver is None
    assert asked(uri, source=ALIPAY).receiver is None
    assert asked(uri, source=BROWSER).receiver == ALIPAY


@pytest.mark.parametrize(
    ("uri", "receiver"),
    [
        ("https://x.deep.example:443/a?b#c", ALIPAY),
        ("HTTPS://X.DEEP.EXAMPLE", ALIPAY),
        ("https://user@x.deep.example", ALIPAY),
        ("https://deep.example/", None),
        ("https://deep.example@evil.example/", None),
        ("https://evil.example/x.deep.example", None),
        ("https://", None),
    ],
)
def test_hosts(uri: str, receiver: PlatformId | None) -> None:
    assert asked(uri).receiver == receiver


def test_patterns() -> None:
    assert claims_host(("a.example", "*.b.example"), "x.y.b.example")
    assert not claims_host(("a.example", "*.b.example"), "b.example")
    assert not claims_host((), "")


INTENT = "intent://x#Intent;scheme={};package={};S.browser_fallback_url=https%3A%2F%2Fa.example%2F;end"


def test_an_intent_names_its_package() -> None:
    found = asked(INTENT.format("alipayqr", "alipay.pkg"), source=BROWSER)
    assert (found.receiver, found.mechanism, found.delivered) == (ALIPAY, Mechanism.INTENT, "alipayqr://x")
    assert found.package_named == "alipay.pkg"
    assert asked(INTENT.format("alipayqr", "com.tencent.mm"), source=BROWSER).receiver is None
    assert asked("intent:#Intent;package=com.tencent.mm;end", source=BROWSER).receiver == WECHAT
    assert asked("intent://x#Intent;scheme=taobao;end", wanted=TAOTE).prompt is Prompt.CHOOSE_APP


def test_only_the_browser_knows_fallbacks() -> None:
    uri = INTENT.format("eleme", "me.ele")
    assert asked(uri, source=BROWSER).fallback_url == "https://a.example/"
    assert asked(uri, source=WECHAT).fallback_url is None


def test_the_browser_launches_no_intent_without_a_tap() -> None:
    found = asked(INTENT.format("alipayqr", "alipay.pkg"), source=BROWSER, gesture=False)
    assert (found.receiver, found.fallback_url) == (None, "https://a.example/")


@pytest.mark.parametrize("os", [OS.IOS, OS.HARMONY])
def test_intents_are_androids(os: OS) -> None:
    assert asked(INTENT.format("alipayqr", "alipay.pkg"), os).receiver is None


def test_malformed_intents_go_nowhere() -> None:
    assert "malformed" in asked("intent://x").trace[0]
    assert asked("intent://ulink.alipay.com/#Intent;scheme=https;end").assumed
    assert asked("android-app://com.tencent.mm/weixin/dl").receiver == WECHAT


@given(st.text(max_size=40), st.sampled_from(OS), st.booleans())
@settings(max_examples=200, deadline=None)
def test_no_uri_breaks_it(text: str, os: OS, gesture: bool) -> None:
    for head in ("", "weixin:", "https:", "intent:", "android-app:"):
        found = asked(head + text, os, gesture=gesture, source=BROWSER)
        assert found.trace
        assert (found.receiver is None) == (found.mechanism is Mechanism.NONE)


def test_some_links_are_for_the_apps_own_scanner_only() -> None:
    app = AppClaims(WECHAT, ("weixin",), scanned=("weixin://wxpay/bizpayurl",))

    def receiver(uri: str, source: PlatformId | None) -> PlatformId | None:
        return resolve(uri, os=OS.ANDROID, installed=(app,), gesture=True, source=source).receiver

    code = "Weixin://wxpay/bizpayurl?pr=1"
    assert [receiver(code, source) for source in (None, BROWSER, ALIPAY)] == [None, None, None]
    assert receiver(code, WECHAT) == WECHAT
    assert receiver("weixin://dl/x", None) == WECHAT
