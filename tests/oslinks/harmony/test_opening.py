import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.harmony import (
    AppLinking,
    Circumstances,
    HarmonyApp,
    Opened,
    Receiver,
    Skill,
    SkillUri,
    Way,
    opens,
)
from linktester.oslinks.harmony.skills import BROWSABLE, VIEW_DATA

URL = "https://www.example.com/item/1"
HTTPS = SkillUri("u", "https", "www.example.com")


def app(name: str, uri: SkillUri = HTTPS, *, verify: bool = True, installed: bool = True) -> HarmonyApp:
    skill = Skill("s", (VIEW_DATA,), (BROWSABLE,), (uri,), domain_verify=verify)
    return HarmonyApp(f"com.example.{name}", name, (skill,), installed)


def asked(
    *apps: HarmonyApp, uri: str = URL, named: tuple[tuple[str, int | None], ...] = (), **given: bool
) -> Opened:
    return opens(apps, {"www.example.com": AppLinking(named)}, uri, Circumstances(**given))


def test_the_app_the_site_names_is_opened() -> None:
    found = asked(app("one"), named=(("one", None),))
    assert (found.receiver, found.apps, found.way) == (Receiver.APP, ("com.example.one",), Way.APP_LINKING)
    assert found.traces["com.example.one"].decided is not None


def test_the_larger_index_wins_and_none_is_the_least() -> None:
    apps = (app("one"), app("two"), app("three"))
    found = asked(*apps, named=(("one", -100), ("two", 7), ("three", None)))
    assert (found.apps, found.said.code) == (("com.example.two",), "harmonyrules.best-index")
    found = asked(*apps, named=(("one", -100), ("three", None)))
    assert found.apps == ("com.example.one",)


def test_equal_ranks_let_the_user_choose() -> None:
    found = asked(app("one"), app("two"), named=(("one", None), ("two", None)))
    assert (found.receiver, len(found.apps)) == (Receiver.CHOOSER, 2)


def test_unverified_domains_are_left_to_deep_linking() -> None:
    found = asked(app("one"), named=(("one", None),), verified=False)
    assert (found.receiver, found.way) == (Receiver.APP, Way.DEEP_LINKING)
    found = asked(app("one"), named=(("one", None),), verified=False, app_linking_only=True)
    assert (found.receiver, found.said.code) == (Receiver.NOBODY, "harmonyrules.no-app-linking")
    assert "harmonyrules.if-verified" in [change.said.code for change in found.changes]


@pytest.mark.parametrize(
    ("uri", "receiver"), [("https://other.example/", Receiver.BROWSER), ("nobody://x", Receiver.NOBODY)]
)
def test_what_no_app_takes_goes_to_the_browser_if_it_can(uri: str, receiver: Receiver) -> None:
    assert asked(app("one"), uri=uri).receiver is receiver


def test_several_deep_links_let_the_user_choose() -> None:
    custom = SkillUri("u", "shop")
    found = asked(app("one", custom, verify=False), app("two", custom, verify=False), uri="shop://item/1")
    assert (found.receiver, found.way) == (Receiver.CHOOSER, Way.DEEP_LINKING)


def test_apps_that_are_not_there_take_nothing_but_would() -> None:
    found = asked(app("one", installed=False), named=(("one", None),))
    assert found.receiver is Receiver.BROWSER
    changes = {change.said.code: change.receiver for change in found.changes}
    assert changes["harmonyrules.if-installed"] is Receiver.APP


@settings(deadline=None, max_examples=200)
@given(uri=st.text(max_size=20) | st.just(URL), only=st.booleans(), verified=st.booleans())
def test_any_uri_is_answered(uri: str, only: bool, verified: bool) -> None:
    found = asked(app("one"), uri=uri, named=(("one", 1),), app_linking_only=only, verified=verified)
    assert bool(found.apps) is (found.receiver in {Receiver.APP, Receiver.CHOOSER})
