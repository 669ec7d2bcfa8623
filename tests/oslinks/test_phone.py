"""Which rules a URI falls under, on every system."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.link import PlatformId
from linktester.model.phone import OS
from linktester.oslinks.claims import BROWSER, AppClaims, Handed, Mechanism, Prompt, Resolution, Tap
from linktester.oslinks.phone import by_own_router, files_needed, resolve
from linktester.wording import Words
from tests.fakes.associations import (
    ALIPAY,
    APPS,
    TAOBAO,
    TAOTE,
    WECHAT,
    aasa,
    applinking,
    assetlinks,
    snapshot,
)

ULINK = "https://ulink.alipay.com/?scheme=x"
GOOD = {
    OS.IOS: aasa("alipay.pkg"),
    OS.ANDROID: assetlinks("alipay.pkg"),
    OS.HARMONY: applinking(alipay_pkg=None),
}


def asked(
    uri: str,
    os: OS = OS.ANDROID,
    *,
    tap: Tap = Tap.APP,
    source: PlatformId | None = None,
    wanted: PlatformId | None = None,
    page_host: str | None = None,
    host: str = "ulink.alipay.com",
) -> Resolution:
    handed = Handed(uri=uri, os=os, tap=tap, source=source, wanted=wanted, page_host=page_host)
    return resolve(handed, APPS, snapshot(host, GOOD[os]))


def codes(found: Resolution) -> list[str]:
    return [step.code for step in found.trace]


@pytest.mark.parametrize("os", OS)
@pytest.mark.parametrize("uri", ["weixin://dl/x", "WeiXin://dl/x", "weixin:"])
def test_schemes_from_a_picture_know_no_case(uri: str, os: OS) -> None:
    found = asked(uri, os, tap=Tap.SYSTEM)
    assert (found.receiver, found.mechanism, found.delivered) == (WECHAT, Mechanism.CUSTOM_SCHEME, uri)
    assert (found.prompt, found.assumed) == (None, False)


@pytest.mark.parametrize("os", OS)
def test_nobody_has_the_scheme(os: OS) -> None:
    found = asked("eleme://x", os)
    assert (found.receiver, found.mechanism) == (None, Mechanism.NONE)
    assert codes(found) == ["phone.no-scheme"]


@pytest.mark.parametrize("os", [OS.ANDROID, OS.HARMONY])
def test_two_takers_make_the_system_ask(os: OS) -> None:
    assert asked("taobao://x", os).receiver == TAOBAO
    found = asked("taobao://x", os, wanted=TAOTE)
    assert (found.receiver, found.prompt) == (TAOTE, Prompt.CHOOSE_APP)


def test_some_links_are_for_the_apps_own_scanner_only() -> None:
    app = AppClaims(WECHAT, ("weixin",), scanned=("weixin://wxpay/bizpayurl",))
    handed = Handed(uri="weixin://wxpay/bizpayurl?pr=1", os=OS.ANDROID)
    assert codes(resolve(handed, (app,))) == ["phone.only-scanned"]


@pytest.mark.parametrize(
    ("os", "mechanism"),
    [(OS.IOS, "universal-link"), (OS.ANDROID, "app-link"), (OS.HARMONY, "app-link")],
)
@pytest.mark.parametrize("tap", [Tap.APP, Tap.SYSTEM, Tap.BROWSER_TAP])
def test_a_tapped_link_opens_the_app_its_site_names(os: OS, mechanism: str, tap: Tap) -> None:
    found = asked(ULINK, os, tap=tap)
    assert (found.receiver, found.mechanism.value, found.assumed) == (ALIPAY, mechanism, True)
    assert found.delivered == ULINK


@pytest.mark.parametrize("os", OS)
@pytest.mark.parametrize("tap", [Tap.BROWSER_TYPED, Tap.BROWSER_SCRIPT, Tap.WEB_VIEW_TAP, Tap.WEB_VIEW_LOAD])
def test_other_ways_stay_and_ask_for_no_file(os: OS, tap: Tap) -> None:
    handed = Handed(uri=ULINK, os=os, tap=tap)
    assert files_needed(handed, APPS) == ()
    found = resolve(handed, APPS)
    assert (found.receiver, found.claimed, found.assumed) == (None, True, False)
    assert codes(found)[0] == "phone.claimed"


@pytest.mark.parametrize("os", OS)
def test_links_within_one_host_stay_in_the_browser(os: OS) -> None:
    assert asked(ULINK, os, tap=Tap.BROWSER_TAP, page_host="ulink.alipay.com").receiver is None
    assert asked(ULINK, os, tap=Tap.BROWSER_TAP, page_host="alipay.com").receiver == ALIPAY


def test_a_redirect_leaves_safari_only() -> None:
    opened = {os: asked(ULINK, os, tap=Tap.BROWSER_REDIRECT).receiver for os in OS}
    assert opened == {OS.IOS: ALIPAY, OS.ANDROID: None, OS.HARMONY: None}


def test_links_nobody_claims_are_told_apart() -> None:
    found = asked("https://nobody.example/")
    assert (found.claimed, codes(found)) == (False, ["phone.unclaimed"])


@pytest.mark.parametrize(
    ("uri", "needed"),
    [
        ("https://x.deep.example:443/a?b#c", ("deep.example",)),
        ("HTTPS://X.DEEP.EXAMPLE", ("deep.example",)),
        ("https://user@x.deep.example", ("deep.example",)),
        ("https://ulink.alipay.com/", ("ulink.alipay.com",)),
        ("https://deep.example/", ()),
        ("https://deep.example@evil.example/", ()),
        ("https://evil.example/x.deep.example", ()),
        ("https://", ()),
        ("weixin://ulink.alipay.com", ()),
        ("intent://ulink.alipay.com#Intent;scheme=https;end", ("ulink.alipay.com",)),
        ("intent://ulink.alipay.com#Intent;scheme=https;package=x;end", ()),
    ],
)
def test_whose_files_decide(uri: str, needed: tuple[str, ...]) -> None:
    assert files_needed(Handed(uri=uri, os=OS.ANDROID), APPS) == needed


@pytest.mark.parametrize("os", [OS.IOS, OS.HARMONY])
def test_intents_are_androids(os: OS) -> None:
    found = asked("intent://x#Intent;scheme=weixin;end", os)
    assert (found.receiver, codes(found)) == (None, ["phone.only-android"])
    assert files_needed(Handed(uri="intent://x#Intent;scheme=https;end", os=os), APPS) == ()


@pytest.mark.parametrize("os", OS)
def test_an_apps_own_link_goes_through_its_own_router(os: OS) -> None:
    app = next(each for each in APPS if each.platform == ALIPAY)
    found = by_own_router(Handed(uri=ULINK, os=os, source=ALIPAY), app)
    assert (found.receiver, found.delivered, found.assumed) == (ALIPAY, ULINK, True)


@given(st.text(max_size=40), st.sampled_from(OS), st.sampled_from(Tap))
@settings(max_examples=300, deadline=None)
def test_no_uri_breaks_it(text: str, os: OS, tap: Tap) -> None:
    words = Words("zh_CN")
    for head in ("", "weixin:", "https:", "https://ulink.alipay.com/", "intent:", "android-app:"):
        found = asked(head + text, os, tap=tap, source=BROWSER)
        assert all(words.say(step) for step in found.trace)
        assert found.trace
        assert (found.receiver is None) == (found.mechanism is Mechanism.NONE)
