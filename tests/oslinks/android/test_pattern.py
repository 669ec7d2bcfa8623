"""The five kinds of patterns."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.android.advancedglob import GlobError
from linktester.oslinks.android.pattern import PatternType, build
from tests.fakes.androidvectors import load

MATCHING = [case for case in load("globs") if "pattern" in case]
REFUSED = [pattern for case in load("globs") for pattern in case.get("refused", [])]


@pytest.mark.parametrize("case", MATCHING, ids=lambda case: f"{case['type']} {case['pattern']}")
def test_patterns_match_what_androids_own_tests_say(case: dict[str, Any]) -> None:
    pattern = build(PatternType(case["type"]), case["pattern"])
    assert [text for text in case["matches"] if not pattern.matches(text)] == []
    assert [text for text in case["misses"] if pattern.matches(text)] == []


@pytest.mark.parametrize("text", REFUSED)
def test_malformed_globs_are_refused(text: str) -> None:
    with pytest.raises(GlobError):
        build(PatternType.ADVANCED_GLOB, text)


@pytest.mark.parametrize("kind", PatternType)
def test_what_is_absent_matches_nothing(kind: PatternType) -> None:
    assert not build(kind, "").matches(None)


def test_a_near_miss_counts_agreeing_characters() -> None:
    assert build(PatternType.LITERAL, "/abc").reached("/abx") == 3
    assert build(PatternType.SUFFIX, ".pdf").reached("xpdf") == 3
    assert build(PatternType.PREFIX, "/a").reached(None) == 0


plain = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def escaped(text: str, special: str) -> str:
    return re.sub(f"([{re.escape(special)}])", r"\\\1", text)


@settings(deadline=None, max_examples=200)
@given(plain, plain)
def test_a_pattern_made_of_a_literal_matches_exactly_that_literal(text: str, other: str) -> None:
    for kind, pattern in (
        (PatternType.LITERAL, text),
        (PatternType.ADVANCED_GLOB, escaped(text, "\\[]{}*+.^-")),
    ):
        made = build(kind, pattern)
        assert made.matches(text)
        assert made.matches(other) == (other == text)


@settings(deadline=None, max_examples=200)
@given(plain, plain)
def test_a_simple_glob_made_of_a_literal_does_so_but_for_its_dots(text: str, other: str) -> None:
    dotless, otherwise = text.replace(".", ""), other.replace(".", "")
    made = build(PatternType.SIMPLE_GLOB, escaped(dotless, "\\*"))
    assert made.matches(dotless)
    assert made.matches(otherwise) == (otherwise == dotless)


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="ab.*\\", max_size=12), st.text(alphabet="ab.*\\", max_size=12))
def test_a_simple_glob_never_raises(pattern: str, text: str) -> None:
    assert build(PatternType.SIMPLE_GLOB, pattern).matches(text) in (True, False)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_prefix_suffix_and_a_trailing_run_agree(head: str, tail: str, more: str) -> None:
    assert build(PatternType.PREFIX, head).matches(head + more)
    assert build(PatternType.SUFFIX, tail).matches(more + tail)
    assert build(PatternType.SIMPLE_GLOB, escaped(head, "\\*") + ".*").matches(head + more)


def test_long_texts_and_patterns_are_matched() -> None:
    text = "a" * 1_000_000
    assert not build(PatternType.SIMPLE_GLOB, "a*b*" * 1_000 + "c").matches(text)
    assert build(PatternType.SIMPLE_GLOB, "a*" * 1_000 + "b").matches(text + "b")
    assert not build(PatternType.SIMPLE_GLOB, ".*b").matches(text)
    assert build(PatternType.ADVANCED_GLOB, "[a-c]+").matches(text)
