"""Sites and apps."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.android.assets import Site, is_fingerprint, is_package, read_site
from tests.fakes.androidvectors import P, load


@pytest.mark.parametrize("case", load("assetlinks", "sites"), ids=lambda case: case["source"])
def test_sites_are_equal_by_scheme_host_and_port(case: dict[str, Any]) -> None:
    assert [pair for pair in case["same"] if read_site(pair[0]) != read_site(pair[1])] == []
    assert [pair for pair in case["other"] if read_site(pair[0]) == read_site(pair[1])] == []


def test_a_site_is_answered_with_a_dot_behind_its_host() -> None:
    site = read_site("HTTPS://Shop.example.:444")
    assert isinstance(site, Site)
    assert (site.rooted, site.origin) == ("https://shop.example.:444", "https://shop.example:444")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("shop.example", "site-form"),
        ("https://", "site-form"),
        ("https://a b", "site-form"),
        ("https://h:99999", "site-form"),
        (" https://h", "site-form"),
        ("ftp://h", "site-scheme"),
        ("https://u@h", "site-login"),
        ("https://h/", "site-rest"),
        ("https://h#x", "site-rest"),
    ],
)
def test_each_fault_has_its_reason(text: str, code: str) -> None:
    found = read_site(text)
    assert not isinstance(found, Site)
    assert found.code == f"androidrules.{code}"


def test_package_names_and_fingerprints() -> None:
    assert is_package("com.example.a_1")
    assert [each for each in ("", "a b", ".a", "a.", "1.a", "a..b", "a\n") if is_package(each)] == []
    assert is_fingerprint(P)
    assert [each for each in ("", P.lower(), P + ":00", P[:-1], P + "\n") if is_fingerprint(each)] == []


@settings(deadline=None, max_examples=200)
@given(st.text() | st.text().map("https://{}".format))
def test_any_text_is_a_site_or_has_a_reason(text: str) -> None:
    found = read_site(text)
    assert isinstance(found, Site) or found.code.startswith("androidrules.site-")
