import pytest

from linktester.oslinks.appfiles import AppFile, Chosen, Origin, Receiver, Wishes, read_file
from linktester.oslinks.appfiles.androidanswer import answer, dynamic_rules, named_apps
from tests.fakes import appfiles

URL = "https://www.example.com/buy/1"
WEB = appfiles.filtered('<data scheme="https" host="www.example.com" pathPrefix="/buy"/>', verify=True)
OWN = appfiles.filtered('<data scheme="shop"/>')
SITE = read_file("assetlinks.json", appfiles.assetlinks())


def app(
    filters: str = WEB + OWN, attributes: str = 'android:exported="true"', package: str = appfiles.PACKAGE
) -> AppFile:
    return read_file("AndroidManifest.xml", appfiles.manifest(filters, attributes, package))


def test_a_verified_host_opens_the_app_and_the_filter_is_named() -> None:
    found = answer(URL, [app(), SITE], Wishes())
    assert (found.receiver, found.apps) == (Receiver.APP, (appfiles.PACKAGE,))
    assert found.rule is not None
    assert found.rule[0] == f'{appfiles.PACKAGE} activity[".Main"].intent-filter[0]'
    assert [note.code for note in found.notes] == ["appfiles.supposed-certificate"]


def test_another_certificate_or_package_is_not_verified() -> None:
    other = Wishes(fingerprint=":".join(["CD"] * 32))
    assert answer(URL, [app(), SITE], other).receiver is Receiver.BROWSER
    stranger = read_file("assetlinks.json", appfiles.assetlinks("com.example.other"))
    assert answer(URL, [app(), stranger], Wishes()).receiver is Receiver.BROWSER
    assert answer(URL, [app()], Wishes()).receiver is Receiver.BROWSER


@pytest.mark.parametrize(
    ("wishes", "receiver"),
    [
        (Wishes(verified=False), Receiver.BROWSER),
        (Wishes(verified=False, chosen=Chosen.APP), Receiver.APP),
        (Wishes(chosen=Chosen.BROWSER), Receiver.BROWSER),
        (Wishes(verified=False, android=11), Receiver.CHOOSER),
        (Wishes(origin=Origin.WEB_VIEW), Receiver.HOST),
        (Wishes(origin=Origin.TYPED), Receiver.UNKNOWN),
        (Wishes(installed=frozenset()), Receiver.BROWSER),
    ],
)
def test_circumstances_count(wishes: Wishes, receiver: Receiver) -> None:
    assert answer(URL, [app(), SITE], wishes).receiver is receiver


def test_a_host_nobody_asks_to_verify_may_be_supposed_verified() -> None:
    plain = app(appfiles.filtered('<data scheme="https" host="www.example.com"/>'))
    assert answer(URL, [plain, SITE], Wishes()).receiver is Receiver.BROWSER
    assert answer(URL, [plain], Wishes(verified=True)).receiver is Receiver.APP


def test_a_component_that_is_not_exported_takes_nothing() -> None:
    assert answer("shop://a", [app()], Wishes()).receiver is Receiver.APP
    assert (
        answer("shop://a", [app(attributes='android:exported="false"')], Wishes()).receiver is Receiver.NOBODY
    )


def test_a_manifest_without_package_is_supposed_to_be_that_of_the_site() -> None:
    found = answer(URL, [app(package=""), SITE], Wishes())
    assert found.apps == (appfiles.PACKAGE,)


def test_dynamic_rules_narrow_what_opens() -> None:
    octets = appfiles.assetlinks(dynamic=[{"/": "/sell/*"}])
    site = read_file("assetlinks.json", octets)
    assert dynamic_rules(appfiles.PACKAGE, "www.example.com", [site]).keys() == {"www.example.com"}
    assert answer(URL, [app(), site], Wishes()).receiver is Receiver.BROWSER
    assert answer(URL, [app(), site], Wishes(android=14)).receiver is Receiver.APP


INTENT = "intent://a#Intent;scheme={};package={};S.browser_fallback_url=https%3A%2F%2Fm.example%2F;end"


def test_an_intent_goes_to_its_package_or_to_the_fallback_page() -> None:
    assert answer(INTENT.format("shop", appfiles.PACKAGE), [app()], Wishes()).receiver is Receiver.APP
    found = answer(INTENT.format("shop", "com.example.other"), [app()], Wishes())
    assert (found.receiver, found.decided.said.code) == (Receiver.BROWSER, "appfiles.fallback")
    assert answer("intent:#Intent;nonsense", [app()], Wishes()).receiver is Receiver.NOBODY


def test_apps_are_named_by_statements_about_links_only() -> None:
    assert [each.package for each in named_apps(SITE)] == [appfiles.PACKAGE]
    assert named_apps(app()) == ()
