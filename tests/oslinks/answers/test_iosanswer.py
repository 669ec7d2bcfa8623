from dataclasses import replace

from linktester.oslinks.answers.answer import Answer, Receiver
from linktester.oslinks.answers.iosanswer import ios_answer
from linktester.oslinks.answers.switches import IosIf, WhatIf
from linktester.oslinks.ios import Origin
from tests.fakes import linkfiles as fakes


def answer(*files, url: str = fakes.URL, **switches: object) -> Answer:
    return ios_answer(fakes.asked(*files, url=url, what=WhatIf(ios=IosIf(**switches))))


def codes(found: Answer) -> list[str]:
    return [each.code for each in found.assumed]


def test_the_rule_that_lets_the_app_open_is_named_with_its_place():
    found = answer(fakes.aasa())
    assert (found.receiver, found.apps) == (Receiver.APP, (fakes.IOS_APP,))
    assert found.decided.code == "iostaps.matched"
    assert found.spot.path == "applinks.details[0].components[1]"
    assert found.spot.line is not None
    assert codes(found) == ["linkanswers.assumed-domain"]


def test_a_link_that_no_rule_takes_shows_the_nearest_miss():
    found = answer(fakes.aasa(), url="https://shop.example/cart")
    assert found.receiver is Receiver.BROWSER
    assert found.is_near
    assert found.spot.path.startswith("applinks.details[0].components")


def test_an_origin_that_opens_no_app_has_no_place_in_a_file():
    found = answer(fakes.aasa(), origin=Origin.TYPED)
    assert (found.receiver, found.decided.code, found.spot) == (Receiver.BROWSER, "iostaps.typed", None)


def test_a_removed_app_does_not_open():
    found = answer(fakes.aasa(), gone=frozenset({fakes.IOS_APP}))
    assert (found.receiver, found.decided.code) == (Receiver.BROWSER, "iostaps.not-installed")
    assert found.known.apps == (fakes.IOS_APP,)


def test_entitlements_say_which_hosts_the_app_takes():
    other = answer(fakes.aasa(), fakes.entitlements("applinks:www.shop.example"))
    assert other.decided.code == "iostaps.no-domain"
    assert other.spot.file == "Shop.entitlements"
    own = answer(fakes.aasa(), fakes.entitlements("applinks:shop.example"))
    assert own.receiver is Receiver.APP
    assert codes(own) == ["linkanswers.assumed-app"]


def test_the_bundle_of_the_info_plist_tells_whose_the_entitlements_are():
    staff = "ABCDE12345.example.staff"
    site = fakes.aasa(fakes.IOS_APP, staff)
    files = (site, fakes.entitlements("applinks:x.example"), fakes.info_plist("example.shop"))
    assert answer(*files).apps == (staff,)


def test_a_file_of_another_host_does_not_count():
    site = replace(fakes.aasa(), host="other.example")
    assert answer(site).receiver is Receiver.UNKNOWN
    assert answer(site, url="https://other.example/item/1").receiver is Receiver.APP


def test_of_files_without_a_host_the_last_one_counts():
    older, newer = fakes.aasa(), fakes.aasa(rules=({"/": "/cart"},), name="newer-aasa.json")
    found = answer(older, newer)
    assert found.receiver is Receiver.BROWSER
    assert "linkanswers.assumed-last" in codes(found)


def test_an_unreadable_file_leaves_the_link_to_the_browser_and_says_where_it_is_broken():
    found = answer(fakes.file("apple-app-site-association", "{"))
    assert (found.receiver, found.decided.code) == (Receiver.BROWSER, "iostaps.no-file")
    assert found.spot.line == 1


def test_a_file_without_apps_opens_nothing():
    found = answer(fakes.file("apple-app-site-association", '{"applinks": {"details": []}}'))
    assert (found.receiver, found.decided.code) == (Receiver.BROWSER, "linkanswers.no-app-listed")


def test_own_schemes_go_by_info_plists():
    plist = fakes.info_plist("example.shop", "Shop")
    assert answer(fakes.aasa(), url="shop://x").receiver is Receiver.UNKNOWN
    taken = answer(plist, url="shop://x")
    assert (taken.receiver, taken.apps, taken.spot.file) == (Receiver.APP, ("example.shop",), "Info.plist")
    assert answer(plist, url="other://x").decided.code == "linkanswers.scheme-nobody"
    gone = answer(plist, url="shop://x", gone=frozenset({"example.shop"}))
    assert (gone.receiver, gone.decided.code) == (Receiver.NOBODY, "linkanswers.scheme-removed")
    rival = fakes.info_plist("example.rival", "shop", name="Rival-Info.plist")
    assert answer(plist, rival, url="shop://x").receiver is Receiver.UNKNOWN
