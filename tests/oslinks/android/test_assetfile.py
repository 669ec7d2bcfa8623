"""assetlinks.json from octets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.android.assetfile import read_asset_file
from tests.fakes.androidvectors import STATEMENT, filled


def codes(body: str) -> list[str]:
    return [finding.code.partition(".")[2] for finding in read_asset_file(filled(body).encode()).findings]


def test_a_good_file_has_nothing_to_say() -> None:
    read = read_asset_file(filled(f"[{STATEMENT}]").encode())
    assert (read.readable, len(read.statements.items), read.findings) == (True, 1, ())


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("[", "syntax"),
        ("{}", "list-kind"),
        ("[]", "list-empty"),
        ('[{"relation": ["a/b"], "target": {"namespace": "web", "site": "https://x"}}]', "no-app-links"),
        ('[{"include": "https://x/y"}]', "includes"),
        ("[{S}, {}]", "no-relation"),
    ],
)
def test_each_fault_is_found(body: str, code: str) -> None:
    assert code in codes(body)


def test_a_finding_stands_at_its_line() -> None:
    body = '[\n  {"relation": ["a/b"],\n   "target": {"namespace": "web", "site": "https://x/"}}\n]'
    found = [each for each in read_asset_file(body.encode()).findings if each.path]
    assert [(each.path, each.line) for each in found] == [("[0].target.site", 3)]


def test_dynamic_rules_are_looked_at() -> None:
    def body(rules: str) -> str:
        relation = "delegate_permission/common.handle_all_urls"
        extensions = f'"relation_extensions": {{"{relation}": {{"dynamic_app_link_components": {rules}}}}}'
        return f"[{STATEMENT[:-1]}, {extensions}}}]"

    assert codes(body('[{"/": "*"}]')) == []
    assert codes(body('[{"/": "/a", "exclude": true}]')) == ["dynamic-only-excludes"]
    assert codes(body('[{"/": ""}]')) == ["dynamic-dropped", "dynamic-pattern"]


def test_findings_are_bounded() -> None:
    assert len(codes("[" + "{}," * 5_000 + "{}]")) == 1_000


@settings(deadline=None, max_examples=100)
@given(st.binary())
def test_any_octets_are_read(octets: bytes) -> None:
    read = read_asset_file(octets)
    assert read.readable or read.findings
