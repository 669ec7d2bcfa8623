from linktester.model.message import message
from linktester.model.phone import OS
from linktester.oslinks.android.opens import Origin
from linktester.oslinks.answers.switches import (
    VERSIONS,
    AndroidIf,
    Known,
    WhatIf,
    install,
    turned,
)
from linktester.oslinks.ios import Origin as IosOrigin
from linktester.wording import table

ROOMS = ("iostaps.if-", "androidopens.if-", "harmonyrules.if-")


def test_every_change_that_resolvers_propose_is_a_switch():
    known = Known(("a",), {"a": ("h",)})
    proposed = [code for code in table("en") if code.startswith(ROOMS)]
    assert len(proposed) > 20
    assert [code for code in proposed if turned(WhatIf(), message(code, app="a"), known) is None] == []


def test_what_is_no_switch_is_none():
    assert turned(WhatIf(), message("iostaps.web"), Known(())) is None


def test_apps_are_taken_off_and_put_back():
    for system in (OS.IOS, OS.ANDROID, OS.HARMONY):
        off = install(WhatIf(), system, "a", here=False)
        assert off.gone(system) == {"a"}
        assert install(off, system, "a", here=True) == WhatIf()


def test_a_clipped_name_finds_its_app():
    long = "example." + "x" * 300
    said = message("iostaps.if-removed", app=long[:119] + "…")
    assert turned(WhatIf(), said, Known((long,))).ios.gone == {long}


def test_verification_is_turned_for_every_host_of_the_app():
    known = Known(("a", "b"), {"a": ("h", "*.h"), "b": ("h",)})
    found = turned(WhatIf(), message("androidopens.if-verified", app="a"), known).android
    assert found.states == {("a", "h"): "verified", ("a", "*.h"): "verified"}


def test_versions_stand_for_the_ranges_between_which_rules_change():
    newer = turned(WhatIf(android=AndroidIf(version=11)), message("androidopens.if-newer"), Known(()))
    assert newer.android.version in VERSIONS
    older = turned(WhatIf(), message("androidopens.if-older"), Known(()))
    assert older.android.version == 11


def test_other_switches_stay():
    start = WhatIf(android=AndroidIf(origin=Origin.BROWSER_TAP))
    then = turned(start, message("iostaps.if-typed"), Known(()))
    assert then.ios.origin is IosOrigin.TYPED
    assert then.android == start.android
