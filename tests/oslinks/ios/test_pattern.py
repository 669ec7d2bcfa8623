import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.ios.definitions import Vocabulary
from linktester.oslinks.ios.pattern import ANYTHING, Pattern, compiled, folded, literal, names
from linktester.oslinks.reach import Budget, BudgetSpentError, Places

WORDS = Vocabulary({"food": ("burrito", "sushi"), "wild": ("a*z", "?"), "none": ()})
LITERALS = st.text(alphabet=st.characters(exclude_characters="*?$"), max_size=30)
GLOBS = st.text(alphabet="ab*?/", max_size=10)
TEXTS = st.text(alphabet="ab/", max_size=12)


def covers(pattern: Pattern, text: str) -> bool:
    return pattern.covers(Places(text, Budget()))


def as_regex(glob: str) -> str:
    steps = {"*": "(?s:.*)", "?": "(?s:.)"}
    return "".join(steps.get(char, re.escape(char)) for char in glob)


@settings(deadline=None, max_examples=300)
@given(text=LITERALS, other=LITERALS)
def test_a_pattern_of_literals_covers_exactly_them(text: str, other: str) -> None:
    pattern = compiled(text, WORDS)
    assert covers(pattern, text)
    assert covers(pattern, other) is (text == other)


@settings(deadline=None, max_examples=300)
@given(text=st.text(max_size=40))
def test_a_star_covers_everything(text: str) -> None:
    assert covers(ANYTHING, text)
    assert covers(compiled("**", WORDS), text)
    assert covers(compiled("?*", WORDS), text) is bool(text)


@settings(deadline=None, max_examples=500)
@given(glob=GLOBS, text=TEXTS)
def test_wildcards_agree_with_regular_expressions(glob: str, text: str) -> None:
    assert covers(compiled(glob, WORDS), text) is (re.fullmatch(as_regex(glob), text) is not None)


@settings(deadline=None, max_examples=300)
@given(glob=GLOBS, text=TEXTS)
def test_the_quick_way_and_the_sure_way_agree(glob: str, text: str) -> None:
    pattern = compiled(glob, WORDS)
    quick, sure = (
        covers(pattern, text),
        covers(compiled(glob.replace("*", "*$(empty)"), Vocabulary({"empty": ("",)})), text),
    )
    assert quick is sure


@settings(deadline=None, max_examples=300)
@given(text=st.text(max_size=30))
def test_case_does_not_count_when_folded(text: str) -> None:
    pattern = compiled(text.replace("*", "").replace("?", "").replace("$", ""), WORDS, folds=True)
    assert covers(pattern, folded(pattern.text))
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "seen", "held"),
    [
        ("/$(food)", "/sushi", True),
        ("/$(food)", "/tacos", False),
        ("/$(food)$(food)", "/sushiburrito", True),
        ("/$(wild)/x", "/a-anything-z/x", True),
        ("/$(wild)/x", "/q/x", True),
        ("/$(wild)/x", "/qq/x", False),
        ("/$(none)", "/", False),
        ("/$(undefined)", "/$(undefined)", False),
        ("/$(digit)$(digit)", "/42", True),
        ("/$(digit)", "/42", False),
        ("/$(region)", "/GB", True),
        ("/$(region)", "/UK", True),
        ("/$(region)", "/gb", False),
        ("/$(lang)", "/haw", True),
        ("/$(Food)", "/sushi", False),
        ("/$(", "/$(", True),
        ("/a.b+(c)", "/a.b+(c)", True),
    ],
)
def test_variables_stand_for_one_of_their_values(text: str, seen: str, held: bool) -> None:
    assert covers(compiled(text, WORDS), seen) is held


def test_variables_fold_as_well() -> None:
    assert covers(compiled("/$(upper)", WORDS, folds=True), "/q")


def test_undefined_variables_are_named() -> None:
    assert compiled("/$(nobody)/$(food)", WORDS).unknown == ("nobody",)
    assert names("/$(a)/$()/$(b c)") == ("a", "b c")


def test_old_paths_know_no_variables() -> None:
    assert covers(literal("/$(food)"), "/$(food)")
    assert not covers(literal("/$(food)"), "/sushi")


@pytest.mark.parametrize("glob", ["*a" * 2_000 + "b", "*a?" * 2_000 + "b", "$(wild)" * 1_000 + "b"])
def test_catastrophic_patterns_end_within_their_budget(glob: str) -> None:
    budget = Budget()
    try:
        assert not compiled(glob, WORDS).covers(Places("a" * 5_000, budget))
    except BudgetSpentError:
        assert budget.left < 0


def test_twice_the_text_costs_no_more_than_four_times_the_work() -> None:
    spent = []
    for size in (4_000, 8_000):
        budget = Budget()
        compiled("*a?" * 200 + "b", WORDS).covers(Places("a" * size, budget))
        spent.append(Budget().left - budget.left)
    assert spent[1] <= 4 * spent[0]


def test_how_far_a_pattern_can_be_followed() -> None:
    far = compiled("/shop/item", WORDS).followed(Places("/shop/cart", Budget()))
    near = compiled("/help", WORDS).followed(Places("/shop/cart", Budget()))
    assert (far, near) == (6, 1)
