import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linktester.oslinks.reach import START, Budget, BudgetSpentError, Places

TEXTS = st.text(alphabet="ab/é", max_size=12)


def places(text: str) -> Places:
    return Places(text, Budget())


@settings(deadline=None, max_examples=200)
@given(text=TEXTS, wanted=TEXTS)
def test_a_literal_uses_up_exactly_itself(text: str, wanted: str) -> None:
    here = places(text)
    assert here.at_end(here.literal(START, wanted)) is (text == wanted)


@settings(deadline=None, max_examples=200)
@given(text=TEXTS, choices=st.frozensets(TEXTS, max_size=4), start=st.integers(0, 12))
def test_choices_reach_what_their_literals_reach(text: str, choices: frozenset[str], start: int) -> None:
    here = places(text)
    reach = 1 << min(start, len(text))
    wanted = 0
    for choice in choices:
        wanted |= here.literal(reach, choice)
    assert here.texts(reach, choices) == wanted


def test_choices_from_very_many_places_agree_too() -> None:
    here = places("ab" * 100)
    assert here.texts(here.full, frozenset({"ab", "ba"})) == (here.full >> 2) << 2


def test_a_run_reaches_everything_behind_the_first_place() -> None:
    here = places("abcd")
    assert here.any_run(0b00100) == 0b11100
    assert here.any_run(0) == 0


def test_one_and_classes_step_once() -> None:
    here = places("a1b")
    assert here.one(START) == 0b0010
    assert here.one(0b1000) == 0
    assert here.one_of(here.full, frozenset("ab")) == 0b1010
    assert here.one_of(here.full, frozenset("ab"), negated=True) == 0b0100


def test_an_anchor_keeps_its_place_only() -> None:
    assert places("ab").at(0b111, 2) == 0b100


def test_work_is_bounded() -> None:
    here = Places("a" * 1_000, Budget(100))
    with pytest.raises(BudgetSpentError):
        here.literal(START, "a" * 1_000)
