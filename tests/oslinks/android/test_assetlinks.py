"""What sources say, includes followed."""

from typing import Any

import pytest

from linktester.oslinks.android.assetlinks import (
    MAX_FETCHES,
    AppContent,
    Contents,
    WebContent,
    app_body,
    collect,
)
from linktester.oslinks.android.assets import App, Site, read_site
from linktester.oslinks.android.statements import HANDLE_ALL_URLS
from tests.fakes.androidvectors import APP, HOME, SOURCE, STATEMENT, Q, filled, load, served


@pytest.mark.parametrize("case", load("assetlinks", "include"), ids=lambda case: case["source"])
def test_includes_are_followed_as_published(case: dict[str, Any]) -> None:
    site = read_site(case.get("site", SOURCE.origin))
    assert isinstance(site, Site)
    found = collect(site, Contents(WebContent(url, filled(body)) for url, body in case["contents"]))
    assert (found.linked(HANDLE_ALL_URLS, APP) is not None) == case["linked"]
    assert list(found.error_codes) == case.get("codes", [])


@pytest.mark.parametrize(
    ("status", "code"),
    [(301, "ERROR_CODE_REDIRECT"), (404, "ERROR_CODE_FETCH_ERROR"), (204, "ERROR_CODE_FETCH_ERROR")],
)
def test_only_200_counts(status: int, code: str) -> None:
    found = collect(SOURCE, Contents([WebContent(HOME, filled(f"[{STATEMENT}]"), status)]))
    assert (found.found, found.error_codes) == ([], (code,))


def test_an_app_speaks_for_its_own_certificate_only() -> None:
    contents = Contents(apps=[AppContent(APP, filled(f"[{STATEMENT}]"))])
    assert collect(APP, contents).linked(HANDLE_ALL_URLS, APP)
    other = collect(App(APP.package, Q), contents)
    assert (other.found, other.problems) == ([], [])


def test_a_signed_app_may_not_include_what_is_insecure() -> None:
    found = collect(APP, Contents(apps=[AppContent(APP, '[{"include": "http://x/y"}]')]))
    assert found.error_codes == ("ERROR_CODE_SECURE_ASSET_INCLUDES_INSECURE",)


def test_addresses_are_compared_as_browsers_write_them() -> None:
    content = WebContent("HTTPS://SRC.example.:443/.well-known/assetlinks.json", "[]")
    assert collect(SOURCE, Contents([content])).problems == []


def test_a_chain_of_includes_is_bounded() -> None:
    chain = [WebContent(HOME, '[{"include": "https://x/0"}]')]
    chain += [
        WebContent(f"https://x/{n}", f'[{{"include": "https://x/{n + 1}"}}]') for n in range(2 * MAX_FETCHES)
    ]
    assert collect(SOURCE, Contents(chain)).error_codes == ("ERROR_CODE_FETCH_BUDGET_EXHAUSTED",)


def test_a_list_included_twice_is_read_once() -> None:
    twice = ",".join(['{"include": "https://x/y"}'] * 1_000)
    found = collect(
        SOURCE,
        Contents([WebContent(HOME, f"[{twice}]"), WebContent("https://x/y", filled(f"[{STATEMENT}]"))]),
    )
    assert (len(found.found), found.problems) == (1, [])


def test_many_faults_keep_every_code() -> None:
    found = collect(SOURCE, served("[" + "{}," * 3_000 + '{"include": "http://x/"}]'))
    assert len(found.problems) == 1_001
    assert len(found.error_codes) == 2


def test_statements_of_an_app_come_as_text_or_parsed() -> None:
    assert app_body([{"a": 1}]) == '[{"a": 1}]'
    assert app_body("[]") == "[]"
