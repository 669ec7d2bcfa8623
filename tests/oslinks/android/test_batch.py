"""The batch mode's questions about Android."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.android.batch import KINDS, assetlinks, intent_filter, intent_uri
from linktester.oslinks.android.config import ConfigError
from tests.fakes.androidvectors import HOME, STATEMENT, P, filled

WEB = {"web": {"site": "https://src.example"}}
APP = {"android_app": {"package_name": "com.example.app", "sha256_fingerprint": P}}
CONTENT = [{"url": HOME, "body": filled(f"[{STATEMENT}]")}]
RELATION = "delegate_permission/common.handle_all_urls"


def test_a_filter_is_answered_with_its_category() -> None:
    answer = intent_filter({"schemes": ["https"], "authorities": [{"host": "h", "port": None}]}, "https://h/")
    assert answer["result"] == {"match": True, "category": "HOST"}
    assert answer["because"]["decided"]["where"] == "authorities[0]"
    assert intent_filter({}, None)["result"] == {"match": True, "category": "EMPTY"}


def test_a_pattern_is_tried_on_a_bare_text() -> None:
    pattern = {"pattern": {"type": "advancedGlob", "pattern": "a{2}"}}
    assert [intent_filter(pattern, text)["result"]["match"] for text in ("aa", "a", None)] == [
        True,
        False,
        False,
    ]
    with pytest.raises(ConfigError):
        intent_filter({"pattern": {"type": "advancedGlob", "pattern": "a{2"}}, None)


def test_an_intent_is_read_by_its_consumer() -> None:
    uri = "intent:#Intent;component=a/.B;end"
    assert intent_uri({"form": "intent", "consumer": "android"}, uri)["result"]["component"] == "a/a.B"
    answer = intent_uri({"form": "any", "consumer": "chrome"}, uri)
    assert answer["result"]["component"] is None
    assert answer["because"]["notes"][0]["code"] == "androidrules.chrome-component"


def test_a_check_and_a_list_are_answered_in_the_apis_names() -> None:
    query = {"api": "check", "source": WEB, "target": APP, "relation": RELATION}
    answer = assetlinks({"web_content": CONTENT, "query": query}, None)
    assert answer["result"] == {"outcome": "SUCCESS", "linked": True, "statements": [], "error_codes": []}
    assert answer["because"]["found"] == [f"{HOME} [0]"]
    listed = assetlinks({"web_content": CONTENT, "query": {"api": "list", "source": WEB}}, None)
    assert listed["result"]["statements"] == [
        {"source": {"web": {"site": "https://src.example."}}, "relation": RELATION, "target": APP}
    ]


def test_problems_are_told_with_their_place() -> None:
    content = [{"url": HOME, "body": "", "status": 302}]
    answer = assetlinks({"web_content": content, "query": {"api": "list", "source": WEB}}, None)
    assert answer["result"]["error_codes"] == ["ERROR_CODE_REDIRECT"]
    assert answer["because"]["problems"][0]["where"] == HOME


def test_statements_of_apps_are_a_source_too() -> None:
    content = [
        {
            "package_name": "com.example.app",
            "cert_fingerprint": P,
            "asset_statements": filled(f"[{STATEMENT}]"),
        }
    ]
    query = {"api": "check", "source": APP, "target": APP, "relation": RELATION}
    assert assetlinks({"android_content": content, "query": query}, None)["result"]["linked"] is True


def test_dynamic_rules_open_or_not() -> None:
    rules = {"dynamic_app_link_components": [{"/": "/a"}]}
    assert [assetlinks(rules, url)["result"]["opens_app"] for url in ("https://h/a", "https://h/b")] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("kind", "config", "url"),
    [
        ("intent_filter", [], "x"),
        ("intent_filter", {}, 5),
        ("intent_filter", {"pattern": 5}, "x"),
        ("intent_uri", {"form": "other"}, "x"),
        ("intent_uri", {"consumer": "other"}, "x"),
        ("intent_uri", {}, None),
        ("intent_uri", {}, "intent:#Intent;"),
        ("assetlinks", None, None),
        ("assetlinks", {}, None),
        ("assetlinks", {"query": {"api": "ask"}}, None),
        ("assetlinks", {"query": {"api": "list", "relation": 5}}, None),
        ("assetlinks", {"web_content": [{"body": ""}], "query": {"api": "list"}}, None),
        ("assetlinks", {"web_content": [{"url": "x", "status": "200"}], "query": {"api": "list"}}, None),
        ("assetlinks", {"dynamic_app_link_components": []}, None),
    ],
)
def test_what_cannot_be_used_is_refused(kind: str, config: Any, url: Any) -> None:
    with pytest.raises(ConfigError):
        KINDS[kind](config, url)


def test_too_many_patterns_for_a_long_link_are_refused() -> None:
    paths = [{"type": "simpleGlob", "pattern": "/a*b"}] * 1_000
    config = {"schemes": ["https"], "authorities": [{"host": "h"}], "paths": paths}
    with pytest.raises(ConfigError) as caught:
        intent_filter(config, "https://h/" + "a" * 300_000)
    assert caught.value.reason.code == "androidrules.too-costly"
    rules = {"dynamic_app_link_components": [{"/": "/a*b"}] * 1_000}
    with pytest.raises(ConfigError):
        assetlinks(rules, "https://h/" + "a" * 300_000)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "schemes",
                    "authorities",
                    "paths",
                    "pattern",
                    "type",
                    "query",
                    "api",
                    "source",
                    "web",
                    "form",
                    "url",
                    "web_content",
                    "dynamic_app_link_components",
                    "/",
                    "?",
                    "uriRelativeFilterGroups",
                    "host",
                    "port",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=10,
)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(sorted(KINDS)), values, st.none() | st.text())
def test_any_json_is_answered_or_refused(kind: str, config: Any, url: str | None) -> None:
    try:
        answer = KINDS[kind](config, url)
    except ConfigError as error:
        assert error.reason.code.startswith("androidrules.")
        return
    assert set(json.loads(json.dumps(answer))) == {"result", "because"}
