import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.harmony.regex import BadRegexError, NotSimulatedError, covers, escaped
from linktester.oslinks.reach import Budget, BudgetSpentError, Places

ATOMS = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", "[a-c]", r"\d", r"\.", r"\x61"])
TEXTS = st.text(alphabet="abc.1", max_size=8)


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    repeats = st.sampled_from(["", "*", "+", "?", "{2}", "{1,2}", "{2,}", "*?"])
    return (
        st.tuples(inner, inner).map("".join)
        | st.tuples(inner, inner).map("|".join)
        | st.tuples(inner, repeats).map(lambda pair: f"({pair[0]}){pair[1]}")
        | inner.map("(?:{})".format)
    )


EXPRESSIONS = st.recursive(ATOMS, grown, max_leaves=8)


def held(expression: str, text: str) -> bool:
    return covers(expression, Places(text, Budget()))


@settings(deadline=None, max_examples=500)
@given(expression=EXPRESSIONS, text=TEXTS)
def test_it_agrees_with_another_engine(expression: str, text: str) -> None:
    assert held(expression, text) is (re.fullmatch(expression, text) is not None)


@settings(deadline=None, max_examples=300)
@given(text=st.text(max_size=20), other=st.text(max_size=20))
def test_an_escaped_text_covers_exactly_itself(text: str, other: str) -> None:
    assert held(escaped(text), text)
    assert held(escaped(text), other) is (text == other)


@settings(deadline=None, max_examples=500)
@given(expression=st.text(alphabet="ab()[]{}*+?|\\^$-,.12:dwsbB", max_size=14))
def test_any_expression_is_matched_or_refused(expression: str) -> None:
    try:
        held(expression, "ab1")
    except (BadRegexError, NotSimulatedError):
        return
    assert len(expression) < 15


@pytest.mark.parametrize(
    "expression", ["(", ")", "*", "a{", "a{2,1}", "[", "[b-a]", "a**", "\\", r"\q", "(?:"]
)
def test_bad_expressions_are_refused(expression: str) -> None:
    with pytest.raises(BadRegexError):
        held(expression, "a")


@pytest.mark.parametrize(
    "expression",
    ["(?=a)", r"(a)\1", r"\ba", "[[:alpha:]]", r"[\W]", "a{99999}", "(" * 60 + "a" + ")" * 60, "a" * 5_000],
)
def test_what_is_not_simulated_is_told(expression: str) -> None:
    with pytest.raises(NotSimulatedError):
        held(expression, "a")


def test_anchors_hold_at_the_ends_only() -> None:
    assert held("^a$", "a")
    assert not held("a^", "a")
    assert not held("a$b", "ab")


def test_a_dot_stands_for_no_line_end() -> None:
    assert not held("a.b", "a\nb")
    assert held(r"\n\t\0", "\n\t\0")
    assert held(r"\u4e2d", "中")


@pytest.mark.parametrize(
    "expression", ["(a+)+b", "(a|a)*b", "((((a?){900}){900}){900}){900}b", "((((^){900}){900}){900}){900}b"]
)
def test_catastrophic_expressions_end_within_their_budget(expression: str) -> None:
    budget = Budget()
    try:
        assert not covers(expression, Places("a" * 2_000, budget))
    except BudgetSpentError:
        assert budget.left < 0
