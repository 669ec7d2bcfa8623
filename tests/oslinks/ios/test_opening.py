import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.ios import (
    Association,
    Choice,
    Circumstances,
    Claims,
    IosApp,
    Opened,
    Origin,
    Receiver,
    StepKind,
    from_value,
    opens,
)
from tests.fakes.oslinkvectors import APP

URL = "https://shop.example/buy/1"
RULES = [{"/": "/private/*", "exclude": True}, {"/": "/buy/*"}]


def claims(app: IosApp | None = None, file: Association | None = None) -> Claims:
    made = file or from_value({"applinks": {"details": [{"appID": APP, "components": RULES}]}})
    return Claims([app or IosApp(APP, ("applinks:shop.example",))], {"shop.example": made})


def asked(url: str = URL, *, on: Claims | None = None, **given: object) -> Opened:
    return opens(on or claims(), url, Circumstances(**given))  # type: ignore[arg-type]


def test_a_tap_elsewhere_opens_the_app() -> None:
    found = asked()
    assert (found.receiver, found.app, found.decided.held) == (Receiver.APP, APP, True)
    assert found.trace is not None
    assert found.trace.decided is not None


@pytest.mark.parametrize(
    ("origin", "receiver"),
    [
        (Origin.OTHER_APP, Receiver.APP),
        (Origin.CAMERA, Receiver.APP),
        (Origin.SAFARI_TAP, Receiver.APP),
        (Origin.REDIRECT, Receiver.APP),
        (Origin.TYPED, Receiver.BROWSER),
        (Origin.SCRIPT, Receiver.BROWSER),
        (Origin.LONG_PRESS_APP, Receiver.APP),
        (Origin.LONG_PRESS_BROWSER, Receiver.BROWSER),
        (Origin.WEB_VIEW_TAP, Receiver.APP),
        (Origin.WEB_VIEW_LOAD, Receiver.HOST),
        (Origin.UNIVERSAL_ONLY, Receiver.APP),
        (Origin.OTHER_BROWSER, Receiver.UNKNOWN),
    ],
)
def test_the_origin_decides_for_an_eligible_link(origin: Origin, receiver: Receiver) -> None:
    assert asked(origin=origin).receiver is receiver


@pytest.mark.parametrize(
    ("origin", "receiver"),
    [
        (Origin.OTHER_APP, Receiver.BROWSER),
        (Origin.WEB_VIEW_TAP, Receiver.HOST),
        (Origin.UNIVERSAL_ONLY, Receiver.NOBODY),
    ],
)
def test_without_a_rule_the_origin_says_who_shows_it(origin: Origin, receiver: Receiver) -> None:
    found = asked("https://shop.example/other", origin=origin)
    assert (found.receiver, found.decided.kind) == (receiver, StepKind.RULE)


def test_the_same_host_stays_in_safari_and_another_page_would_change_it() -> None:
    found = asked(origin=Origin.SAFARI_TAP, page_host="shop.example")
    assert (found.receiver, found.decided.said.code) == (Receiver.BROWSER, "iostaps.same-host")
    changes = {change.said.code: change.receiver for change in found.changes}
    assert changes["iostaps.if-other-page"] is Receiver.APP
    assert changes["iostaps.if-other-app"] is Receiver.APP


@pytest.mark.parametrize(
    ("url", "given", "kind", "code"),
    [
        ("weixin://dl", {}, StepKind.URL, "iostaps.not-web"),
        ("https://www.shop.example/buy/1", {}, StepKind.DOMAIN, "iostaps.no-domain"),
        (URL, {"installed": frozenset[str]()}, StepKind.INSTALLED, "iostaps.not-installed"),
        ("https://shop.example/private/1", {}, StepKind.RULE, "iostaps.blocked"),
        ("https://shop.example/x", {}, StepKind.RULE, "iostaps.no-rule"),
        (URL, {"source": APP}, StepKind.APP, "iostaps.own-link"),
        (URL, {"choice": Choice.BROWSER}, StepKind.CHOICE, "iostaps.chose-browser"),
        (URL, {"origin": Origin.WEB_VIEW_TAP, "intercepts": True}, StepKind.ORIGIN, "iostaps.intercepted"),
    ],
)
def test_the_first_step_that_fails_decides(
    url: str, given: dict[str, object], kind: StepKind, code: str
) -> None:
    found = asked(url, **given)
    assert (found.decided.kind, found.decided.held, found.decided.said.code) == (kind, False, code)
    assert all(step.held for step in found.steps[:-1])


def test_a_file_that_cannot_be_read_opens_nothing() -> None:
    broken = Association(readable=False)
    assert asked(on=claims(file=broken)).decided.said.code == "iostaps.no-file"


def test_browsers_get_no_universal_links() -> None:
    found = asked(on=claims(IosApp(APP, ("applinks:shop.example",), is_browser=True)))
    assert found.decided.said.code == "iostaps.is-browser"


def test_a_long_press_beats_the_earlier_choice() -> None:
    assert asked(origin=Origin.LONG_PRESS_APP, choice=Choice.BROWSER).receiver is Receiver.APP


def test_what_would_have_changed_it_is_told() -> None:
    found = asked(choice=Choice.BROWSER)
    assert [change.said.code for change in found.changes] == ["iostaps.if-chose-app"]
    found = asked(installed=frozenset())
    assert "iostaps.if-installed" in [change.said.code for change in found.changes]
    found = asked()
    codes = [change.said.code for change in found.changes]
    assert codes == ["iostaps.if-typed", "iostaps.if-chose-browser", "iostaps.if-removed"]


def test_developer_mode_can_be_the_difference() -> None:
    found = asked(on=claims(IosApp(APP, ("applinks:shop.example?mode=developer",))))
    assert [change.said.code for change in found.changes] == ["iostaps.if-developer"]


def test_patterns_too_large_leave_it_unknown() -> None:
    rule = {"/": "/" + "*b?" * 300_000}
    file = from_value({"applinks": {"details": [{"appID": APP, "components": [rule]}]}})
    found = asked("https://shop.example/" + "b" * 100_000, on=claims(file=file))
    assert found.receiver is Receiver.UNKNOWN


@settings(deadline=None, max_examples=200)
@given(
    url=st.sampled_from([URL, "https://shop.example/", "http://[", "", "/buy/1"]) | st.text(max_size=20),
    origin=st.sampled_from(Origin),
    choice=st.sampled_from(Choice),
    page_host=st.none() | st.sampled_from(["shop.example", "x"]),
)
def test_any_circumstances_are_answered(
    url: str, origin: Origin, choice: Choice, page_host: str | None
) -> None:
    found = opens(claims(), url, Circumstances(origin, page_host=page_host, choice=choice))
    assert (found.app is not None) is (found.receiver is Receiver.APP)
    assert found.decided.held is (found.receiver is Receiver.APP)
