"""App links, schemes and intents on the emulated Android phone."""

import pytest

from linktester.model.link import PlatformId
from linktester.model.phone import OS
from linktester.oslinks.claims import BROWSER, Handed, Mechanism, Prompt, Resolution, Tap
from linktester.oslinks.phone import files_needed, resolve
from linktester.oslinks.phonefile import Snapshot
from tests.fakes.associations import ALIPAY, APPS, TAOBAO, TAOTE, WECHAT, assetlinks, snapshot

HOST = "ulink.alipay.com"
URI = f"https://{HOST}/a"
INTENT = "intent://x#Intent;scheme={};package={};S.browser_fallback_url=https%3A%2F%2Fa.example%2F;end"


def asked(
    uri: str,
    file: object = None,
    *,
    source: PlatformId | None = None,
    tap: Tap = Tap.APP,
    version: int | None = None,
    prefers: bool = False,
    wanted: PlatformId | None = None,
) -> Resolution:
    handed = Handed(
        uri=uri,
        os=OS.ANDROID,
        source=source,
        tap=tap,
        version=version,
        prefers_browser=prefers,
        wanted=wanted,
    )
    return resolve(handed, APPS, snapshot(HOST, file))


def steps(found: Resolution) -> list[str]:
    return [step.code for step in found.trace]


def test_a_verified_host_opens_without_a_question() -> None:
    found = asked(URI, assetlinks("alipay.pkg"))
    assert (found.receiver, found.prompt, steps(found)[-1]) == (ALIPAY, None, "androidopens.verified")


@pytest.mark.parametrize("file", [None, assetlinks("another.pkg"), [], {}])
def test_since_android_12_the_browser_takes_what_is_not_verified(file: object) -> None:
    found = asked(URI, file)
    assert (found.receiver, found.claimed, steps(found)[-1]) == (None, True, "androidopens.unverified")


def test_before_android_12_the_system_asks() -> None:
    found = asked(URI, None, version=11, wanted=ALIPAY)
    assert (found.receiver, found.prompt) == (ALIPAY, Prompt.CHOOSE_APP)
    needed = files_needed(Handed(uri=URI, os=OS.ANDROID, version=11), APPS)
    assert needed == (HOST, "deep.example")


def test_a_broken_file_says_what_is_wrong() -> None:
    files = {HOST: Snapshot(HOST, b"[", (), assumed=False)}
    found = resolve(Handed(uri=URI, os=OS.ANDROID), APPS, files)
    assert (found.receiver, found.assumed) == (None, False)
    assert steps(found)[1].startswith("jsontext.")


def test_links_switched_off() -> None:
    found = asked(URI, assetlinks("alipay.pkg"), prefers=True)
    assert (found.receiver, steps(found)[-1]) == (None, "androidopens.switched-off")


def test_dynamic_rules_narrow_what_opens() -> None:
    (statement,) = assetlinks("alipay.pkg")
    rules = {"dynamic_app_link_components": [{"/": "/a"}]}
    statement["relation_extensions"] = {"delegate_permission/common.handle_all_urls": rules}
    assert asked(URI, [statement]).receiver == ALIPAY
    found = asked(f"https://{HOST}/b", [statement])
    assert (found.receiver, steps(found)[-1]) == (None, "androidopens.dynamic-forbids")


def test_an_apps_own_text_is_compared_as_written() -> None:
    assert asked("weixin://x").receiver == WECHAT
    assert asked("WEIXIN://x").receiver is None
    in_page = Handed(uri="WEIXIN://x", os=OS.ANDROID, in_page=True)
    assert resolve(in_page, APPS).receiver == WECHAT


def test_an_intent_names_its_package() -> None:
    found = asked(INTENT.format("alipayqr", "alipay.pkg"), source=BROWSER)
    assert (found.receiver, found.mechanism, found.delivered) == (ALIPAY, Mechanism.INTENT, "alipayqr://x")
    assert found.package_named == "alipay.pkg"
    assert asked(INTENT.format("alipayqr", "com.tencent.mm"), source=BROWSER).receiver is None
    missing = asked(INTENT.format("alipayqr", "not.there"), source=BROWSER)
    assert steps(missing)[-2:] == ["phone.no-package", "phone.fallback"]


def test_an_intent_without_data_starts_the_app_it_names() -> None:
    found = asked("intent:#Intent;package=com.tencent.mm;end", source=BROWSER)
    assert (found.receiver, found.delivered, found.assumed) == (WECHAT, None, True)
    assert asked("intent:#Intent;package=com.tencent.mm;action=x.Y;end").receiver is None
    assert asked("intent:#Intent;end").receiver is None


def test_several_takers_of_an_intent() -> None:
    found = asked("intent://x#Intent;scheme=taobao;end", wanted=TAOTE)
    assert (found.receiver, found.prompt) == (TAOTE, Prompt.CHOOSE_APP)
    assert asked("intent://x#Intent;scheme=tbopen;end").receiver == TAOBAO


def test_only_the_browser_knows_fallbacks() -> None:
    uri = INTENT.format("eleme", "me.ele")
    assert asked(uri, source=BROWSER).fallback_url == "https://a.example/"
    assert asked(uri, source=WECHAT).fallback_url is None


def test_the_browser_launches_no_intent_without_a_tap() -> None:
    uri = INTENT.format("alipayqr", "alipay.pkg")
    found = asked(uri, source=BROWSER, tap=Tap.BROWSER_SCRIPT)
    assert (found.receiver, found.fallback_url) == (None, "https://a.example/")
    assert asked("weixin://x", source=BROWSER, tap=Tap.BROWSER_SCRIPT).receiver == WECHAT


def test_a_web_intent_without_a_package_needs_verification() -> None:
    uri = f"intent://{HOST}/#Intent;scheme=https;end"
    assert asked(uri, assetlinks("alipay.pkg")).receiver == ALIPAY
    found = asked(uri, None)
    assert (found.receiver, steps(found)[-1]) == (None, "androidopens.unverified")
    named = asked(f"intent://{HOST}/#Intent;scheme=https;package=alipay.pkg;end", None)
    assert (named.receiver, named.assumed) == (ALIPAY, True)


@pytest.mark.parametrize("uri", ["intent://x", "intent://x#Intent;scheme=a", "intent:#Intent;nonsense;end"])
def test_malformed_intents_go_nowhere(uri: str) -> None:
    found = asked(uri)
    assert (found.receiver, steps(found)[0][:14]) == (None, "androidrules.i")


def test_android_app_links_are_for_apps() -> None:
    uri = "android-app://com.tencent.mm/weixin/dl/business"
    assert asked(uri).receiver == WECHAT
    assert asked("ANDROID-APP://com.tencent.mm").receiver == WECHAT
    assert asked(uri, source=BROWSER).receiver is None


def test_a_selector_is_matched_in_place_of_the_intent() -> None:
    uri = "intent://x#Intent;scheme=eleme;SEL;scheme=weixin;end"
    assert asked(uri).receiver == WECHAT
    assert asked(uri).delivered == "eleme://x"
    # Chrome takes selectors away.
    assert asked(uri, source=BROWSER).receiver is None
