"""Dynamic rules."""

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.android.dynamicrules import Wildcard, dynamic_in, explain_dynamic, read_dynamic
from linktester.oslinks.android.uri import parse_uri
from tests.fakes.androidvectors import load

CASES = [case for case in load("dynamic") if "rules" in case]
DROPPED = [text for case in load("dynamic") for text in case.get("dropped", [])]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rules"])
def test_the_first_rule_that_matches_decides(case: dict[str, Any]) -> None:
    rules = read_dynamic(json.loads(case["rules"]))
    assert [url for url in case["opens"] if not rules.allow(parse_uri(url))] == []
    assert [url for url in case["stays"] if rules.allow(parse_uri(url))] == []


@pytest.mark.parametrize("text", DROPPED)
def test_a_malformed_part_drops_all_rules(text: str) -> None:
    rules = read_dynamic(json.loads(text))
    assert rules.rules is None
    assert rules.dropped is not None
    assert rules.allow(parse_uri("https://h/"))
    notes = explain_dynamic(rules, parse_uri("https://h/")).notes
    assert notes[0].code == "androidrules.dynamic-dropped"


def test_the_trace_names_the_rule_or_the_nearest_miss() -> None:
    rules = read_dynamic([{"/": "/a/*", "exclude": True}, {"/": "/b", "?": {"k": "v"}}])
    found = explain_dynamic(rules, parse_uri("https://h/a/x"))
    assert found.decided is not None
    assert found.decided.said.code == "androidrules.dynamic-excludes"
    missed = explain_dynamic(rules, parse_uri("https://h/b?k=w"))
    assert missed.decided is None
    assert missed.nearest is not None
    assert missed.nearest.where == "dynamic_app_link_components[1]"


@pytest.mark.parametrize(
    ("extensions", "rules"),
    [
        (None, 0),
        ({}, 0),
        ({"a/b": {}}, 0),
        ({"x/y": {}}, 0),
        ({"a/b": {"dynamic_app_link_components": [{"/": "*"}]}}, 1),
    ],
)
def test_rules_are_found_in_a_statements_extensions(extensions: Any, rules: int) -> None:
    found = dynamic_in(extensions, "a/b", "[0]")
    assert len(found.rules or () if found is not None else ()) == rules


@pytest.mark.parametrize("extensions", [5, [], {"a/b": 5}, {"a/b": {"dynamic_app_link_components": {}}}])
def test_extensions_of_another_kind_drop_the_rules(extensions: Any) -> None:
    found = dynamic_in(extensions, "a/b", "[0]")
    assert found is not None
    assert found.dropped is not None
    assert found.path.startswith("[0].relation_extensions")


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="ab*?", max_size=8), st.text(alphabet="ab", max_size=8))
def test_what_matches_without_a_way_back_matches_with_one(pattern: str, text: str) -> None:
    with_way_back = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    assert not Wildcard(pattern).matches(text) or re.fullmatch(with_way_back, text)


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="ab/%.[", min_size=1), st.text(alphabet="ab/%.["))
def test_a_pattern_without_wildcards_is_itself(pattern: str, other: str) -> None:
    assert Wildcard(pattern).matches(pattern)
    assert Wildcard(pattern).matches(other) == (pattern == other)
