from dataclasses import replace

from linktester.oslinks.android.opens import Origin
from linktester.oslinks.android.verification import FAILURE
from linktester.oslinks.answers.androidanswer import android_answer
from linktester.oslinks.answers.answer import Answer, Receiver
from linktester.oslinks.answers.switches import AndroidIf, WhatIf
from tests.fakes import linkfiles as fakes

PAIR = (fakes.PACKAGE, fakes.HOST)


def answer(*files, url: str = fakes.URL, **switches: object) -> Answer:
    return android_answer(fakes.asked(*files, url=url, what=WhatIf(android=AndroidIf(**switches))))


def test_the_statement_that_verifies_is_named_with_its_place():
    found = answer(fakes.assetlinks())
    assert (found.receiver, found.apps) == (Receiver.APP, (fakes.PACKAGE,))
    assert (found.spot.file, found.spot.path, found.spot.line) == ("assetlinks.json", "[0]", 2)
    assert found.states == {PAIR: "verified"}
    assert [each.code for each in found.assumed] == [
        "linkanswers.assumed-filter",
        "linkanswers.assumed-certificate",
    ]


def test_a_manifest_narrows_what_the_app_takes():
    both = (fakes.assetlinks(), fakes.manifest())
    assert answer(*both).receiver is Receiver.APP
    missed = answer(*both, url="https://shop.example/cart")
    assert (missed.receiver, missed.decided.code) == (Receiver.BROWSER, "androidopens.no-filter")
    assert (missed.is_near, missed.spot.file, missed.spot.line) == (True, "AndroidManifest.xml", 4)


def test_a_manifest_alone_is_not_verified():
    found = answer(fakes.manifest())
    assert (found.receiver, found.decided.code) == (Receiver.BROWSER, "androidopens.unverified")
    assert found.states == {PAIR: "none"}


def test_a_site_that_does_not_name_the_app_fails_its_verification():
    found = answer(fakes.manifest(), fakes.assetlinks("other.app"))
    assert found.states[PAIR] == FAILURE
    assert found.spot is None or found.spot.file == "assetlinks.json"


def test_switches_decide():
    files = (fakes.assetlinks(), fakes.manifest())
    assert answer(*files, states={PAIR: "denied"}).receiver is Receiver.BROWSER
    selected = answer(*files, states={PAIR: "denied"}, selected=frozenset({fakes.PACKAGE}))
    assert selected.decided.code == "androidopens.selected"
    assert answer(*files, off=frozenset({fakes.PACKAGE})).decided.code == "androidopens.switched-off"
    assert answer(*files, origin=Origin.WEB_VIEW).receiver is Receiver.HOST
    assert answer(*files, gone=frozenset({fakes.PACKAGE})).receiver is Receiver.BROWSER
    older = {"version": 11, "states": {PAIR: "none"}}
    assert answer(*files, **older).receiver is Receiver.CHOOSER
    assert answer(*files, **older, default=fakes.PACKAGE).receiver is Receiver.APP


def test_dynamic_rules_narrow_and_can_be_left_out():
    site = fakes.assetlinks(dynamic=[{"/": "/cart"}])
    found = answer(site)
    assert (found.receiver, found.decided.code) == (Receiver.BROWSER, "androidopens.dynamic-forbids")
    assert "dynamic_app_link_components" in found.spot.path
    assert found.ruled == (fakes.PACKAGE,)
    assert found.rules[-1].trace.nearest is not None
    assert answer(site, static=frozenset({fakes.PACKAGE})).receiver is Receiver.APP
    assert answer(site, google=False).receiver is Receiver.APP
    assert answer(site, version=14).receiver is Receiver.APP


def test_what_is_not_known_is_told():
    assert answer().decided.code == "linkanswers.no-android"
    assert answer(fakes.assetlinks(), url="shop://x").decided.code == "linkanswers.no-manifest"
    empty = fakes.file("assetlinks.json", "[]")
    assert (answer(empty).receiver, answer(empty).decided.code) == (
        Receiver.BROWSER,
        "linkanswers.no-app-linked",
    )
    assert answer(replace(fakes.assetlinks(), host="other.example")).receiver is Receiver.UNKNOWN


def test_a_manifest_that_leaves_its_package_to_the_build_is_of_the_app_the_site_names():
    found = answer(fakes.manifest(package=""), fakes.assetlinks())
    assert (found.receiver, found.apps) == (Receiver.APP, (fakes.PACKAGE,))
    assert "linkanswers.assumed-app" in [each.code for each in found.assumed]


def test_a_component_that_is_not_exported_takes_nothing():
    text = fakes.MANIFEST.format(package=fakes.PACKAGE, host=fakes.HOST).replace(
        '"true">\n      <', '"false">\n      <', 1
    )
    found = answer(fakes.file("AndroidManifest.xml", text), fakes.assetlinks())
    assert found.receiver is Receiver.BROWSER


def test_a_wildcard_that_is_verified_counts_for_the_hosts_under_it():
    files = (fakes.manifest(host="*.example"), replace(fakes.assetlinks(), host="example"))
    assert answer(*files).receiver is Receiver.APP


def test_a_certificate_the_site_does_not_name_is_not_verified():
    files = (fakes.manifest(), fakes.assetlinks())
    assert answer(*files, fingerprint=fakes.PRINT).receiver is Receiver.APP
    other = answer(*files, fingerprint=":".join(["CD"] * 32))
    assert (other.receiver, other.assumed) == (Receiver.BROWSER, ())
