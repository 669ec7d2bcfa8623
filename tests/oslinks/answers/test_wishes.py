import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.model.system import OS
from linktester.oslinks.answers.answer import Answer, Receiver
from linktester.oslinks.answers.wishes import Chosen, Origin, Wishes, answers, systems_of
from linktester.oslinks.appfiles import AppFile, read_file
from tests.fakes import appfiles

URL = "https://www.example.com/buy/1"
WEB = appfiles.filtered('<data scheme="https" host="www.example.com" pathPrefix="/buy"/>', verify=True)
OWN = appfiles.filtered('<data scheme="shop"/>')
STATEMENTS = read_file("assetlinks.json", appfiles.assetlinks())
MODULE = read_file("module.json5", appfiles.module())
LINKING = read_file("applinking.json", appfiles.applinking("123"))
INTENT = "intent://a#Intent;scheme={};package={};S.browser_fallback_url=https%3A%2F%2Fm.example%2F;end"


def site(host: str | None = None) -> AppFile:
    return read_file("apple-app-site-association", appfiles.aasa({"/": "/buy/*"}), host=host)


def rights(*entries: str, app: str = appfiles.APP) -> AppFile:
    listed = entries or ("applinks:www.example.com",)
    return read_file("a.entitlements", appfiles.entitlements(*listed, app=app))


def app(
    filters: str = WEB + OWN, attributes: str = 'android:exported="true"', package: str = appfiles.PACKAGE
) -> AppFile:
    return read_file("AndroidManifest.xml", appfiles.manifest(filters, attributes, package))


def ios(url: str, *files: AppFile, **wishes: object) -> Answer:
    return answers(url, files, Wishes(**wishes), (OS.IOS,))[0]


def android(url: str, *files: AppFile, **wishes: object) -> Answer:
    return answers(url, files, Wishes(**wishes), (OS.ANDROID,))[0]


def harmony(*files: AppFile, **wishes: object) -> Answer:
    return answers("https://www.example.com/buy", files, Wishes(**wishes), (OS.HARMONY,))[0]


def assumed(found: Answer) -> set[str]:
    return {each.code for each in found.assumed}


def test_those_systems_answer_that_the_files_are_of() -> None:
    assert systems_of([MODULE, site()]) == (OS.IOS, OS.HARMONY)
    assert systems_of([]) == tuple(OS)
    assert [each.system for each in answers("shop://a", [app()], Wishes())] == [OS.ANDROID]
    assert [each.system for each in answers("shop://a", [app()], Wishes(), (OS.IOS,))] == [OS.IOS]


@settings(max_examples=100, deadline=None)
@given(
    st.text(max_size=40) | st.from_regex(r"(https?|shop|intent)://[a-z.%\\#;=/?]{0,30}", fullmatch=True),
    st.sampled_from(list(Origin)),
    st.booleans() | st.none(),
)
def test_any_link_gets_an_answer_of_every_system(url: str, origin: Origin, verified: bool | None) -> None:
    told = answers(url, [site(), app(), MODULE], Wishes(origin=origin, verified=verified))
    assert [each.system for each in told] == list(OS)
    assert all(each.steps for each in told)


def test_ios_rights_and_file_together_open_the_app() -> None:
    found = ios(URL, site(), rights())
    assert (found.receiver, found.apps, found.assumed) == (Receiver.APP, (appfiles.APP,), ())
    assert found.rule is not None
    assert found.rule[1].where == "applinks.details[0].components[0]"


def test_ios_a_file_of_another_host_does_not_count() -> None:
    found = ios(URL, site("other.example"), rights())
    assert (found.receiver, found.decided.code) == (Receiver.BROWSER, "iostaps.no-file")


def test_what_was_not_given_is_not_there() -> None:
    told = answers(URL, (), Wishes())
    assert [(each.system, each.receiver) for each in told] == [(each, Receiver.BROWSER) for each in OS]
    assert answers("shop://a", (), Wishes(), (OS.IOS, OS.ANDROID))[0].receiver is Receiver.NOBODY
    assert android("shop://a").receiver is Receiver.NOBODY


def test_ios_a_wildcard_reads_the_file_of_its_own_host() -> None:
    assert ios(URL, site("example.com"), rights("applinks:*.example.com")).receiver is Receiver.APP


def test_ios_what_files_leave_open_is_assumed() -> None:
    found = ios(URL, site())
    assert (found.receiver, assumed(found)) == (Receiver.APP, {"linkanswers.assumed-domain"})
    info = read_file("Info.plist", appfiles.info("shop"))
    found = ios(URL, site(), rights(app=""), info)
    assert (found.apps, assumed(found)) == ((appfiles.APP,), {"linkanswers.assumed-app"})


@pytest.mark.parametrize(
    ("wishes", "receiver"),
    [
        ({"origin": Origin.TYPED}, Receiver.BROWSER),
        ({"origin": Origin.WEB_VIEW_LOAD}, Receiver.HOST),
        ({"origin": Origin.BROWSER_TAP, "page_host": "www.example.com"}, Receiver.BROWSER),
        ({"origin": Origin.OTHER_BROWSER}, Receiver.UNKNOWN),
        ({"chosen": Chosen.BROWSER}, Receiver.BROWSER),
        ({"installed": frozenset()}, Receiver.BROWSER),
    ],
)
def test_ios_circumstances_count(wishes: dict[str, object], receiver: Receiver) -> None:
    assert ios(URL, site(), rights(), **wishes).receiver is receiver


def test_ios_schemes_go_to_the_app_that_registered_them() -> None:
    shop = read_file("Info.plist", appfiles.info("shop"))
    beta = read_file("Info.plist", appfiles.info("SHOP", bundle="com.example.beta"))
    assert ios("shop://a", shop).apps == ("com.example.shop",)
    assert ios("other://a", shop).receiver is Receiver.NOBODY
    assert ios("shop://a", shop, beta).receiver is Receiver.UNKNOWN
    gone = ios("shop://a", shop, beta, installed=frozenset({"com.example.beta"}))
    assert gone.apps == ("com.example.beta",)


def test_android_a_verified_host_opens_the_app_and_the_filter_is_named() -> None:
    found = android(URL, app(), STATEMENTS)
    assert (found.receiver, found.apps) == (Receiver.APP, (appfiles.PACKAGE,))
    assert found.rule is not None
    assert found.rule[0].title == f'{appfiles.PACKAGE} activity[".Main"].intent-filter[0]'
    assert assumed(found) == {"linkanswers.assumed-certificate"}


def test_android_another_certificate_or_package_is_not_verified() -> None:
    other = android(URL, app(), STATEMENTS, fingerprint=":".join(["CD"] * 32))
    assert (other.receiver, other.assumed) == (Receiver.BROWSER, ())
    stranger = read_file("assetlinks.json", appfiles.assetlinks("com.example.other"))
    assert android(URL, app(), stranger).receiver is Receiver.BROWSER
    assert android(URL, app()).receiver is Receiver.BROWSER


def test_android_apps_that_only_the_site_names_count_where_no_manifest_was_given() -> None:
    found = android(URL, STATEMENTS)
    assert (found.receiver, found.apps) == (Receiver.APP, (appfiles.PACKAGE,))
    assert "linkanswers.assumed-filter" in assumed(found)


@pytest.mark.parametrize(
    ("wishes", "receiver"),
    [
        ({"verified": False}, Receiver.BROWSER),
        ({"verified": False, "chosen": Chosen.APP}, Receiver.APP),
        ({"chosen": Chosen.BROWSER}, Receiver.BROWSER),
        ({"verified": False, "android": 11}, Receiver.CHOOSER),
        ({"origin": Origin.WEB_VIEW}, Receiver.HOST),
        ({"origin": Origin.TYPED}, Receiver.UNKNOWN),
        ({"installed": frozenset()}, Receiver.BROWSER),
    ],
)
def test_android_circumstances_count(wishes: dict[str, object], receiver: Receiver) -> None:
    assert android(URL, app(), STATEMENTS, **wishes).receiver is receiver


def test_android_a_host_nobody_asks_to_verify_may_be_supposed_verified() -> None:
    plain = app(appfiles.filtered('<data scheme="https" host="www.example.com"/>'))
    assert android(URL, plain, STATEMENTS).receiver is Receiver.BROWSER
    assert android(URL, plain, verified=True).receiver is Receiver.APP


def test_android_dynamic_rules_narrow_what_opens() -> None:
    narrow = read_file("assetlinks.json", appfiles.assetlinks(dynamic=[{"/": "/sell/*"}]))
    assert android(URL, app(), narrow).receiver is Receiver.BROWSER
    assert android(URL, app(), narrow, android=14).receiver is Receiver.APP


def test_android_an_intent_goes_to_its_package_or_to_the_fallback_page() -> None:
    assert android(INTENT.format("shop", appfiles.PACKAGE), app()).receiver is Receiver.APP
    found = android(INTENT.format("shop", "com.example.other"), app())
    assert (found.receiver, found.decided.code) == (Receiver.BROWSER, "linkanswers.intent-fallback")
    assert android("intent:#Intent;nonsense", app()).receiver is Receiver.NOBODY


def test_harmony_app_linking_needs_the_site() -> None:
    found = harmony(MODULE, LINKING)
    assert (found.receiver, found.apps) == (Receiver.APP, ("entry",))
    assert found.decided.code == "harmonyrules.app-linking"
    assert assumed(found) == {"linkanswers.assumed-identifier"}
    assert harmony(MODULE, app_linking_only=True).receiver is Receiver.NOBODY
    assert harmony(MODULE, LINKING, verified=False).decided.code == "harmonyrules.deep-linking"
    assert harmony(MODULE, LINKING, installed=frozenset()).receiver is Receiver.BROWSER


def test_harmony_origins_are_told_to_make_no_difference() -> None:
    assert "linkanswers.origin-ignored" in assumed(harmony(MODULE, origin=Origin.TYPED))
