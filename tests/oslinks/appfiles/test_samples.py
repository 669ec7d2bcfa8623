import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.android.advancedglob import GlobError
from linktester.oslinks.android.pattern import PatternType, build
from linktester.oslinks.appfiles import samples
from linktester.oslinks.ios import compiled
from linktester.oslinks.reach import Budget, Places

VARIABLES = {"digit": tuple("0123456789"), "lang": ("en", "zh"), "any": ("a*", "b?")}


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(["/", "a", "*", "?", "$(digit)", "$(lang)", "$(any)"]), max_size=8).map("".join)
)
def test_a_text_made_from_one_of_apples_patterns_is_taken_by_it(text: str) -> None:
    pattern = compiled(text, VARIABLES)
    made = samples.of_apple(pattern)
    assert made is not None
    assert pattern.covers(Places(made, Budget()))


def test_an_unknown_variable_takes_nothing() -> None:
    assert samples.of_apple(compiled("/$(nobody)", {})) is None


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="/ab.*[]-{}1,\\^", max_size=10), st.sampled_from(list(PatternType)))
def test_a_text_made_from_one_of_androids_patterns_is_taken_by_it(text: str, kind: PatternType) -> None:
    try:
        pattern = build(kind, text)
    except GlobError:
        return
    made = samples.of_android(pattern)
    assert made is None or pattern.matches(made)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PatternType.LITERAL, "/a"),
        (PatternType.PREFIX, "/a"),
        (PatternType.SUFFIX, ".html"),
        (PatternType.SIMPLE_GLOB, "/.*/edit"),
        (PatternType.SIMPLE_GLOB, "/a.*"),
        (PatternType.SIMPLE_GLOB, "/a\\*b"),
        (PatternType.ADVANCED_GLOB, "/[0-9]{3}/[^a]+"),
        (PatternType.ADVANCED_GLOB, "/\\[a.?"),
    ],
)
def test_usual_patterns_have_a_sample(kind: PatternType, text: str) -> None:
    assert samples.of_android(build(kind, text)) is not None


def test_wildcards_of_dynamic_rules_have_one() -> None:
    assert samples.of_wildcard("/a/*?") == f"/a/{samples.RUN}a"
