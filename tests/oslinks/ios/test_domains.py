import pytest

from linktester.oslinks.ios import Claims, Domain, IosApp, Mode, check, domain, from_value, target
from tests.fakes.oslinkvectors import APP

OTHER = "ABCDE12345.com.example.other"


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("applinks:Shop.example", Domain("shop.example")),
        ("applinks:*.shop.example", Domain("*.shop.example")),
        ("applinks:shop.example?mode=developer", Domain("shop.example", Mode.DEVELOPER)),
        ("applinks:shop.example?mode=managed", Domain("shop.example")),
        ("applinks:shop.example:443", None),
        ("applinks:shop.example/", None),
        ("applinks:https://shop.example", None),
        ("webcredentials:shop.example", None),
        ("shop.example", None),
        ("", None),
    ],
)
def test_usable_entries_are_told_from_others(entry: str, found: Domain | None) -> None:
    assert domain(entry) == found


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("applinks:shop.example", None),
        ("shop.example", "aasa.domain-service"),
        ("links:shop.example", "aasa.domain-service"),
        ("applinks:shop.example:443", "aasa.domain-port"),
        ("applinks:shop.example/a", "aasa.domain-path"),
        ("applinks:sh op.example", "aasa.domain-form"),
        ("applinks:*shop.example", "aasa.domain-form"),
        ("appclips:*.shop.example", "aasa.domain-clip-wildcard"),
        ("applinks:shop.example?mode=x", "aasa.domain-mode"),
    ],
)
def test_faulty_entries_are_told(entry: str, code: str | None) -> None:
    assert [finding.code for finding in check([entry])] == ([code] if code else [])


def test_very_many_domains_are_told() -> None:
    entries = [f"applinks:h{number}.example" for number in range(31)]
    assert [finding.code for finding in check(entries)] == ["aasa.many-domains"]


def test_a_wildcard_covers_subdomains_and_reads_the_file_of_the_domain() -> None:
    claims = Claims([IosApp(APP, ("applinks:*.shop.example",))], {})
    assert claims.covering("shop.example") == {}
    _, found = claims.covering("a.b.Shop.example")[APP]
    assert found.file_host == "shop.example"


def test_the_longest_entry_counts() -> None:
    app = IosApp(APP, ("applinks:*.shop.example", "applinks:*.users.shop.example"))
    _, found = Claims([app], {}).covering("emily.users.shop.example")[APP]
    assert found.host == "*.users.shop.example"


def test_developer_entries_need_a_device_in_developer_mode() -> None:
    claims = Claims([IosApp(APP, ("applinks:shop.example?mode=developer",))], {})
    assert claims.covering("shop.example") == {}
    assert list(claims.covering("shop.example", developer=True)) == [APP]


def test_developer_entries_read_what_the_server_holds() -> None:
    stale = from_value({"applinks": {"details": []}})
    fresh = from_value({"applinks": {"details": [{"appID": APP, "paths": ["*"]}]}})
    app = IosApp(APP, ("applinks:shop.example?mode=developer",))
    claims = Claims([app], {"shop.example": stale}, {"shop.example": fresh})
    goal = target("https://shop.example/")
    assert goal is not None
    assert claims.candidates(goal, developer=True)[0].decision is not None


def test_apps_come_in_the_order_of_the_file() -> None:
    entries = [{"appID": OTHER, "paths": ["*"]}, {"appID": APP, "paths": ["*"]}]
    file = from_value({"applinks": {"details": entries}})
    apps = [IosApp(APP, ("applinks:shop.example",)), IosApp(OTHER, ("applinks:shop.example",))]
    goal = target("https://shop.example/")
    assert goal is not None
    found = Claims(apps, {"shop.example": file}).candidates(goal)
    assert [each.app.id for each in found] == [OTHER, APP]


def test_without_a_file_there_is_no_decision() -> None:
    goal = target("https://shop.example/")
    assert goal is not None
    found = Claims([IosApp(APP, ("applinks:shop.example",))], {}).candidates(goal)
    assert (found[0].association, found[0].decision) == (None, None)
