from linktester.oslinks.appfiles import Origin, Receiver, Wishes, read_file
from linktester.oslinks.appfiles.harmonyanswer import answer
from tests.fakes import appfiles

URL = "https://www.example.com/buy"
MODULE = read_file("module.json5", appfiles.module())
SITE = read_file("applinking.json", appfiles.applinking("123"))


def test_app_linking_needs_the_site() -> None:
    found = answer(URL, [MODULE, SITE], Wishes())
    assert (found.receiver, found.apps) == (Receiver.APP, ("entry",))
    assert found.decided.said.code == "harmonyrules.app-linking"
    assert [note.code for note in found.notes] == ["appfiles.supposed-identifier"]
    only = Wishes(app_linking_only=True)
    assert answer(URL, [MODULE], only).receiver is Receiver.NOBODY


def test_unverified_domains_are_left_to_deep_linking() -> None:
    found = answer(URL, [MODULE, SITE], Wishes(verified=False))
    assert found.decided.said.code == "harmonyrules.deep-linking"


def test_apps_may_be_missing() -> None:
    assert answer(URL, [MODULE, SITE], Wishes(installed=frozenset())).receiver is Receiver.BROWSER


def test_origins_are_told_to_make_no_difference_here() -> None:
    found = answer(URL, [MODULE], Wishes(origin=Origin.TYPED))
    assert "appfiles.origin-ignored" in {note.code for note in found.notes}
