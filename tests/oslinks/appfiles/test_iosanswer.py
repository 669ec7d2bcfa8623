import pytest

from linktester.oslinks.appfiles import AppFile, Chosen, Origin, Receiver, Wishes, read_file
from linktester.oslinks.appfiles.iosanswer import answer
from tests.fakes import appfiles

URL = "https://www.example.com/buy/1"


def site(host: str | None = None, *components: object) -> AppFile:
    return read_file(
        "apple-app-site-association", appfiles.aasa(*(components or ({"/": "/buy/*"},))), host=host
    )


def rights(*entries: str, app: str = appfiles.APP) -> AppFile:
    return read_file(
        "a.entitlements", appfiles.entitlements(*(entries or ("applinks:www.example.com",)), app=app)
    )


def test_rights_and_file_together_open_the_app() -> None:
    found = answer(URL, [site(), rights()], Wishes())
    assert (found.receiver, found.apps, found.notes) == (Receiver.APP, (appfiles.APP,), ())
    assert found.rule is not None
    assert found.rule[1].where == "applinks.details[0].components[0]"


def test_a_file_of_another_host_does_not_count() -> None:
    found = answer(URL, [site("other.example"), rights()], Wishes())
    assert found.receiver is Receiver.BROWSER
    assert found.decided.said.code == "iostaps.no-file"


def test_a_wildcard_reads_the_file_of_its_own_host() -> None:
    files = [site("example.com"), rights("applinks:*.example.com")]
    assert answer(URL, files, Wishes()).receiver is Receiver.APP


def test_without_rights_the_apps_of_the_file_are_supposed_to_have_them() -> None:
    found = answer(URL, [site()], Wishes())
    assert found.receiver is Receiver.APP
    assert [note.code for note in found.notes] == ["appfiles.supposed-domains"]


def test_rights_without_an_id_are_supposed_to_be_those_of_the_app_in_the_file() -> None:
    info = read_file("Info.plist", appfiles.info("shop"))
    found = answer(URL, [site(), rights(app=""), info], Wishes())
    assert found.apps == (appfiles.APP,)
    assert [note.code for note in found.notes] == ["appfiles.supposed-app"]


@pytest.mark.parametrize(
    ("wishes", "receiver"),
    [
        (Wishes(origin=Origin.TYPED), Receiver.BROWSER),
        (Wishes(origin=Origin.WEB_VIEW_LOAD), Receiver.HOST),
        (Wishes(origin=Origin.BROWSER_TAP, page_host="www.example.com"), Receiver.BROWSER),
        (Wishes(origin=Origin.OTHER_BROWSER), Receiver.UNKNOWN),
        (Wishes(chosen=Chosen.BROWSER), Receiver.BROWSER),
        (Wishes(installed=frozenset()), Receiver.BROWSER),
    ],
)
def test_circumstances_count(wishes: Wishes, receiver: Receiver) -> None:
    assert answer(URL, [site(), rights()], wishes).receiver is receiver


def test_schemes_go_to_the_app_that_registered_them() -> None:
    shop = read_file("Info.plist", appfiles.info("shop"))
    beta = read_file("Info.plist", appfiles.info("SHOP", bundle="com.example.beta"))
    assert answer("shop://a", [shop], Wishes()).apps == ("com.example.shop",)
    assert answer("other://a", [shop], Wishes()).receiver is Receiver.NOBODY
    assert answer("no url", [shop], Wishes()).receiver is Receiver.NOBODY
    assert answer("shop://a", [shop, beta], Wishes()).receiver is Receiver.UNKNOWN
    gone = Wishes(installed=frozenset({"com.example.beta"}))
    assert answer("shop://a", [shop, beta], gone).apps == ("com.example.beta",)
