import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.doctor.covering import pattern_covers, rule_covers
from linktester.oslinks.ios import Rule, compiled, from_value
from linktester.oslinks.reach import Budget, Places
from tests.fakes.oslinkvectors import one_rule

PATTERNS = st.lists(st.sampled_from(["a", "b", "/", "*", "?"]), max_size=6).map("".join)


def rule(value: dict[str, object]) -> Rule:
    return from_value(one_rule(value)).entries[0].rules[0]


@settings(max_examples=400, deadline=None)
@given(PATTERNS, PATTERNS, st.lists(st.sampled_from("ab/"), max_size=6).map("".join))
def test_what_is_said_to_be_covered_is(wide: str, narrow: str, text: str) -> None:
    if pattern_covers(wide, narrow) and compiled(narrow, {}).covers(Places(text, Budget())):
        assert compiled(wide, {}).covers(Places(text, Budget()))


@given(PATTERNS)
def test_a_pattern_covers_itself_and_anything_covers_it(text: str) -> None:
    assert pattern_covers(text, text)
    assert pattern_covers("*", text)


@pytest.mark.parametrize(
    ("wide", "narrow", "covers"),
    [
        ("/a/*", "/a/b/c", True),
        ("/a/*", "/a/*/c", True),
        ("/?", "/$(digit)", True),
        ("/?", "/$(lang)", False),
        ("/$(lang)/*", "/$(lang)/a", True),
        ("/?", "/*", False),
        ("/a?", "/a", False),
        ("*a*", "*a", True),
    ],
)
def test_patterns(wide: str, narrow: str, covers: bool) -> None:
    assert pattern_covers(wide, narrow) is covers


@pytest.mark.parametrize(
    ("wide", "narrow", "covers"),
    [
        ({}, {"/": "/a", "?": {"b": "c"}}, True),
        ({"/": "/a", "?": {"b": "*"}}, {"/": "/a", "?": {"b": "c", "d": "e"}}, True),
        ({"/": "/a", "?": {"b": "*"}}, {"/": "/a"}, False),
        ({"/": "/a", "?": "b=*"}, {"/": "/a", "?": "b=c"}, True),
        ({"/": "/a", "?": "b=*"}, {"/": "/a", "?": {"b": "c"}}, False),
        ({"/": "/a", "#": "x*"}, {"/": "/a"}, False),
        ({"/": "/a", "caseSensitive": False}, {"/": "/a"}, False),
        ({"/": "*", "caseSensitive": False}, {"/": "/a"}, True),
    ],
)
def test_rules(wide: dict[str, object], narrow: dict[str, object], covers: bool) -> None:
    assert rule_covers(rule(wide), rule(narrow)) is covers
