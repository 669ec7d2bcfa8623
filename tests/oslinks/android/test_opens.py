"""Who opens a link."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.android.dynamicrules import read_dynamic
from linktester.oslinks.android.opens import Circumstances, InstalledApp, Opened, Origin, Receiver, opens
from tests.fakes.androidvectors import json_filter, web_filter

URL = "https://shop.example/item/1"
SHOP = InstalledApp(package="a.shop", filters=(web_filter("shop.example", prefix="/item"),))
RIVAL = InstalledApp(package="b.rival", filters=(web_filter("*.example"),))
VERIFIED = replace(SHOP, states={"shop.example": "verified"})
CUSTOM = InstalledApp(
    package="c.custom",
    filters=(replace(SHOP.filters[0], schemes=("shop",), authorities=(), paths=(), auto_verify=False),),
)


def opened(url: str = URL, **changed: Any) -> Opened:
    return opens(url, Circumstances(**({"apps": (SHOP,)} | changed)))


def dynamic(rules: Any) -> InstalledApp:
    return replace(VERIFIED, dynamic={"shop.example": read_dynamic(rules)})


TABLE = [
    ("unverified", {}, Receiver.BROWSER, ()),
    ("verified", {"apps": (VERIFIED,)}, Receiver.APP, ("a.shop",)),
    ("selected", {"apps": (replace(SHOP, selected=frozenset({"shop.example"})),)}, Receiver.APP, ("a.shop",)),
    ("switched-off", {"apps": (replace(VERIFIED, opens_links=False),)}, Receiver.BROWSER, ()),
    ("unverified", {"apps": (replace(SHOP, states={"shop.example": "denied"}),)}, Receiver.BROWSER, ()),
    (
        "verified",
        {"apps": (replace(RIVAL, selected=frozenset({"*.example"})), VERIFIED)},
        Receiver.APP,
        ("a.shop",),
    ),
    (
        "verified",
        {"apps": (VERIFIED, replace(VERIFIED, package="new", installed_at=9))},
        Receiver.APP,
        ("new",),
    ),
    ("chooser", {"android": 11}, Receiver.CHOOSER, ("a.shop",)),
    ("chooser", {"android": 5, "apps": (VERIFIED,)}, Receiver.CHOOSER, ("a.shop",)),
    ("all-verified", {"android": 11, "apps": (VERIFIED,)}, Receiver.APP, ("a.shop",)),
    ("default", {"android": 11, "default": "a.shop"}, Receiver.APP, ("a.shop",)),
    ("no-filter", {"apps": ()}, Receiver.BROWSER, ()),
    ("no-gesture", {"apps": (VERIFIED,), "origin": Origin.BROWSER_SCRIPT}, Receiver.BROWSER, ()),
    ("web-view", {"apps": (VERIFIED,), "origin": Origin.WEB_VIEW}, Receiver.HOST, ()),
    ("dynamic-forbids", {"apps": (dynamic([{"/": "/else"}]),)}, Receiver.BROWSER, ()),
    ("verified", {"apps": (dynamic([{"/": "/else"}]),), "android": 14}, Receiver.APP, ("a.shop",)),
    ("verified", {"apps": (dynamic([{"/": "/else"}]),), "google_services": False}, Receiver.APP, ("a.shop",)),
    ("verified", {"apps": (dynamic([]),)}, Receiver.APP, ("a.shop",)),
]


@pytest.mark.parametrize(("code", "changed", "receiver", "packages"), TABLE)
def test_web_links(code: str, changed: dict[str, Any], receiver: Receiver, packages: tuple[str, ...]) -> None:
    found = opened(**changed)
    assert (found.receiver, found.packages) == (receiver, packages)
    assert found.decided.said.code == f"androidopens.{code}"


@pytest.mark.parametrize(
    ("apps", "default", "code", "receiver"),
    [
        ((), None, "no-filter", Receiver.NOBODY),
        ((CUSTOM,), None, "only-one", Receiver.APP),
        ((CUSTOM, replace(CUSTOM, package="d")), None, "chooser", Receiver.CHOOSER),
        ((CUSTOM, replace(CUSTOM, package="d")), "d", "default", Receiver.APP),
    ],
)
def test_links_of_custom_schemes(
    apps: tuple[InstalledApp, ...], default: str | None, code: str, receiver: Receiver
) -> None:
    found = opened("shop://x", apps=apps, default=default)
    assert (found.receiver, found.decided.said.code) == (receiver, f"androidopens.{code}")


def test_a_scheme_in_capitals_is_another_scheme() -> None:
    assert opened("HTTPS://shop.example/item", apps=(VERIFIED,)).receiver is Receiver.NOBODY


def test_before_android_12_one_failed_host_fails_all() -> None:
    both = replace(VERIFIED, filters=(*SHOP.filters, web_filter("other.example")))
    assert opened(apps=(both,), android=11).receiver is Receiver.CHOOSER
    assert opened(apps=(both,), android=12).receiver is Receiver.APP


def test_what_would_have_changed_the_answer_is_told() -> None:
    found = {change.said.code: change.receiver for change in opened().changes}
    assert found == {
        "androidopens.if-web-view": Receiver.HOST,
        "androidopens.if-older": Receiver.CHOOSER,
        "androidopens.if-verified": Receiver.APP,
        "androidopens.if-selected": Receiver.APP,
    }


def test_the_nearest_filter_is_told() -> None:
    (trace,) = opened("https://shop.example/other").traces.values()
    assert trace.nearest is not None
    assert trace.nearest.where == "filter[0].paths[0]"


def test_a_web_filter_without_default_takes_no_links() -> None:
    without = replace(SHOP.filters[0], categories=("android.intent.category.BROWSABLE",))
    assert opened(apps=(replace(VERIFIED, filters=(without,)),)).receiver is Receiver.BROWSER
    plain = json_filter('{"schemes": ["https"]}')
    assert opened(apps=(replace(VERIFIED, filters=(plain,)),)).receiver is Receiver.BROWSER


@settings(deadline=None, max_examples=100)
@given(st.text(), st.sampled_from(Origin), st.integers(1, 20))
def test_any_link_gets_an_answer(url: str, origin: Origin, android: int) -> None:
    found = opened(url, apps=(VERIFIED, RIVAL, CUSTOM), origin=origin, android=android)
    assert (found.receiver in (Receiver.APP, Receiver.CHOOSER)) == bool(found.packages)
