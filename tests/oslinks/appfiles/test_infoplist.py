import plistlib

import pytest

from linktester.oslinks.appfiles.infoplist import MOST_QUERIED, info, read_info
from tests.fakes import appfiles


def codes(value: dict[str, object]) -> set[str]:
    return {each.code for each in info(value).findings}


@pytest.mark.parametrize("form", list(plistlib.PlistFormat))
def test_schemes_and_the_bundle_are_read(form: plistlib.PlistFormat) -> None:
    value = plistlib.loads(appfiles.info("shop", "shop-beta", queried=("weixin",)))
    found = read_info(plistlib.dumps(value, fmt=form))
    assert (found.bundle, found.schemes, found.queried) == (
        "com.example.shop",
        ("shop", "shop-beta"),
        ("weixin",),
    )
    assert found.takes("SHOP")
    assert not found.takes("weixin")
    assert found.findings == ()


def test_what_no_link_can_have_is_told_with_its_line() -> None:
    (finding,) = read_info(appfiles.info("shop://")).findings
    assert finding.code == "appfiles.scheme-form"
    assert finding.line is not None


def test_the_list_of_queries_is_bounded_by_the_system() -> None:
    many = [f"s{n}" for n in range(MOST_QUERIED)]
    assert codes({"LSApplicationQueriesSchemes": many}) == set()
    assert codes({"LSApplicationQueriesSchemes": [*many, "x"]}) == {"appfiles.many-queried"}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"CFBundleIdentifier": 5}, "jsontext.wrong-kind"),
        ({"CFBundleURLTypes": {}}, "jsontext.wrong-kind"),
        ({"CFBundleURLTypes": ["a"]}, "jsontext.wrong-kind"),
        ({"CFBundleURLTypes": [{"CFBundleURLSchemes": "shop"}]}, "jsontext.wrong-kind"),
        ({"CFBundleURLTypes": [{"CFBundleURLSchemes": [5]}]}, "jsontext.wrong-kind"),
        ({"CFBundleURLTypes": [{"CFBundleURLSchemes": ["a", "A"]}]}, "appfiles.scheme-twice"),
        ({"CFBundleURLTypes": [{"CFBundleURLSchemes": ["$(X)"]}]}, "appfiles.build-variable"),
    ],
)
def test_other_kinds_of_values_are_told(value: dict[str, object], code: str) -> None:
    assert codes(value) == {code}


def test_what_is_no_list_at_all_is_unreadable() -> None:
    assert not read_info(b"x").readable
